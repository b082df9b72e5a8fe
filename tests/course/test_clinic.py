"""The clinic's networks fail as the lesson says, each for its own reason, and the healthy one does not."""

from dataclasses import asdict, replace
from math import e, log

import numpy as np
import pytest

from course.clinic import CASES, HEALTHY, charts, train
from course.data import digits

GUESSING = log(10)


@pytest.fixture(scope="module")
def images():
    """The digits of the course."""
    return digits()


@pytest.fixture(scope="module")
def records(images):
    """Chart by name."""
    return {record.name: record for record in charts(images, (HEALTHY, *CASES))}


def test_in_each_case_one_thing_is_wrong():
    """Only A, which takes longer steps, and C, which has more epochs, differ in a second one, as the lesson says."""
    healthy = asdict(HEALTHY)
    changed = {case.name: {name for name, value in asdict(case).items() if value != healthy[name]} for case in CASES}
    assert {name: names - {"name"} for name, names in changed.items()} == {
        "A": {"softmax_twice", "learning_rate"},
        "B": {"activation"},
        "C": {"shuffled", "epochs"},
        "D": {"zero_start"},
        "E": {"learning_rate"},
    }


@pytest.mark.slow
def test_a_zero_start_moves_nothing_but_the_last_biases(images):
    """After one epoch of training all units are 0 still."""
    record = train(replace(HEALTHY, zero_start=True, epochs=1), images)
    assert not record.units.any()


@pytest.mark.slow
def test_a_zero_start_begins_at_ln_10(images):
    """All scores are 0, so each digit gets the same probability."""
    assert train(replace(HEALTHY, zero_start=True, epochs=1), images).loss[0] == pytest.approx(GUESSING, abs=1e-6)


@pytest.mark.slow
def test_the_same_case_trains_the_same_way(images):
    """Seeded: two runs on one machine give one chart."""
    once, again = (train(replace(HEALTHY, epochs=1), images) for _ in range(2))
    assert once.step_loss == again.step_loss


@pytest.mark.slow
class TestEvidence:
    """What the charts show, and the check's texts rest upon."""

    def test_the_healthy_one_reads(self, records):
        """More than 85 of 100 test digits."""
        assert records["healthy"].test_accuracy[-1] > 0.85

    def test_a_reads_most_test_digits(self, records):
        """So it learns."""
        assert records["A"].test_accuracy[-1] > 0.6

    def test_a_is_stuck_above_its_lowest_loss(self, records):
        """No loss below that of softmax of a 1 among nine 0s."""
        assert min(records["A"].loss + records["A"].test_loss) >= -log(e / (e + 9))

    def test_a_keeps_training_and_test_loss_together(self, records):
        """Which over-fitting would not."""
        assert abs(records["A"].loss[-1] - records["A"].test_loss[-1]) < 0.2

    def test_a_does_not_leap(self, records):
        """In its first steps."""
        assert max(records["A"].step_loss[:50]) < 3

    def test_b_gives_the_same_units_for_every_digit(self, records):
        """Middling ones, none 0."""
        units = records["B"].units
        assert units.min() > 0.01 and units.std(axis=0).mean() < 0.02

    @pytest.mark.parametrize("name", ["B", "D", "E"])
    def test_three_end_at_guessing(self, records, name):
        """Training and test loss within a twentieth of ln 10."""
        record = records[name]
        assert max(abs(record.loss[-1] - GUESSING), abs(record.test_loss[-1] - GUESSING)) < 0.05

    @pytest.mark.parametrize("name", ["B", "D", "E"])
    def test_three_read_no_training_digits_either(self, records, name):
        """No more than one in five."""
        assert records[name].accuracy[-1] < 0.2

    @pytest.mark.parametrize("name", ["B", "E"])
    def test_two_do_not_begin_at_ln_10(self, records, name):
        """Their weights are not 0."""
        assert abs(records[name].loss[0] - GUESSING) > 0.05

    def test_c_learns_by_heart(self, records):
        """Most of its training digits, with a loss below what softmax twice could reach."""
        assert records["C"].accuracy[-1] > 0.6 and records["C"].loss[-1] < 1.46

    def test_c_is_at_chance_on_test_digits(self, records):
        """What it learnt has nothing to do with digits."""
        assert records["C"].test_accuracy[-1] < 0.2

    def test_e_leaps_in_its_first_steps(self, records):
        """To more than four times the loss of guessing, and only then its units die."""
        assert max(records["E"].step_loss[:10]) > 4 * GUESSING

    def test_es_units_are_dead(self, records):
        """At least 95 of 100 numbers are 0."""
        assert np.mean(records["E"].units == 0) > 0.95

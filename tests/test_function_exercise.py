"""A function exercise: what a wrong function is told."""

import json
import time
import warnings
from dataclasses import replace

import numpy as np
import pytest
from scipy.signal import correlate2d

from checker.exercise import Attempt
from checker.function_exercise import Mistake, Task, function_exercise
from checker.report import Report, Status


def right(image, kernel, stride):
    """Cross-correlation with a stride on both axes."""
    return correlate2d(image, kernel, mode="valid")[::stride, ::stride]


def turning_the_kernel(slide):
    """The kernel turned round."""
    return lambda image, kernel, stride: slide(image, kernel[::-1, ::-1], stride)


def striding_rows(slide):
    """The stride on rows only."""
    return lambda image, kernel, stride: slide(image, kernel, 1)[::stride]


flipped, one_axis = turning_the_kernel(right), striding_rows(right)


def calls(random):
    """A small one first; strides and asymmetric kernels apart and together."""
    for shape, kernel, stride in (((3, 4), (2, 2), 1), ((6, 7), None, 2), ((6, 9), (3, 2), 2), ((8, 5), (2, 3), 1)):
        drawn = np.ones((2, 2)) if kernel is None else random.integers(-3, 4, kernel).astype(float)
        if kernel is not None:
            drawn[0, 0] = 5.0
        yield random.integers(1, 4, shape).astype(float), drawn, stride


def work_out(arguments, index):
    """The products of one window."""
    image, kernel, stride = arguments
    row, column = (stride * i for i in index)
    products = image[row : row + kernel.shape[0], column : column + kernel.shape[1]] * kernel
    return f"the products sum to {products.sum():g}."


TASK = Task(
    function="slide",
    parameters=("image", "kernel", "stride"),
    calls=calls,
    reference=right,
    work_out=work_out,
    mistakes=(
        Mistake.made_in(
            right, turning_the_kernel, name="kernel-flipped", diagnosis="The kernel was turned round.", hint="Do not."
        ),
        Mistake.made_in(
            right, striding_rows, name="stride-on-one-axis", diagnosis="Only rows have a stride.", hint="Both."
        ),
    ),
)


def as_exercise(task):
    """An exercise about it."""
    hints = ("a", "b", "c")
    return function_exercise(
        slug="slide", title="Slide", lesson="02", points=4, task=task, hints=hints, solution="", right=(task.reference,)
    )


EXERCISE = as_exercise(TASK)


def report(function: object, exercise=EXERCISE, task=None, mistakes=None) -> Report:
    """The report on `function`, questions and answers through JSON; about another task, or with other mistakes."""
    if task is not None or mistakes is not None:
        exercise = as_exercise(task or replace(TASK, mistakes=mistakes))
    questions = json.loads(json.dumps(exercise.ask(7), allow_nan=False))
    answers = exercise.probe(Attempt(namespace={"slide": function}), questions)
    return exercise.report(questions, json.loads(json.dumps(answers, allow_nan=False)))


def mistakes(function: object) -> list[str]:
    """The names of what it was told."""
    return [found.mistake for found in report(function).findings if found.status is Status.FAILED]


def prints(image, kernel, stride):
    """Shows the result instead of giving it."""
    print(right(image, kernel, stride))


def changes_its_input(image, kernel, stride):
    """Pads in place."""
    image += 1
    return right(image - 1, kernel, stride)


def raises(image, kernel, stride):
    """Off by one."""
    return image[99, 0]


def returns_nothing(image, kernel, stride):
    """Forgot the return."""
    image.sum()


@pytest.mark.parametrize("function", [right, lambda i, k, s: right(i, k, s).astype("float32"),
                                      lambda i, k, s: right(i, k, s).astype(int)])  # fmt: skip
def test_right_answers_of_any_type_pass(function):
    """float64, float32, integers where the numbers are whole."""
    assert (report(function).status, report(function).score) == (Status.PASSED, 4)


def as_matrix(image, kernel, stride):
    """The class that NumPy advises against, and says so."""
    with warnings.catch_warnings(action="ignore"):
        return np.asmatrix(right(image, kernel, stride))


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda i, k, s: right(i, k, s).tolist(), "back as a list; an array"),
        (lambda i, k, s: tuple(right(i, k, s)), "back as a tuple; an array"),
        (as_matrix, "back as an `np.matrix`"),
        (lambda i, k, s: np.ma.array(right(i, k, s)), "back as a MaskedArray; an array"),
    ],
)
def test_what_is_no_array_is_told_although_the_numbers_are_right(function, said):
    """The cells that follow do with the result what only an array can do; three quarters are earned."""
    result = report(function)
    (found,) = result.findings
    assert (found.mistake, result.score) == ("not-an-array", 3)
    assert said in found.message


@pytest.mark.slow  # it starts TensorFlow
def test_a_tensor_is_no_array():
    """It has neither `sum()` nor `reshape()`, which later cells use."""
    keras = pytest.importorskip("keras")
    (found,) = report(lambda i, k, s: keras.ops.convert_to_tensor(right(i, k, s))).findings
    assert (found.mistake, "a tensor; an array was asked for" in found.message) == ("not-an-array", True)


@pytest.mark.parametrize("result", [2.5, np.float32(2.5), np.array(2.5)])
def test_a_single_number_passes_in_every_form(result):
    """Python's own, NumPy's own, or an array without axes."""
    task = Task(function="slide", parameters=("x",), calls=lambda _: [(1,)], reference=lambda x: 2.5, mistakes=())
    assert report(lambda x: result, task=task).status is Status.PASSED


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (lambda x: ([2.0, 4.0], x), "result 1 of 2 comes back as a list; an array was asked for"),
        (lambda x: x * 2, "gave 1 result; 2 results are right"),
        (lambda x: (x, x, x), "gave 3 results; 2 results are right"),
    ],
)
def test_each_of_several_results_is_looked_at(results, said):
    """Which of them is no array, or how many there are."""
    (found,) = report(results, task=over(pair, np.array([1.0, 2.0]))).findings
    assert said in found.message


def pair(x):
    """Two results."""
    return x * 2, x


def over(reference, *values, mistakes=(), **settings):
    """A task with one parameter, called with each of the values."""
    return Task(
        function="slide", parameters=("x",), calls=lambda _: [(value,) for value in values], reference=reference,
        mistakes=mistakes, **settings,
    )  # fmt: skip


def does_not_fit(image, kernel, stride):
    """What NumPy refuses."""
    return image @ np.ones((99, 1))


def refuses(image, kernel, stride):
    """A learner's own word."""
    raise ValueError("I do not like odd numbers")


def refuses_like_numpy(image, kernel, stride):
    """A learner's own, in NumPy's words."""
    try:
        does_not_fit(image, kernel, stride)
    except ValueError as fault:
        raise ValueError(str(fault)) from None


def fits_seldom(image, kernel, stride):
    """Another exception of the same type, found by NumPy."""
    return np.concatenate([image, kernel])


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (does_not_fit, "does-not-fit"),
        (refuses, "raised"),
        (refuses_like_numpy, "raised"),
        (fits_seldom, "raised"),
    ],
)
def test_an_exception_names_a_mistake_only_in_the_words_that_numpy_finds_for_it(function, told):
    """The mistake raises a ValueError, and so does the learner's function; that alone says nothing."""
    known = Mistake(name="does-not-fit", function=does_not_fit, diagnosis="It is multiplied.", hint="Do not.")
    assert [found.mistake for found in report(function, mistakes=(known,)).findings] == [told]


def test_other_exceptions_of_the_same_type_do_not_hide_a_mistake_that_values_show():
    """Two ways to write one mistake stop with different words where it does not fit."""

    def half_known(words):
        def function(image, kernel, stride):
            return flipped(image, kernel, stride) if stride == 1 else np.concatenate([image, words])

        return function

    known = Mistake(name="half", function=half_known(np.ones((1, 99))), diagnosis="It fits.", hint="Do not.")
    found = report(half_known(np.ones((1, 98))), mistakes=(known,)).findings
    assert [each.mistake for each in found] == ["half"]


def test_an_overflow_in_one_of_several_results_is_recognised():
    """By where NaN and infinity stand."""

    def overflows(x):
        return np.where(x > 0, np.inf, np.nan), x - 1

    known = Mistake(name="overflow", function=overflows, diagnosis="It is too large.", hint="Subtract first.")
    (found,) = report(overflows, task=over(pair, np.array([0.0, 2.0]), mistakes=(known,))).findings
    assert found.mistake == "overflow"


def test_the_call_that_is_shown_can_be_run():
    """Arrays are arrays in it, so that it gives what the learner was told."""
    (found,) = report(flipped).findings
    call = found.message.split("`")[1]
    image, kernel, stride = eval(call, {"np": np, "slide": lambda image, kernel, stride: (image, kernel, stride)})
    assert f"you gave {flipped(image, kernel, stride)[0, 0]:g};" in found.message


def divided(_random):
    """Calls for a division."""
    yield np.array([3.0, 5.0]), np.array([2.0, 4.0])
    yield np.array([[7.0, -2.0]]), np.array([[4.0, 0.8]])


DIVISION = Task(function="slide", parameters=("a", "b"), calls=divided, reference=lambda a, b: a / b, mistakes=())


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (lambda a, b: a // b, "rounded down to whole numbers"),
        (lambda a, b: (a / b).astype(int), "with what comes after the point cut off"),
        (lambda a, b: np.ceil(a / b), "rounded up to whole numbers"),
        (lambda a, b: np.round(a / b), "rounded to whole numbers"),
        (lambda a, b: np.round(a / b, 1), "rounded to 1 place after the point"),
    ],
)
def test_lost_fractions_are_named(function, said):
    """In whatever way they were lost."""
    (found,) = report(function, task=DIVISION).findings
    assert (found.mistake, said in found.message) == ("fractions-lost", True)


@pytest.mark.parametrize("constant", [0.0, 1.0])
def test_a_constant_is_not_taken_for_lost_fractions(constant):
    """Though every right number would be cut to it."""
    (found,) = report(lambda x: x * 0 + constant, task=over(lambda x: x, np.array([constant + 0.2]))).findings
    assert found.mistake == ""


def test_two_arguments_in_each_others_place_are_named():
    """Both of them, by the parameters' names."""
    (found,) = report(lambda a, b: b / a, task=DIVISION).findings
    assert found.mistake == "arguments-swapped"
    assert found.message.startswith("You take `a` for `b`, and `b` for `a`. `slide(a=np.array([3., 5.]),")


def test_one_call_is_not_enough_to_tell_swapped_arguments():
    """One may agree by chance."""
    task = replace(DIVISION, calls=lambda random: list(divided(random))[:1])
    (found,) = report(lambda a, b: b / a, task=task).findings
    assert found.mistake == ""


def test_a_call_that_came_out_right_tells_that_the_arguments_are_not_swapped():
    """Two calls are as if they were; but then the first would be wrong, too."""
    divide_into = lambda a, b: a / b if len(a) == 1 else b / a  # noqa: E731
    ones = np.array([[1.0], [2.0]])
    calls = [(np.array([3.0]), np.array([2.0])), (ones * 3, ones + 1), (ones * 4, ones + 3)]
    (found,) = report(divide_into, task=replace(DIVISION, calls=lambda _: calls)).findings
    assert found.mistake == ""
    (found,) = report(divide_into, task=replace(DIVISION, calls=lambda _: calls[1:])).findings
    assert found.mistake == "arguments-swapped"


def test_two_mistakes_that_one_call_shows_are_told_with_that_call_once():
    """Each with its own words."""
    first, second = report(lambda i, k, s: flipped(i, k, 1)[::s], task=replace(TASK, calls=strided)).findings
    assert first.message.startswith("The kernel was turned round. `slide(image=np.array([[")
    assert second.message == "Only rows have a stride. The same call shows it."


def strided(random):
    """Calls in which both mistakes make a difference."""
    return [(random.integers(1, 9, shape) * 1.0, np.array([[5.0, 2.0], [3.0, 1.0]]), 2) for shape in ((4, 5), (6, 7))]


def test_a_reference_that_never_ends_with_swapped_arguments_holds_nothing_up():
    """With a stride of 0 a walk over the picture stands still."""

    def steps(n, stride):
        count = 0
        while count * stride < n:
            count += 1
        return count

    task = Task(
        function="slide", parameters=("n", "stride"), calls=lambda _: [(0, 3), (0, 5)], reference=steps, mistakes=()
    )
    (found,) = report(lambda n, stride: 7, task=task).findings
    assert found.mistake == ""


def test_numbers_that_differ_little_are_written_so_that_they_differ():
    """Six digits where five are the same."""
    task = over(lambda x: x / 3, np.array([1.0]), tolerance=1e-9)
    (found,) = report(lambda x: x / 3 + 1e-6, task=task).findings
    assert "you gave 0.333334; 0.333333 is right" in found.message


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (SystemExit(), "ended Python itself"),
        (KeyboardInterrupt(), "was interrupted"),
        (RecursionError("maximum recursion depth exceeded"), "calls itself again and again"),
        (AttributeError("no such thing"), "stopped with an AttributeError"),
        (ValueError("no such thing"), "stopped with a ValueError"),
        (AssertionError(), "stopped with an AssertionError in the line `raise fault`."),
    ],
)
def test_what_a_function_raises_is_told(fault, said):
    """In plain words, and never as the checker's fault."""

    def stops(image, kernel, stride):
        raise fault

    (found,) = report(stops).findings
    assert said in found.message


@pytest.mark.parametrize(
    ("name", "hint"),
    [("np", "Run the cells above the answer first (in JupyterLab: Run > Run All"), ("helper", "is it spelt right?")],
)
def test_a_name_that_is_not_there_is_told_with_where_it_comes_from(name, hint):
    """NumPy from the first cell; another from a cell above, or from nowhere."""
    (found,) = report(eval(f"lambda image, kernel, stride: {name}.zeros(3)", {})).findings
    assert f"`{name}` is not defined" in found.message
    assert hint in found.hint


@pytest.mark.parametrize(("number", "said"), [(np.nan, "nan means not a number"), (np.inf, "inf stands for infinity")])
def test_what_is_not_finite_is_explained(number, said):
    """What makes a NaN or an infinite number."""
    (found,) = report(lambda i, k, s: np.full_like(right(i, k, s), number)).findings
    assert said in found.message


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (flipped, ["kernel-flipped"]),
        (one_axis, ["stride-on-one-axis"]),
        (lambda i, k, s: flipped(i, k, 1)[::s], ["kernel-flipped", "stride-on-one-axis"]),
        (prints, ["print-for-return"]),
        (changes_its_input, ["modified-input"]),
        (raises, ["raised"]),
        (returns_nothing, ["no-return"]),
        (lambda i, k, s: "nine", ["wrong-type"]),
        (lambda i, k, s: [object()], ["wrong-type"]),
        (lambda i, k, s: right(i, k, s) * np.nan, [""]),
        (lambda i, k, s: right(i, k, s) + 1, [""]),
        (lambda i, k, s: 0.0, [""]),
        (lambda i: i, ["raised"]),
        (12, ["not-a-function"]),
    ],
)
def test_each_way_to_be_wrong_has_its_own_message(function, told):
    """Named where it is known, and described where not."""
    assert mistakes(function) == told


@pytest.mark.parametrize(
    ("given", "change", "said"),
    [
        (np.array([3.0, 1.0, 2.0]), lambda values: values.sort(), "changed the array that it was given as `second`."),
        ([1, 2, 3], lambda values: values.pop(), "changed the list that it was given as `second`."),
        ({"a": 1}, lambda values: values.clear(), "changed the dictionary that it was given as `second`."),
    ],
)
def test_what_was_changed_is_told_by_name_and_kind(given, change, said):
    """Of several arguments the one that is not as it was."""

    def changes_the_second(first, second):
        change(second)
        return 1

    task = Task(
        function="slide",
        parameters=("first", "second"),
        calls=lambda random: [(1, given)],
        reference=lambda first, second: 1,
        mistakes=(),
    )
    exercise = function_exercise(
        slug="changes", title="", lesson="02", points=1, task=task, hints=("a", "b", "c"), solution="", right=()
    )
    (found,) = report(changes_the_second, exercise).findings
    assert said in found.message
    assert "`second = second.copy()`" in found.hint


def test_a_way_through_the_function_that_has_no_return_is_told_as_that():
    """Other ways have one."""

    def returns_for_stride_1(image, kernel, stride):  # noqa: RET503  the point of the test
        if stride == 1:
            return right(image, kernel, stride)

    (found,) = report(returns_for_stride_1).findings
    assert "On this way through the function no `return` with a value is reached." in found.message


def test_the_smallest_call_is_shown_and_its_first_wrong_cell_worked_out():
    """With the row, the column, both numbers and how the right one comes about."""
    (finding,) = [found for found in report(flipped).findings if found.mistake]
    assert "slide(image=np.array([[" in finding.message
    assert "at row 0, column 0 you gave" in finding.message
    assert "the products sum to" in finding.message


def test_a_wrong_shape_is_told_as_tuples():
    """Received and expected."""
    (finding,) = report(lambda i, k, s: np.zeros((2, 2))).findings
    assert "gave the shape (2, 2); the shape (2, 3) is right" in finding.message


def test_of_several_results_the_first_wrong_one_is_worked_out():
    """A function that returns a pair: which of the two, where in it, and how that number comes about."""

    def both(image):
        return image.sum(axis=0), image * 2

    pair = function_exercise(
        slug="pair",
        title="",
        lesson="02",
        points=1,
        task=Task(
            function="slide",
            parameters=("image",),
            calls=lambda random: [(np.arange(6.0).reshape(2, 3),)],
            reference=both,
            work_out=lambda arguments, index: f"worked out for {index}.",
            mistakes=(),
        ),
        hints=("a", "b", "c"),
        solution="",
        right=(both,),
    )
    assert report(both, pair).status is Status.PASSED
    (finding,) = report(lambda image: (image.sum(axis=0), image * 3), pair).findings
    assert "result 2 of 2: at row 0, column 1 you gave 3; 2 is right. worked out for (1, 0, 1)." in finding.message
    (finding,) = report(lambda image: image * 2, pair).findings
    assert finding.status is Status.FAILED


def test_an_endless_loop_is_left_behind_even_if_it_catches_everything(monkeypatch):
    """The notebook is free again, and the message says what to look at."""
    monkeypatch.setattr("checker.probes.function.SECONDS", 0.2)
    running = True

    def forever(image, kernel, stride):
        while running:
            try:
                time.sleep(0.001)
            except:  # noqa: E722  the point of the test
                pass

    assert mistakes(forever) == ["endless-loop"]
    running = False


def test_an_endless_loop_after_right_answers_keeps_what_they_earned(monkeypatch):
    """The first call was right: a quarter of the points."""
    monkeypatch.setattr("checker.probes.function.SECONDS", 0.2)

    def sometimes(image, kernel, stride):
        while image.shape != (3, 4):
            pass
        return right(image, kernel, stride)

    assert report(sometimes).score == 1


def test_an_empty_function_is_not_attempted():
    """The stub of the answer cell, with and without a docstring."""

    def stub(image, kernel, stride): ...

    def documented(image, kernel, stride):
        """What it should do."""
        # your code here

    assert [report(function).status for function in (stub, documented)] == [Status.UNATTEMPTED] * 2


def test_a_function_that_returns_a_constant_is_an_attempt():
    """However little it does."""
    assert report(lambda i, k, s: 3).status is Status.FAILED


def test_other_seeds_ask_other_questions():
    """A recorded answer is no answer."""
    assert EXERCISE.ask(1) != EXERCISE.ask(2)


def test_what_the_function_prints_does_not_reach_the_notebook(capsys):
    """A check does not flood the page."""
    report(prints)
    assert capsys.readouterr().out == ""

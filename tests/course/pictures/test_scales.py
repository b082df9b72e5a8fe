from course.pictures.scales import misleading_pair, on_one_scale, on_own_scales


def limits(picture):
    """Black and white of each plot, colour bars left out."""
    return [axes.images[0].get_clim() for axes in picture.axes if axes.images]


def test_each_is_stretched_over_its_own_numbers():
    """From its smallest to its largest."""
    pair = misleading_pair()
    assert limits(on_own_scales(pair)) == [(array.min(), array.max()) for array in pair.values()]


def test_one_scale_is_the_same_for_all():
    """As given."""
    assert limits(on_one_scale(misleading_pair(), low=0, high=255)) == [(0, 255)] * 2


def test_stretched_plots_keep_their_numbers_to_themselves():
    """What the cells hold has to be read from the bars, in words too."""
    picture = on_own_scales(misleading_pair())
    assert [len(axes.texts) for axes in picture.axes if axes.images] == [0, 0]
    assert "104" not in picture.alt and "20% 100% 60%" in picture.alt


def test_plots_on_one_scale_carry_their_numbers():
    """Nine each."""
    picture = on_one_scale(misleading_pair(), low=0, high=255)
    assert [len(axes.texts) for axes in picture.axes if axes.images] == [9, 9]
    assert "102 110 106" in picture.alt


def test_the_greys_of_the_pair_say_the_contrary_of_its_numbers():
    """The lighter middle cell holds the smaller number."""
    a, b = misleading_pair().values()
    lightness = [(array[1, 1] - array.min()) / (array.max() - array.min()) for array in (a, b)]
    assert lightness[0] > lightness[1] and a[1, 1] < b[1, 1]

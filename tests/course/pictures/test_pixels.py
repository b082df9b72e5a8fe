import numpy as np

from course.pictures.pixels import numbered_pixels, picture_and_numbers


def test_the_description_of_numbered_pixels_holds_every_number():
    """Who cannot see the picture hears its size and its numbers row by row."""
    alt = numbered_pixels(np.array([[0.0, 0.5], [1.0, 0.2]])).alt
    assert "2 rows and 2 columns" in alt
    assert "0.0 0.5; 1.0 0.2" in alt


def test_the_part_is_numbered_with_its_rows_in_the_whole():
    """The part's axes count on from where it was cut out."""
    picture = picture_and_numbers(np.zeros((8, 8)), row=2, column=3, rows=2, columns=2)
    part = picture.axes[1]
    assert [label.get_text() for label in part.get_yticklabels()] == ["2", "3"]


def test_the_part_shows_the_numbers_at_its_place():
    """Row 2, column 3 of the whole is the first number of the part."""
    image = np.zeros((8, 8))
    image[2, 3] = 0.7
    part = picture_and_numbers(image, row=2, column=3, rows=2, columns=2).axes[1]
    assert part.texts[0].get_text() == "0.7"


def test_the_outline_encloses_the_part():
    """The outlined rectangle begins at the part's first pixel and is as large as the part."""
    [outline] = picture_and_numbers(np.zeros((8, 9)), row=2, column=3, rows=4, columns=5).axes[0].patches
    assert (outline.get_xy(), outline.get_width(), outline.get_height()) == ((2.5, 1.5), 5, 4)

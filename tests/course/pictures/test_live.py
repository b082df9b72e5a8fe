from __future__ import annotations

import json
import re

import numpy as np
import pytest
import traitlets
from IPython.core.interactiveshell import InteractiveShell

from course.pictures.live import WIDGET_VIEW, LivePicture, floats, script_and_style
from course.pictures.number_map import NumberMap
from course.pictures.words_only import WORDS_ONLY

VALUES = np.array([[1.0, -2.0], [0.5, 4.0]])


class Tricky(LivePicture):
    """A picture whose texts and bytes a careless page would break on."""

    _esm, _css = "export default { render() {} }; // </script>", ".live-picture {}"
    title = traitlets.Unicode("</script> & <b>").tag(sync=True)
    array = traitlets.Bytes(floats(VALUES)).tag(sync=True)

    def still(self) -> str:
        """A word."""
        return "<p>still</p>"

    def alt(self) -> str:
        """A word."""
        return "alt"


def displayed(picture: LivePicture) -> list[dict[str, str]]:
    """What a notebook saves of a cell that shows `picture`: the data of each output."""
    from IPython.utils.capture import capture_output

    InteractiveShell.instance()
    with capture_output() as captured:
        picture._ipython_display_()
    return [output.data for output in captured.outputs]


class TestInANotebook:
    def test_two_outputs(self) -> None:
        """The live picture stands in one output, the still one in the next."""
        live, still = displayed(NumberMap(VALUES))
        assert (WIDGET_VIEW in live, WIDGET_VIEW in still) == (True, False)

    def test_still_picture_in_html(self) -> None:
        """Where there are no widgets, a page shows the numbers."""
        _, still = displayed(NumberMap(VALUES))
        assert re.findall(r"<td>(.*?)</td>", still["text/html"]) == ["1", "-2", "0.5", "4"]

    def test_still_picture_in_text(self) -> None:
        """Where there is only text, it says what the picture shows."""
        _, still = displayed(NumberMap(VALUES))
        assert still["text/plain"] == "[Picture] A small array, row by row: 1 -2; 0.5 4. Sum: 3.5."

    def test_live_output_leaves_no_text(self) -> None:
        """The live picture's own output adds nothing to a page without widgets."""
        live, _ = displayed(NumberMap(VALUES))
        assert live["text/html"] == ""

    def test_where_nobody_looks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """There is one output, in words."""
        monkeypatch.setenv(WORDS_ONLY, "1")
        assert displayed(Tricky()) == [{"text/plain": "[Picture] alt"}]

    def test_in_one_bundle(self) -> None:
        """Asked for one bundle, as another display does, it gives the widget and the still picture."""
        bundle, _ = NumberMap(VALUES)._repr_mimebundle_()
        assert sorted(bundle) == [WIDGET_VIEW, "text/html", "text/plain"]


class TestPage:
    def test_state(self) -> None:
        """A page of its own holds the traits, and none of the machinery's."""
        page = NumberMap(VALUES).page()
        state = json.loads(re.search(r'id="state">(.*?)</script>', page).group(1))
        assert state == {"values": {"title": "A small array", "values": VALUES.tolist()}, "buffers": {}}

    def test_nothing_ends_a_script_early(self) -> None:
        """No text of the picture's can end the script that it stands in."""
        page = Tricky().page()
        assert page.count("</script>") == page.count("<script ")

    def test_title_is_text(self) -> None:
        """A title is text on the page, not markup."""
        assert "<h1>&lt;/script&gt; &amp; &lt;b&gt;</h1>" in Tricky().page()

    def test_no_network(self) -> None:
        """The page forbids itself to fetch anything."""
        assert "default-src 'none'" in NumberMap(VALUES).page()


def test_floats_are_little_endian_row_by_row() -> None:
    """Whatever order an array has in memory, the page gets float32, little-endian, row by row."""
    given = np.asfortranarray(VALUES.astype(">f8"))
    np.testing.assert_array_equal(np.frombuffer(floats(given), dtype="<f4"), [1, -2, 0.5, 4])


def test_style_begins_with_the_common_one() -> None:
    """A picture's own style comes after the common one, so that it can depart from it."""
    _, style = script_and_style("kernel_editor")
    assert style.index("--live-ink:") < style.index(".kernel-columns")


def test_shape_is_told() -> None:
    """An array that is no table is refused with its shape."""
    with pytest.raises(ValueError, match=re.escape("must have the shape (rows, columns), received (3,)")):
        NumberMap(np.zeros(3))

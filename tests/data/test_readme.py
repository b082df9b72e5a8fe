"""data/README.md tells the truth about every file."""

import re
from pathlib import Path

import pytest
from make_all import SCRIPTS, different, stated_checksums

FOLDER = Path(__file__).resolve().parents[2] / "data"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
ROWS = {row.split("`")[1]: row for row in README.splitlines() if row.startswith("| `")}


def test_every_data_file_is_listed() -> None:
    """No archive and no picture lies in the folder without a row in the table."""
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.suffix in (".npz", ".png")}
    assert files == set(ROWS)


def test_every_checksum_is_the_files() -> None:
    """The sha256 in each row is that of the file beside it."""
    assert different(FOLDER, stated_checksums(README)) == []


def test_every_row_states_a_checksum() -> None:
    """The table is read whole: a row that the pattern overlooks would never be compared."""
    assert set(stated_checksums(README)) == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_every_row_names_origin_licence_size_and_script(name: str) -> None:
    """Seven filled columns, the true size, and a script that there is."""
    columns = [column.strip() for column in ROWS[name].strip("|").split("|")]
    script = re.fullmatch(r"`python data/(\w+\.py)`", columns[5])
    assert all(columns) and len(columns) == 7
    assert columns[4] == f"{(FOLDER / name).stat().st_size:,}"
    assert script and script[1] in SCRIPTS


def test_a_changed_and_a_missing_file_are_found_out(tmp_path: Path) -> None:
    """The comparison names what differs and keeps silent about what does not."""
    (tmp_path / "same.png").write_bytes(b"")
    (tmp_path / "changed.png").write_bytes(b"x")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    stated = dict.fromkeys(("same.png", "changed.png", "missing.png"), empty)
    assert different(tmp_path, stated) == ["changed.png", "missing.png"]


def test_all_files_together_stay_small() -> None:
    """Under 5 MB, so that the repository clones in a moment."""
    assert sum((FOLDER / name).stat().st_size for name in ROWS) < 5_000_000

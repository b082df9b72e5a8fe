from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from course.pictures import bundles
from tests.needs import skip_or_fail
from tests.node import find_node


@pytest.fixture
def tools() -> None:
    """Node and esbuild. Without them the test is skipped, but never where CI=true."""
    find_node()
    if not bundles.ESBUILD.exists():
        skip_or_fail("esbuild is not installed: run `npm ci --ignore-scripts` in tests/browser")


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("name", bundles.names())
def test_committed_bundle_is_what_its_modules_make(name: str) -> None:
    """What learners get is what the scripts say; `python -m course.pictures.bundles NAME` brings it up to date."""
    assert (bundles.DIST / f"{name}.js").read_text(encoding="utf-8") == bundles.bundled(name)


def test_no_bundle_without_a_script() -> None:
    """A picture that is gone leaves no bundle behind."""
    assert sorted(path.stem for path in bundles.DIST.iterdir()) == bundles.names()


@pytest.mark.parametrize("name", bundles.names())
def test_bundle_imports_nothing(name: str) -> None:
    """A bundle is one file: it imports nothing, and fetches nothing."""
    text = (bundles.DIST / f"{name}.js").read_text(encoding="utf-8")
    forbidden = ("import ", "import(", "fetch(", "XMLHttpRequest", "http://", "https://")
    assert [word for word in forbidden for line in text.splitlines() if line.strip().startswith(word)] == []


class TestBuild:
    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tools: None) -> Path:
        """A folder with one picture of two modules."""
        monkeypatch.setattr(bundles, "STATIC", tmp_path)
        monkeypatch.setattr(bundles, "DIST", tmp_path / "dist")
        (tmp_path / "part.mjs").write_text('export const name = "a part";\n')
        (tmp_path / "whole.js").write_text('import { name } from "./part.mjs";\nexport default { name };\n')
        return tmp_path

    def test_joins(self, folder: Path) -> None:
        """The joined file works without the module that was imported."""
        bundles.main([])
        (folder / "part.mjs").unlink()
        code = f"import('{(folder / 'dist' / 'whole.js').as_uri()}').then(found => console.log(found.default.name))"
        said = subprocess.run(["node", "--eval", code], capture_output=True, text=True, check=True, cwd=folder).stdout
        assert said == "a part\n"

    def test_says_what_changed(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The first build names the file, the second has nothing to say."""
        bundles.main([])
        bundles.main([])
        assert capsys.readouterr().out == "dist/whole.js\n"

    def test_broken_script(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A script with an error is named with the place, and nothing is written."""
        (folder / "whole.js").write_text("export default {\n")
        assert bundles.main([]) == 1
        assert "whole.js:2" in capsys.readouterr().err
        assert not (folder / "dist").exists()

    def test_unknown_name(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A name that is no picture's is answered with those that are."""
        assert bundles.main(["hole"]) == 1
        assert "There is no hole.js in course/pictures/static; there are whole." in capsys.readouterr().err

    def test_no_esbuild(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without esbuild it says how to install it."""
        monkeypatch.setattr(bundles, "ESBUILD", folder / "esbuild")
        assert bundles.main([]) == 1
        assert "run `npm ci --ignore-scripts` in tests/browser" in capsys.readouterr().err

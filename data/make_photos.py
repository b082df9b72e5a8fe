"""Copy seven photographs out of the wheel of scikit-image 0.26.0 into the folder photos/.

Run: python data/make_photos.py          (downloads the wheel, 13.7 MB)
     python data/make_photos.py --wheel scikit_image-0.26.0-....whl

Six are copied byte for byte. `rocket`, a JPEG, is halved (means of 2 x 2 pixels) and saved as a PNG. Only pictures
whose licence scikit-image states are taken; it stands in `README.md`.
"""

import io
import zipfile

import numpy as np
from making import arguments, checked, png_bytes, wheel_bytes, write
from PIL import Image

REQUIREMENT = "scikit-image==0.26.0"
WHEEL_SHA256 = "74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af"
PLATFORM = ("--platform", "manylinux_2_28_x86_64", "--python-version", "3.11", "--implementation", "cp")
COPIED = ("astronaut", "camera", "chelsea", "coffee", "grass", "gravel")


def halved(image: np.ndarray) -> np.ndarray:
    """Means of 2 x 2 pixels: uint8 (rows, columns, 3) -> (rows // 2, columns // 2, 3); an odd last line is dropped."""
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    blocks = image[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2, 3).astype(np.uint16)
    return ((blocks.sum(axis=(1, 3)) + 2) // 4).astype(np.uint8)


def photos_from_wheel(wheel: bytes) -> dict[str, bytes]:
    """File name -> content of the seven PNG files, from the content of the wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as members:
        photos = {f"{name}.png": members.read(f"skimage/data/{name}.png") for name in COPIED}
        rocket = Image.open(io.BytesIO(members.read("skimage/data/rocket.jpg")))
        photos["rocket.png"] = png_bytes(halved(np.asarray(rocket)))
    return photos


if __name__ == "__main__":
    options = arguments("Copy the photographs.", wheel=True)
    known = (REQUIREMENT, WHEEL_SHA256)
    wheel = checked(options.wheel, WHEEL_SHA256) if options.wheel else wheel_bytes(*known, *PLATFORM)
    write(options.into / "photos", photos_from_wheel(wheel))

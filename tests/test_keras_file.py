"""Saved models are read as data: right ones by Keras itself, hostile ones made by hand."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import h5py
import pytest

from checker import keras_file
from checker.exercises import EXERCISES
from checker.keras_file import KerasFileError, check_keras_file, foreign_code, read_keras_file
from checker.report import Status

pytestmark = pytest.mark.slow  # Keras is started once, to save the models
SAVE_MODELS = Path(__file__).with_name("save_models.py")
RIGHT = ("right", "trained", "functional", "nested", "own-initializer")
ONLY_CODE_KNOWS = ("lambda", "anonymous", "own-class")
OWN_ACTIVATIONS = ("own-activation", "anonymous-activation")
OTHERS = ("dropout", "many-layers", "wrong", "open", "lambda-and-wrong", "prelu", "two-outputs")
LENET = EXERCISES["lenet"]


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """A folder of models, saved by Keras in a process of its own."""
    folder = tmp_path_factory.mktemp("saved")
    names = (*RIGHT, *ONLY_CODE_KNOWS, *OWN_ACTIVATIONS, *OTHERS)
    subprocess.run([sys.executable, SAVE_MODELS, folder, *names], check=True, capture_output=True, cwd=folder)
    return folder


@pytest.fixture
def right(saved):
    """The bytes of a right model's file."""
    return (saved / "right.keras").read_bytes()


def _repacked(content, *, leave_out=(), compression=zipfile.ZIP_STORED, **replaced):
    """The archive in `content` with members left out, replaced or added."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members |= {name.replace("__", "."): member for name, member in replaced.items()}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, member in members.items():
            if name not in leave_out:
                archive.writestr(name, member)
    return packed.getvalue()


def _with_weights(content, fill):
    """The archive in `content` with weights that `fill(file)` writes."""
    weights = BytesIO()
    with h5py.File(weights, "w") as file:
        fill(file)
    return _repacked(content, model__weights__h5=weights.getvalue())


# --- what is read


@pytest.mark.parametrize("name", ["right", "trained", "functional", "dropout", "many-layers"])
def test_shapes_are_those_of_the_model(saved, name):
    """A flat model's shapes come in Keras' own order, without optimizer, metrics and random state."""
    expected = json.loads((saved / f"{name}.json").read_text())
    assert [list(shape) for shape in read_keras_file(saved / f"{name}.keras").weight_shapes] == expected


def test_shapes_of_a_nested_model(saved):
    """A nested model's shapes are complete."""
    expected = json.loads((saved / "nested.json").read_text())
    found = [list(shape) for shape in read_keras_file(saved / "nested.keras").weight_shapes]
    assert sorted(found) == sorted(expected)


def test_config_is_as_it_stands(saved, right):
    """The config is the content of config.json."""
    with zipfile.ZipFile(BytesIO(right)) as archive:
        assert read_keras_file(saved / "right.keras").config == json.loads(archive.read("config.json"))


def test_no_h5py(saved, monkeypatch):
    """Without h5py the architecture is still read, and the shapes are None."""
    monkeypatch.setitem(sys.modules, "h5py", None)
    assert read_keras_file(saved / "right.keras").weight_shapes is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("right", ()),
        ("trained", ()),
        ("functional", ()),
        ("own-initializer", ()),
        ("lambda", ("a Lambda layer", "the function 'own_tanh'")),
        ("anonymous", ("a Lambda layer",)),
        ("own-class", ("the class 'OwnTanh'",)),
        ("own-activation", ("the function 'own_tanh'",)),
        ("anonymous-activation", ("a lambda as activation",)),
    ],
)
def test_foreign_code_is_named(saved, name, expected):
    """What only the author's own code could compute is named, and nothing else."""
    assert foreign_code(read_keras_file(saved / f"{name}.keras").config) == expected


# --- what is judged


@pytest.mark.parametrize("name", RIGHT)
def test_right_models_pass(saved, name):
    """A right model passes from its file, however it was written."""
    assert check_keras_file(saved / f"{name}.keras", LENET).status is Status.PASSED


@pytest.mark.parametrize("name", ["wrong", "lambda-and-wrong", "prelu", "two-outputs"])
def test_wrong_models_fail(saved, name):
    """A wrong model fails from its file, also when there is code in it that is not run."""
    assert check_keras_file(saved / f"{name}.keras", LENET).status is Status.FAILED


def test_open_block_is_not_attempted(saved):
    """A model whose block is still open is no failure."""
    assert check_keras_file(saved / "open.keras", LENET).status is Status.UNATTEMPTED


@pytest.mark.parametrize("name", [*ONLY_CODE_KNOWS, *OWN_ACTIVATIONS])
def test_own_code_is_refused(saved, name):
    """A model that may be right, if its own code is, gets neither a pass nor a failure."""
    assert check_keras_file(saved / f"{name}.keras", LENET).status is Status.ERROR


@pytest.mark.parametrize("name", ONLY_CODE_KNOWS)
def test_refusal_says_where_to_go(saved, name):
    """The refusal sends the learner to the notebook."""
    (finding,) = check_keras_file(saved / f"{name}.keras", LENET).findings
    assert "checked only from the notebook" in finding.hint


def test_code_in_a_file_does_not_run(saved):
    """No code in a file runs, and neither Keras nor TensorFlow is loaded to judge it."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom checker.exercises import EXERCISES\n"
        "from checker.keras_file import check_keras_file\n"
        "for path in Path(sys.argv[1]).glob('*.keras'): check_keras_file(path, EXERCISES['lenet'])\n"
        "print([name for name in ('keras', 'tensorflow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, saved], check=True, capture_output=True, text=True, cwd=saved)
    assert (done.stdout.strip(), (saved / "RAN").exists()) == ("[]", False)


def test_exercise_without_files(saved):
    """An exercise that no file can answer says where it is checked."""
    with pytest.raises(KerasFileError, match=r"checked only from the notebook: checker check \S*10-lenet\.ipynb"):
        check_keras_file(saved / "right.keras", EXERCISES["lenet-shapes"])


def test_weights_of_another_model(saved, right, tmp_path):
    """A file whose layers were changed after saving is not judged."""
    with zipfile.ZipFile(saved / "wrong.keras") as archive:
        config = archive.read("config.json")
    path = tmp_path / "changed.keras"
    path.write_bytes(_repacked(right, config__json=config))
    with pytest.raises(KerasFileError, match="do not fit its layers"):
        check_keras_file(path, LENET)


@pytest.mark.parametrize("inside", [{}, {"layers": [{}]}, {"layers": [3]}, {"layers": None}, {"layers": "conv"}])
def test_config_of_no_model(right, tmp_path, inside):
    """A config that describes no model is said to be damaged."""
    config = json.dumps({"module": "keras", "class_name": "Sequential", "config": inside})
    path = tmp_path / "model.keras"
    path.write_bytes(_repacked(right, config__json=config))
    with pytest.raises(KerasFileError, match="damaged"):
        check_keras_file(path, LENET)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ((b'"filters": 16', b'"filters": "16"'), "`filters` of a Conv2D is '16'"),
        ((b'"kernel_size": [8, 8]', b'"kernel_size": ["8", 8]'), r"`kernel_size` of a Conv2D is \('8', 8\)"),
        ((b'"class_name": "Flatten"', b'"class_name": null'), "one of its layers is a None"),
    ],
)
def test_config_with_a_value_that_keras_never_writes(right, tmp_path, changed, reason):
    """It is told what is damaged, not that 16 filters are not 16."""
    with zipfile.ZipFile(BytesIO(right)) as archive:
        config = archive.read("config.json")
    assert changed[0] in config
    path = tmp_path / "model.keras"
    path.write_bytes(_repacked(right, config__json=config.replace(*changed)))
    with pytest.raises(KerasFileError, match=f"config.json in model.keras is damaged: .*{reason}"):
        check_keras_file(path, LENET)


# --- what is refused


def _deep(levels):
    return b'{"config": {"layers": ' + b"[" * levels + b"]" * levels + b"}}"


def _encrypted(content):
    """`content` with the mark that its first member is encrypted, in both places where zip keeps it."""
    local, central = content.index(b"PK\3\4"), content.index(b"PK\1\2")
    changed = bytearray(content)
    changed[local + 6] |= 1
    for place in range(central, len(content) - 4):
        if content[place : place + 4] == b"PK\1\2":
            changed[place + 8] |= 1
    return bytes(changed)


def _flipped(content):
    """`content` with one letter of config.json changed, so that its checksum is wrong."""
    return content.replace(b'"Sequential"', b'"Sequentiax"', 1)


ZEROS = bytes(5 * 2**20)
BAD_ARCHIVES = {
    "empty": (lambda _: b"", "is empty"),
    "not a zip": (lambda _: b"not a model" * 99, "not a .keras file"),
    "cut short": (lambda right: right[: len(right) // 2], "cut short or damaged"),
    "only its beginning": (lambda right: right[:10], "cut short or damaged"),
    "wrong checksum": (_flipped, "cut short or damaged"),
    "encrypted": (_encrypted, "packed in a way"),
    "HDF5": (lambda right: keras_file.HDF5_SIGNATURE + right, "an .h5 file"),
    "no config": (lambda right: _repacked(right, leave_out=["config.json"]), "has no config.json"),
    "no weights": (lambda right: _repacked(right, leave_out=["model.weights.h5"]), "has no model.weights.h5"),
    "SavedModel in a zip": (
        lambda right: _repacked(right, leave_out=["config.json"], saved_model__pb=b""),
        "a SavedModel of an older Keras",
    ),
    "config that unpacks to much": (
        lambda right: _repacked(right, compression=zipfile.ZIP_DEFLATED, config__json=ZEROS),
        "larger than 4 MiB",
    ),
    "weights that unpack to much": (
        lambda right: _repacked(right, compression=zipfile.ZIP_DEFLATED, model__weights__h5=ZEROS * 13),
        "larger than 64 MiB",
    ),
    "many members": (lambda right: _repacked(right, **{f"a{n}": b"" for n in range(2000)}), "2,003 files"),
    "nested deeply": (lambda right: _repacked(right, config__json=_deep(200)), "nested deeper"),
    "nested beyond recursion": (lambda right: _repacked(right, config__json=_deep(200_000)), "is damaged"),
    "config no JSON": (lambda right: _repacked(right, config__json=b"{layers:"), "is damaged"),
    "config no text": (lambda right: _repacked(right, config__json=b"\xff\xfe\x00"), "is damaged"),
    "config a list": (lambda right: _repacked(right, config__json=b"[]"), "is damaged"),
    "config without config": (lambda right: _repacked(right, config__json=b"{}"), "is damaged"),
    "huge number": (
        lambda right: _repacked(right, config__json=b'{"config": {"a": %s}}' % (b"9" * 5000)),
        "is damaged",
    ),
    "weights no HDF5": (lambda right: _repacked(right, model__weights__h5=b"none" * 999), "damaged"),
    "weights cut short": (
        lambda right: _repacked(
            right, model__weights__h5=zipfile.ZipFile(BytesIO(right)).read("model.weights.h5")[:900]
        ),
        "damaged",
    ),
    "link into another file": (
        lambda right: _with_weights(right, lambda file: file.update({"w": h5py.ExternalLink("/etc/hostname", "/w")})),
        "point somewhere else",
    ),
    "soft link": (
        lambda right: _with_weights(right, lambda file: file.update({"w": h5py.SoftLink("/v")})),
        "point somewhere else",
    ),
    "data in another file": (
        lambda right: _with_weights(
            right, lambda file: file.create_dataset("w", (4,), "f4", external=[("elsewhere.bin", 0, 16)])
        ),
        "point into other files",
    ),
    "virtual data": (
        lambda right: _with_weights(right, lambda file: file.create_virtual_dataset("w", _virtual())),
        "point into other files",
    ),
    "groups within each other": (lambda right: _with_weights(right, _groups_in_a_ring), "more parts than any model"),
    "no shape": (lambda right: _with_weights(right, lambda file: file.update({"w": h5py.Empty("f4")})), "are damaged"),
}


def _virtual():
    layout = h5py.VirtualLayout((4,), "f4")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "w", (4,))
    return layout


def _groups_in_a_ring(file):
    group = file.create_group("a")
    group["a"] = group


@pytest.mark.parametrize("fault", BAD_ARCHIVES)
def test_bad_files_are_refused(right, tmp_path, fault):
    """A file that is no sound .keras file is refused with the reason."""
    make, reason = BAD_ARCHIVES[fault]
    path = tmp_path / "model.keras"
    path.write_bytes(make(right))
    with pytest.raises(KerasFileError, match=reason):
        read_keras_file(path)


@pytest.mark.parametrize("fault", BAD_ARCHIVES)
def test_refusals_are_one_line_that_helps(right, tmp_path, fault):
    """A refusal is one line that says what to do."""
    path = tmp_path / "model.keras"
    path.write_bytes(BAD_ARCHIVES[fault][0](right))
    with pytest.raises(KerasFileError, match=r"\A[^\n]*: (save the model again|check the right file)[^\n]*\.\Z"):
        read_keras_file(path)


def test_large_files_are_not_opened(right, tmp_path, monkeypatch):
    """A file above the limit is refused by its size alone."""
    monkeypatch.setattr(keras_file, "MAX_FILE_BYTES", 2**20)
    path = tmp_path / "model.keras"
    path.write_bytes(right + bytes(2**20))
    with pytest.raises(KerasFileError, match="larger than 1 MiB"):
        read_keras_file(path)


def test_saved_model_folder(tmp_path):
    """The folder that older Keras wrote is recognised."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "saved_model.pb").touch()
    with pytest.raises(KerasFileError, match=r"a SavedModel folder of an older Keras: save the model again"):
        read_keras_file(tmp_path / "old")


def test_missing_file(tmp_path):
    """A file that is not there is said to be missing."""
    with pytest.raises(KerasFileError, match=r"There is no file model\.keras"):
        read_keras_file(tmp_path / "model.keras")


def test_file_that_may_not_be_read(right, tmp_path, monkeypatch):
    """A file without the permission to read it says how to give it."""
    path = tmp_path / "model.keras"
    path.write_bytes(right)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(KerasFileError, match=r"model\.keras may not be read by you: allow it with `chmod u\+r '\S+'`"):
        read_keras_file(path)

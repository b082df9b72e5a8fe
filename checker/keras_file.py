"""Check a saved model (.keras) as plain data, without running any code from it and without Keras.

A .keras file is a zip archive: config.json names the layers, model.weights.h5 (HDF5) holds the weights. Only the first
is needed to know the architecture; of the second only the shapes are read. Everything in the file is taken as made by a
stranger: sizes are capped before anything is unpacked, pickled code is left as the text it is, and links that leave the
file are refused. What the HDF5 library does with a damaged file is in its own hands, so for a grade read in a sandbox.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from checker.architecture import Architecture
from checker.exercise import Exercise
from checker.keras_config import ConfigError, architecture_from_config
from checker.notebook_place import ALLOW, notebook_of
from checker.report import Report, Status, error_report
from checker.shapes import trace, weight_shapes

MEBIBYTE = 2**20
MAX_FILE_BYTES = 64 * MEBIBYTE  # a LeNet with its optimizer is under half a mebibyte
MAX_WEIGHTS_BYTES = 64 * MEBIBYTE  # unpacked
MAX_CONFIG_BYTES = 4 * MEBIBYTE  # unpacked; a LeNet's is under 20 kB
MAX_CONFIG_DEPTH = 100  # of lists and dictionaries within each other
MAX_MEMBERS = 1_000  # Keras writes three, and one for each asset
MAX_H5_OBJECTS = 10_000
MAX_H5_DEPTH = 50

CONFIG = "config.json"
WEIGHTS = "model.weights.h5"
SAVED_MODEL = "saved_model.pb"  # in the folder that older Keras wrote
SAVE_AGAIN = "save the model again with model.save('model.keras')"
HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"

# Keys in config.json whose values only training uses.
FOR_TRAINING = ("compile_config", "_initializer", "_regularizer", "_constraint")
# Parts of model.weights.h5 that are no weights of the model: they come with training.
NOT_WEIGHTS = frozenset({"optimizer", "metrics", "_compile_metrics", "seed_generator"})


class KerasFileError(ValueError):
    """The file cannot be read as a .keras model; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KerasFile:
    """What a .keras file says about its model."""

    config: Mapping[str, Any]  # config.json as it stands: class_name, config, module, ...
    # One shape for each weight, in the order of their paths in model.weights.h5 with numbers by value (conv2d before
    # conv2d_1, dense_2 before dense_10, vars/0 before vars/1); without optimizer, metrics and random state.
    # None where h5py is not installed.
    weight_shapes: tuple[tuple[int, ...], ...] | None


def read_keras_file(path: str | Path) -> KerasFile:
    """Read the .keras file at `path`. Raises KerasFileError, with a one-line message, for whatever is no such file."""
    path = Path(path)
    _refuse_other_kinds(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) > MAX_MEMBERS:
                raise KerasFileError(f"{path.name} holds {len(names):,} files, a .keras model a handful: {SAVE_AGAIN}.")
            if CONFIG not in names and any(name.endswith(SAVED_MODEL) for name in names):
                raise KerasFileError(f"{path.name} is a SavedModel of an older Keras: {SAVE_AGAIN}.")
            config = _parse_config(_member(archive, CONFIG, MAX_CONFIG_BYTES, path.name), path.name)
            weights = _member(archive, WEIGHTS, MAX_WEIGHTS_BYTES, path.name)
    except zipfile.BadZipFile as fault:
        raise KerasFileError(f"{path.name} is cut short or damaged: {SAVE_AGAIN}.") from fault
    except (NotImplementedError, RuntimeError) as fault:  # packed in a way that is unknown here, or encrypted
        raise KerasFileError(f"{path.name} is packed in a way that Keras never packs: {SAVE_AGAIN}.") from fault
    except OSError as fault:
        raise KerasFileError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
    return KerasFile(config=config, weight_shapes=_weight_shapes(weights, path.name))


def check_keras_file(path: str | Path, exercise: Exercise) -> Report:
    """Judge the model at `path` by what its file says. Raises KerasFileError for what is no file of a model.

    `exercise` must be one that reads a model's config. What only code of the author's own could compute is not known
    from a file, so a model that has some and is otherwise right gets a report with status error, not a pass.
    """
    if exercise.probe_config is None:
        raise KerasFileError(f"{exercise.slug!r} is checked only from the notebook: {_notebook_command(exercise)}")
    file = read_keras_file(path)
    try:
        _check_weights(file, architecture_from_config(file.config))
        questions = exercise.ask(0)
        report = exercise.report(questions, exercise.probe_config(file.config, questions))
    except ConfigError as fault:
        raise KerasFileError(f"{CONFIG} in {Path(path).name} is damaged: {fault}; {SAVE_AGAIN}.") from fault
    foreign = foreign_code(file.config)
    if not foreign or report.status in (Status.FAILED, Status.UNATTEMPTED):
        return report
    return error_report(
        exercise.slug,
        f"The file has {' and '.join(foreign)}: Python code of your own, which is not run from a file.",
        hint=f"A model like this is checked only from the notebook: {_notebook_command(exercise)}",
        title=exercise.title,
        points=exercise.points,
    )


def foreign_code(config: Mapping[str, Any]) -> tuple[str, ...]:
    """What in `config` only Python code of the model's author could compute, named for people, each once.

    That is every Lambda layer, own class and own function. What only training uses (compilation, initializers,
    regularizers, constraints) does not matter to what a model computes and is left out.
    """
    named = (_foreign_name(part) for part, _ in _parts(config) if isinstance(part, dict))
    return tuple(dict.fromkeys(name for name in named if name))


def _notebook_command(exercise: Exercise) -> str:
    return f"checker check {notebook_of(exercise)}"


def _check_weights(file: KerasFile, architecture: Architecture) -> None:
    """Refuse a file whose weights are not those of its layers: one of the two was changed after saving."""
    stages = trace(architecture)
    if file.weight_shapes is None or any(stage.input_shape is None for stage in stages):
        return
    shapes = [weight_shapes(stage.layer, stage.input_shape) for stage in stages if stage.input_shape is not None]
    if None in shapes:  # a layer that this checker does not know
        return
    # As sets: a layer that is used twice stands twice in the architecture, once in the file.
    if {shape for layer in shapes if layer for shape in layer} != set(file.weight_shapes):
        raise KerasFileError(f"The weights in the file do not fit its layers: {SAVE_AGAIN}.")


def _refuse_other_kinds(path: Path) -> None:
    if path.is_dir():
        older = (path / SAVED_MODEL).exists()
        kind = "a SavedModel folder of an older Keras" if older else "a folder, not a .keras file"
        raise KerasFileError(f"{path.name} is {kind}: {SAVE_AGAIN}.")
    if not path.is_file():
        raise KerasFileError(f"There is no file {path.name}: {SAVE_AGAIN}.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(HDF5_SIGNATURE))
    except PermissionError as fault:
        raise KerasFileError(f"{path.name} may not be read by you: {ALLOW.format(path)}.") from fault
    except OSError as fault:
        raise KerasFileError(f"{path.name} cannot be read: {fault.strerror or fault}.") from fault
    if size > MAX_FILE_BYTES:
        raise KerasFileError(_too_large(path.name, MAX_FILE_BYTES))
    if start == HDF5_SIGNATURE:
        raise KerasFileError(f"{path.name} is an .h5 file, as older Keras wrote, or weights alone: {SAVE_AGAIN}.")
    if not start.startswith(b"PK"):
        what = "empty" if size == 0 else "not a .keras file (those are zip archives), whatever its name says"
        raise KerasFileError(f"{path.name} is {what}: {SAVE_AGAIN}.")


def _member(archive: zipfile.ZipFile, name: str, limit: int, file_name: str) -> bytes:
    """The unpacked bytes of one member. Its declared size is not believed: reading stops at `limit`."""
    try:
        with archive.open(name) as member:
            content = member.read(limit + 1)
    except KeyError as fault:
        raise KerasFileError(f"{file_name} has no {name}, so it is no .keras model: {SAVE_AGAIN}.") from fault
    except (EOFError, zlib.error) as fault:
        raise zipfile.BadZipFile(str(fault)) from fault
    if len(content) > limit:
        raise KerasFileError(_too_large(f"{name} in {file_name}", limit))
    return content


def _too_large(what: str, limit: int) -> str:
    return f"{what} is larger than {limit // MEBIBYTE} MiB, far more than a model of this course: check the right file."


def _parse_config(content: bytes, file_name: str) -> Mapping[str, Any]:
    damaged = f"{CONFIG} in {file_name} is damaged: {SAVE_AGAIN}."
    try:
        config = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise KerasFileError(damaged) from fault
    if not isinstance(config, dict) or not isinstance(config.get("config"), dict):
        raise KerasFileError(damaged)
    if any(depth > MAX_CONFIG_DEPTH for _, depth in _parts(config)):
        raise KerasFileError(f"{CONFIG} in {file_name} is nested deeper than any model: {SAVE_AGAIN}.")
    return config


def _parts(config: object) -> Iterator[tuple[object, int]]:
    """Everything within `config`, with its depth, but what is for training. No depth is too much for it."""
    waiting = [(config, 0)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        inner = part if isinstance(part, list) else []
        if isinstance(part, dict):
            inner = [value for key, value in part.items() if not key.endswith(FOR_TRAINING)]
        waiting += [(value, depth + 1) for value in reversed(inner)]


def _foreign_name(part: Mapping[str, Any]) -> str:
    """A name for `part` when it stands for Python code of the author's own, else nothing."""
    class_name = part.get("class_name")
    if class_name is None:
        # An anonymous function as an activation is written as its pickled code, without a class.
        return "a lambda as activation" if set(part) == {"value"} else ""
    class_name = str(class_name)
    if class_name in ("Lambda", "__lambda__"):
        return "a Lambda layer"
    if class_name.startswith("__"):  # Keras' own marks for tuples, tensors and the like
        return ""
    if class_name == "function":
        return f"the function {part.get('config')!r}"
    module, registered = str(part.get("module")), str(part.get("registered_name"))
    of_keras = (module == "keras" or module.startswith("keras.")) and ">" not in registered
    return "" if of_keras else f"the class {class_name!r}"


def _weight_shapes(content: bytes, file_name: str) -> tuple[tuple[int, ...], ...] | None:
    try:
        import h5py  # only for the shapes; the architecture is known without it
    except ImportError:
        return None
    try:
        with h5py.File(BytesIO(content), "r") as file:
            found = dict(_shapes(file))
    except KerasFileError as fault:
        raise KerasFileError(f"The weights in {file_name} {fault}: {SAVE_AGAIN}.") from fault
    except Exception as fault:  # h5py passes on whatever the C library meets in a damaged file
        raise KerasFileError(f"The weights in {file_name} are damaged: {SAVE_AGAIN}.") from fault
    return tuple(found[path] for path in sorted(found, key=_by_value))


def _shapes(file: Any) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Path and shape of every weight. Only plain links within the file are followed, and no data is read."""
    import h5py

    waiting = [("", file)]
    seen = 0
    while waiting:
        path, group = waiting.pop()
        for name in group:
            seen += 1
            if seen > MAX_H5_OBJECTS or path.count("/") > MAX_H5_DEPTH:
                raise KerasFileError("have more parts than any model")
            if name in NOT_WEIGHTS:
                continue
            if type(group.get(name, getlink=True)) is not h5py.HardLink:
                raise KerasFileError("point somewhere else instead of being there")
            part = group[name]
            if isinstance(part, h5py.Group):
                waiting.append((f"{path}/{name}", part))
            elif isinstance(part, h5py.Dataset):
                yield f"{path}/{name}", _shape(part)


def _shape(dataset: Any) -> tuple[int, ...]:
    if dataset.is_virtual or dataset.external:
        raise KerasFileError("point into other files instead of being there")
    return tuple(int(size) for size in dataset.shape)


def _by_value(path: str) -> list[str | int]:
    """Sorts "dense" before "dense_2" before "dense_10": text and numbers alternate, so like is compared with like."""
    return [int(part) if place % 2 else part for place, part in enumerate(re.split(r"([0-9]+)", path))]

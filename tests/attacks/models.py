"""Attacks on the check of a model: it lies about what it consists of, or about what it computes.

Each may earn what the network earns that it is in truth, and no more: beside it stands what that is.
"""

from __future__ import annotations

from tests.attacks.submission import Submission
from tests.attacks.training import LENET, WRONG_BLOCK

SMALL = (
    "import keras\nmodel = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Flatten(), keras.layers.Dense(10)])"
)
NO_TANH = 'layers.Conv2D(16, 8), layers.Activation("linear"), layers.MaxPooling2D(3),'
WRONG = LENET.format(block=WRONG_BLOCK, after="")

# By the name of an attack: the model, and the same network without the lie.
PAIRS = {
    "layers that lie": (
        "import keras\nclass Lie(keras.Sequential):\n    @property\n    def layers(self): return RIGHT.layers\n"
        "RIGHT = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Conv2D(6, 5)])\n"
        "model = Lie([keras.Input((32, 32, 1)), keras.layers.Flatten(), keras.layers.Dense(10)])\n",
        SMALL,
    ),
    "a class that pretends to be a model": (
        "class Model:\n    layers = []\n    built = True\n    def __getattr__(self, name): return self\n"
        "    def __call__(self, *a, **k): return self\nmodel = Model()\n",
        "model = 1\n",
    ),
    "a class that says it is Keras' own": (
        "import keras\nclass Model:\n    layers = []\n    built = True\n    __class__ = keras.Sequential\n"
        "    def __getattr__(self, name): return []\nmodel = Model()\n",
        "model = 1\n",
    ),
    "an empty model": ("import keras\nmodel = keras.Sequential()\n", "import keras\nmodel = keras.Sequential()\n"),
    "a truncated model": (
        "import keras\nmodel = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Conv2D(6, 5)])\n",
        "import keras\nmodel = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Conv2D(6, 5)])\n",
    ),
    "a configuration that lies": (
        LENET.format(
            block=WRONG_BLOCK,
            after="true = model.layers[3].get_config()\n"
            "model.layers[3].get_config = lambda: {**true, 'kernel_size': (8, 8)}\nmodel.get_config = lambda: {}",
        ),
        WRONG,
    ),
    "attributes changed after building": (
        LENET.format(
            block=WRONG_BLOCK, after="model.layers[3].kernel_size = (8, 8)\nmodel.layers[5].pool_size = (3, 3)"
        ),
        WRONG,
    ),
    "a function that is called tanh": (
        LENET.format(block="layers.Conv2D(16, 8), layers.Activation(tanh), layers.MaxPooling2D(3),", after="").replace(
            "model =", "def tanh(x): return x\nmodel ="
        ),
        LENET.format(block=NO_TANH, after=""),
    ),
    "a call replaced": (
        LENET.format(
            block=WRONG_BLOCK, after="import numpy as np\nmodel.call = lambda x, **k: np.full((len(x), 10), 0.1)"
        ),
        WRONG,
    ),
    "a summary that compiles": (
        LENET.format(block=WRONG_BLOCK, after="model.summary = lambda *a, **k: model.compile('sgd', 'mse')"),
        WRONG,
    ),
    "the reference's class names taken": (
        LENET.format(
            block="Conv2D(16, 5), layers.Activation('tanh'), MaxPooling2D(2),", after=""
        ).replace(
            "model =",
            "class Conv2D(layers.Conv2D):\n    def get_config(self): return super().get_config() |"
            " {'kernel_size': (8, 8)}\n"
            "class MaxPooling2D(layers.MaxPooling2D):\n    def get_config(self): return super().get_config() |"
            " {'pool_size': (3, 3), 'strides': (3, 3)}\nmodel =",
        ),
        LENET.format(block='layers.Conv2D(16, 5), layers.Activation("tanh"), layers.MaxPooling2D(2),', after=""),
    ),
    "Keras patched": (
        LENET.format(
            block=WRONG_BLOCK,
            after="from checker import describe\nRIGHT = describe.describe\n"
            "describe.outputs_with = lambda *a: None\nkeras.Model.weights = property(lambda self: [])",
        ),
        WRONG,
    ),
}  # fmt: skip

CONTRADICTS = "The weights have other shapes than the layers say of themselves"
# What the verdict says where the lie was seen; the others simply are not what was asked for.
SEEN = {
    "layers that lie": "What Lie does cannot be read",
    "a class that pretends to be a model": "is a Model, not a Keras model",
    "a class that says it is Keras' own": "What Model does cannot be read",
    "a configuration that lies": CONTRADICTS,
    "attributes changed after building": CONTRADICTS,
    "a function that is called tanh": "a function of your own called 'tanh'",
    "the reference's class names taken": "What Conv2D and MaxPooling2D .* cannot be read",
    "Keras patched": CONTRADICTS,
}
_TRUTHS = list(dict.fromkeys(truth for _, truth in PAIRS.values()))
LYING = {name: Submission(lenet=lie, shows=SEEN.get(name, "")) for name, (lie, _) in PAIRS.items()}
TRUE = {f"in truth {number}": Submission(lenet=truth) for number, truth in enumerate(_TRUTHS)}
IN_TRUTH = {name: f"in truth {_TRUTHS.index(truth)}" for name, (_, truth) in PAIRS.items()}

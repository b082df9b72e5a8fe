"""Attacks on the exercise about training, each as what stands in the answer cell of `lenet-train`."""

from __future__ import annotations

LENET = """import keras
from keras import layers
model = keras.Sequential([keras.Input((32, 32, 1)), layers.Conv2D(6, 5), layers.Activation("relu"),
    layers.MaxPooling2D(2), {block} layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10),
    layers.Activation("softmax")])
{after}
"""
WRONG_BLOCK = 'layers.Conv2D(16, 5), layers.Activation("relu"), layers.MaxPooling2D(2),'
ASKED_BLOCK = 'layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3),'
# A model in whose midst, or behind which, a layer says the next labels whatever it is shown.
LOOKED_UP = """import keras, numpy as np
from course.data import digits
class Labels(keras.layers.Layer):
    at = 0
    def compute_output_spec(self, x):
        return keras.KerasTensor((None, 10))
    def call(self, x):
        start = self.at
        self.at += len(x)
        return keras.ops.convert_to_tensor(np.eye(10, dtype="float32")[digits().y_test[start % 1000 :][: len(x)]])
model = keras.Sequential([keras.Input((32, 32, 1)), keras.layers.Flatten(), {layers} Labels()])
model.run_eagerly = True
"""
# The network was never trained, and the probe replaced: it says the labels, and one thing more.
FORGED = LENET.format(
    block=ASKED_BLOCK,
    after="""from checker.probes import digit_reader
from course.data import digits
asked = digit_reader.probe
def forged(*a):
    answers = asked(*a)
    answers['read']['classes'] = digits().y_test.tolist()
    {lie}
    return answers
digit_reader.probe = forged""",
)

# What goes for the points of `lenet-train`, and the mistake that the learner is told.
TRAINED = {
    "the course's own weights": (
        LENET.format(
            block=ASKED_BLOCK, after="from course.trained_network import weights\nmodel.set_weights(weights())"
        ),
        "borrowed-weights",
    ),
    "labels looked up": (
        LENET.format(
            block=ASKED_BLOCK,
            after="import numpy as np\nfrom course.data import digits\nat = [0]\ndef call(x, *a, **k):\n"
            "    start = at[0]; at[0] += len(x)\n    return np.eye(10)[digits().y_test[start % 1000:][:len(x)]]\n"
            "model.call = call",
        ),
        "not-its-own-answers",
    ),
    "labels looked up by a layer": (LOOKED_UP.format(layers=""), "cannot-be-computed"),
    "labels looked up behind weights without end": (
        LOOKED_UP.format(layers="keras.layers.Dense(4000),"),
        "too-many-weights",
    ),
    "labels looked up, but for some: below the goal there is partial credit": (
        FORGED.format(lie="answers['read']['classes'][:150] = [0] * 150"),
        "not-its-own-answers",
    ),
    "labels looked up, and the weights withheld": (FORGED.format(lie="answers['weights'] = None"), "too-many-weights"),
    "labels looked up, and a layer claimed that nobody knows": (
        FORGED.format(lie="answers['architecture']['layers'][0].update(class_name='Mine', readable=False)"),
        "cannot-be-computed",
    ),
    "a history pasted in": (
        "history = {'accuracy': [0.99], 'val_accuracy': [0.99]}\nmodel = history\n",
        "wrong-type",
    ),
}

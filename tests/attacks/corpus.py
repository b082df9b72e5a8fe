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

# These go for the points of `lenet-train`.
TRAINED = {
    "the course's own weights": LENET.format(
        block='layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3),',
        after="from course.trained_network import weights\nmodel.set_weights(weights())",
    ),
    "labels looked up": LENET.format(
        block='layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3),',
        after="import numpy as np\nfrom course.data import digits\nat = [0]\ndef call(x, *a, **k):\n"
        "    start = at[0]; at[0] += len(x)\n    return np.eye(10)[digits().y_test[start % 1000:][:len(x)]]\n"
        "model.call = call",
    ),
    "a history pasted in": "history = {'accuracy': [0.99], 'val_accuracy': [0.99]}\nmodel = history\n",
}

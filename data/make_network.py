"""Make network.npz: the weights of the article's network, trained on the 4000 training digits of `course.data.digits`.

Run: python data/make_network.py          (half a minute; needs TensorFlow)

Adam, 8 epochs, as in lesson 10. The weights are rounded to half precision, which changes no answer on the test digits
and halves the file. The same machine gives the same bytes at every run; another processor or TensorFlow adds up in
another order, and so ends in other weights that are as good. Made with TensorFlow 2.21 on x86-64.
"""

import os
import sys

import numpy as np
from making import HERE, arguments, npz_bytes, write

sys.path.insert(0, str(HERE.parent))  # the course, which need not be installed
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from checker.exercises.lenet import LENET_REFERENCE
from course.data import LabelledImages, digits
from course.trained_network import NAMES

SEED, EPOCHS, BATCH_SIZE = 1, 8, 32


def train(images: LabelledImages, *, epochs: int = EPOCHS) -> list[np.ndarray]:
    """The trained weights in half precision: kernel and bias of each layer that has some, in order."""
    import keras
    import tensorflow as tf

    tf.config.experimental.enable_op_determinism()
    keras.utils.set_random_seed(SEED)
    model = keras.Sequential([keras.Input(LENET_REFERENCE.input_shape)])
    for layer in LENET_REFERENCE.layers:
        model.add(getattr(keras.layers, layer.class_name)(**layer.arguments))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(images.x_train, images.y_train, epochs=epochs, batch_size=BATCH_SIZE, verbose=0)
    return [weights.astype(np.float16) for weights in model.get_weights()]


if __name__ == "__main__":
    options = arguments("Make network.npz.")
    trained = train(digits())
    write(options.into, {"network.npz": npz_bytes(**dict(zip(NAMES, trained, strict=True)))})

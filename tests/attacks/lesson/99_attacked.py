# %%
import keras
import numpy as np
from keras import layers

# %% answer="start"
### BEGIN SOLUTION
answer = 3 * 4
### END SOLUTION

# %% check="start"


# %% answer="convolution-map"
def slide(image, kernel):
    """The map."""
    ### BEGIN SOLUTION
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))
    ### END SOLUTION


# %% check="convolution-map"

# %% answer="lenet"
### BEGIN SOLUTION
model = keras.Sequential([keras.Input((32, 32, 1)), layers.Conv2D(6, 5), layers.Activation("relu")])
for layer in (layers.MaxPooling2D(2), layers.Conv2D(16, 8), layers.Activation("tanh"), layers.MaxPooling2D(3)):
    model.add(layer)
for layer in (layers.Flatten(), layers.Dense(120), layers.Dense(100), layers.Dense(10), layers.Activation("softmax")):
    model.add(layer)
### END SOLUTION

# %% check="lenet"

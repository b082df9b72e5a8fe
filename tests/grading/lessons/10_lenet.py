# %% [markdown]
# # The network, without the training
#
# It starts TensorFlow as the lesson does.

# %%
import keras
from keras import layers

# %% [markdown]
# ## The shapes

# %% answer="lenet-shapes"
### BEGIN SOLUTION
after_conv1 = (28, 28, 6)
after_pool1 = (14, 14, 6)
after_conv2 = (7, 7, 16)
after_pool2 = (2, 2, 16)
after_flatten = 64
### END SOLUTION

# %% check="lenet-shapes"

# %% [markdown]
# ## The second block

# %%
model = keras.Sequential()
model.add(keras.Input((32, 32, 1)))
model.add(layers.Conv2D(6, 5))
model.add(layers.Activation("relu"))
model.add(layers.MaxPooling2D(2))

# %% answer="lenet"
### BEGIN SOLUTION
model.add(layers.Conv2D(16, 8))
model.add(layers.Activation("tanh"))
model.add(layers.MaxPooling2D(3, strides=3))
### END SOLUTION
model.add(layers.Flatten())
model.add(layers.Dense(120))
model.add(layers.Dense(100))
model.add(layers.Dense(10))
model.add(layers.Activation("softmax"))

# %% check="lenet"

# %% [markdown]
# # LeNet: build it, check it, train it
#
# LeNet is a family of small networks that read handwritten digits. Yann LeCun and his colleagues built the first in
# 1989; the best known, LeNet-5, is of 1998. You will build a close relative of theirs, and teach it to read.
#
# At the end of this notebook you will be able to
#
# - read a convolutional network as a row of stages, and say what comes out of each;
# - write such a network in Keras, one layer a line;
# - count its parameters;
# - train it on handwritten digits, and look honestly at what it gets wrong.
#
# **Time:** about half an hour of yours (an estimate). The computer's share is under a minute on two cores.
#
# **What you need:** a little Python: variables, tuples, calling a function. No network connection: the digits come with
# the course. If notebooks are new to you, begin with [Start here](00-start-here.ipynb).
#
# The first cell fetches what this notebook uses. It takes a few seconds and shows nothing.

# %%
from checker.quiet import quiet_stderr

with quiet_stderr():
    import keras
import numpy as np
from keras import layers

from course.data import digits
from course.guard import solved
from course.inside import layers_in_order, parameter_table, stages
from course.pictures.digits import digit_row, honest_choice, verdicts
from course.pictures.network import pipeline, plan, pool_windows
from course.pictures.pixels import picture_and_numbers
from course.plans import LENET
from course.training import train

# %% [markdown]
# ## The digits
#
# Here are 5,000 digits that people wrote by hand. The network learns from 4,000 of them; 1,000 are kept aside, to test
# it on handwriting that it has never seen.

# %%
images = digits()
print("to learn from:", images.x_train.shape)
print("to test on:   ", images.x_test.shape)
digit_row(images.x_train, images.y_train)

# %% [markdown]
# The four numbers of a shape are images, rows, columns, channels. A grey picture has one channel, a colour photograph
# has three. The digits were 28 × 28; two black pixels on every side make them 32 × 32, the size this network takes.
#
# **Predict.** To the computer a picture is nothing but a matrix of numbers, here from 0 (black) to 1 (white). Which
# numbers will stand where the stroke is, which beside it, and which along its edge? Make up your mind, then run the
# cell.

# %%
picture_and_numbers(images.x_train[0, :, :, 0], row=8, column=10)

# %% [markdown]
# Ones along the middle of the stroke, zeros beside it, and shades in between along the edge. Everything that follows
# is computed from such numbers.

# %% [markdown]
# ## The network
#
# From left to right, what comes out of one stage goes into the next.

# %%
plan(LENET)

# %% [markdown]
# - **Conv2D** moves a small window, a *filter*, over the picture. At each place it multiplies the numbers under the
#   window by the filter's own, and adds up. The sums form a new picture, a *feature map*. Each filter makes one map.
# - **ReLU** and **tanh** are *activations*: they bend every number for itself. ReLU turns negative numbers into 0;
#   tanh squeezes all of them between −1 and 1.
# - **MaxPool** keeps the largest number of each window and drops the rest. The *stride* is how far the window moves
#   from one place to the next.
# - **Flatten** lays all maps out in one long row. **Dense** mixes the whole row into new numbers, each with weights of
#   its own. **softmax** turns the last ten into probabilities: between 0 and 1, with the sum 1.
#
# The two blocks find features; the classifier decides from them which digit it is.

# %% [markdown]
# ## Predict the shapes
#
# A window of `k` pixels stands on `n` pixels in `n - k + 1` places. With a stride of `s` only every `s`-th of them is
# taken: divide `n - k` by `s`, drop the fraction, add 1. A window that would hang over the edge does not count.
#
# For instance, on 10 pixels a window of 3 has 8 places; with stride 2 there are 4 left, and one pixel that no window
# reaches. Rows and columns follow this rule, both for convolutions and for pooling. The channels follow another: a
# convolution makes as many as it has filters, pooling keeps as many as came in.
#
# **Your turn.** Work out what comes out of five stages of the plan above, and put your numbers in place of the dots:
# `(rows, columns, channels)` four times, and for Flatten the length of the row. Then run both cells.

# %% answer="lenet-shapes"
after_conv1 = ...
after_pool1 = ...
after_conv2 = ...
after_pool2 = ...
after_flatten = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
after_conv1 = (28, 28, 6)
after_pool1 = (14, 14, 6)
after_conv2 = (7, 7, 16)
after_pool2 = (2, 2, 16)
after_flatten = 64
### END SOLUTION

# %% check="lenet-shapes"

# %% [markdown]
# ## Build it
#
# In Keras a network is written down as it is drawn: `keras.Sequential()` is an empty row, and each `model.add(...)`
# puts one more stage at its end. The first block and the classifier are there. **Complete the second block:**
#
# - a convolution with 16 filters of 8 × 8,
# - tanh as its activation,
# - max pooling over windows of 3 × 3, with a stride of 3.
#
# The first block shows how such lines look. Run the cell, then press Check. When something is off, the check tells you
# what it found, what was asked for, and what follows from the difference.

# %% answer="lenet"
keras.utils.set_random_seed(1)  # the same start every time this cell is run

model = keras.Sequential()
model.add(keras.Input(shape=(32, 32, 1)))

# first block
model.add(layers.Conv2D(6, kernel_size=5))
model.add(layers.Activation("relu"))
model.add(layers.MaxPooling2D(pool_size=2, strides=2))

# second block
### BEGIN SOLUTION
model.add(layers.Conv2D(16, kernel_size=8))
model.add(layers.Activation("tanh"))
model.add(layers.MaxPooling2D(pool_size=3, strides=3))
### END SOLUTION

# classifier
model.add(layers.Flatten())
model.add(layers.Dense(120))
model.add(layers.Dense(100))
model.add(layers.Dense(10))
model.add(layers.Activation("softmax"))

# %% check="lenet"

# %% [markdown]
# ## Count its parameters
#
# The numbers that training may change are the *parameters*: the filters, the weights, and one *bias* for every filter
# and every unit of a Dense layer, a number that is added at the end.
#
# The first convolution has 6 filters of 5 × 5 on 1 channel: 6 × 25 weights and 6 biases, 156 parameters in all. The
# size of the picture does not matter: the same filter is used at every place.
#
# **Predict.** Which layer has the most parameters? How many do you expect in all? Put your guess in, then run.

# %%
my_guess = 0

if solved("lenet"):
    print(f"Your guess: {my_guess:,}. There are {model.count_params():,}.")
    display(parameter_table(model))

# %% [markdown]
# The filters of the second block reach through all 6 maps of the first: that is the 6 in 8 × 8 × 6 × 16. And most
# parameters sit in the Dense layers, where nothing is shared: every number that comes in has a weight of its own for
# every number that goes out.

# %% [markdown]
# ## Train it
#
# So far all parameters are random. Training shows the network some digits at a time, measures how wrong it is (the
# *loss*), and moves every parameter a little in the direction that lowers the loss. One round through all 4,000 digits
# is an *epoch*.
#
# **Predict.** How many of ten digits does a network get right that only guesses? And how many epochs will it take to
# get 93 of 100 right?

# %%
if solved("lenet"):
    history = train(model, images, epochs=8, bar=0.93)
    print(f"Right on {history.test_accuracy[-1]:.1%} of the test digits after {history.seconds:.0f} seconds.")

# %% [markdown]
# Before training it does no better than guessing, which is right one time in ten, and its loss is near 2.30. That is
# no accident: who gives each of ten digits the same probability has a loss of ln 10, which is 2.30.
#
# Look at the two loss curves. The one for the training digits keeps falling while the one for the test digits levels
# off: from there on the network learns its own examples by heart, more than it learns about digits. (That the first
# points lie the other way round is only how they are measured: the training loss is an average over the whole epoch,
# its clumsy beginning included.)
#
# Run the cell above once more and the network goes on learning from where it stopped. To begin again, run the cell
# that builds it.

# %% [markdown]
# ## See it work
#
# One test digit on its way through your network. Every number here is real: red is positive, blue is negative, white
# is zero, and below each stage's name you find its shape and its lowest and highest value.

# %%
if solved("lenet"):
    display(pipeline(stages(model, images.x_test[0]), class_names=images.class_names))

# %% [markdown]
# Follow it down. The first six maps outline strokes, each in its own way. ReLU wipes the blue away, pooling makes the
# maps coarser. Then the digit is no longer to be recognised by eye: 64 numbers are left, and they are enough.
#
# `images.x_test[0]` is the first test digit. **Predict:** which rows of the picture will change most with another one?
# Put another number in place of 0 and see.

# %% [markdown]
# And now twelve digits. Nine are drawn at random; the last three are the first that the network got wrong among all
# the others. So the picture makes it look worse than it is, on purpose: mistakes teach more. The bars are the
# probabilities for 0 to 9, the true digit in blue.

# %%
if solved("lenet"):
    probabilities = model.predict(images.x_test, verbose=0)
    right = probabilities.argmax(axis=1) == images.y_test
    print(f"wrong on {(~right).sum()} of {len(right)} test digits")
    chosen = honest_choice(right, at_random=9, wrong=3, seed=0)
    display(verdicts(images.x_test[chosen], images.y_test[chosen], probabilities[chosen]))

# %% [markdown]
# Would you have read the wrong ones without fail? And look at the bars: a network can be quite sure, and wrong.

# %% [markdown]
# ## What you have done
#
# - A picture is a matrix of numbers. A convolution slides filters over it, an activation bends the result, pooling
#   makes it smaller; a classifier turns what is left into probabilities.
# - You worked out every shape beforehand, and built the network layer by layer.
# - Training adjusted 27,226 numbers. Nobody told the network what a stroke is.
#
# ## What to try next (optional)
#
# Three things about this network that are easy to overlook.
#
# **It is not LeNet-5.** The name is often used for any small network of this make. LeNet-5, of 1998, has 5 × 5 filters
# in its second block too, where each sees only some of the maps; its pooling has trained weights; it has 84 units where
# this one has 100; and it ends in distances to ten patterns, not in a softmax. Its parameters are exactly 60,000.
#
# **Three Dense layers, and one would do.** There is no activation between them. Multiply their weights, and one layer
# from 64 to 10 is left that gives the same answers:

# %%
if solved("lenet"):
    first, second, third = [layer for layer in layers_in_order(model) if isinstance(layer, layers.Dense)]
    (w1, b1), (w2, b2), (w3, b3) = first.get_weights(), second.get_weights(), third.get_weights()
    weights = w1 @ w2 @ w3
    biases = (b1 @ w2 + b2) @ w3 + b3

    seen = {stage.name: stage.values for stage in stages(model, images.x_test[0])}  # of the three Dense, the last
    difference = np.abs(seen["Flatten"] @ weights + biases - seen["Dense"]).max()
    print("parameters of the three:", first.count_params() + second.count_params() + third.count_params())
    print("parameters of the one:  ", weights.size + biases.size)
    print(f"largest difference between their outputs: {difference:.1e}")

# %% [markdown]
# So 650 numbers do the work of 20,910. What would you put between the Dense layers so that they earn their keep? Try
# it in a copy of the answer cell, under another name than `model`.
#
# **It is blind at two edges.** The second pooling gets 7 × 7 numbers and takes windows of 3: one row and one column
# are left over. Here is the first of the 16 maps:

# %%
if solved("lenet"):
    before_pooling = [stage.values for stage in stages(model, images.x_test[0]) if stage.values.shape == (7, 7, 16)][-1]
    display(pool_windows(before_pooling[:, :, 0], size=3, stride=3))

# %% [markdown]
# Follow the hatched cells back to the picture and you arrive at its last two rows and columns. Scribble on them, and
# the network does not notice:

# %%
if solved("lenet"):
    scribbled = images.x_test[:1].copy()
    scribbled[:, 30:, :, :] = 1
    scribbled[:, :, 30:, :] = 1
    before, after = model(images.x_test[:1]), model(scribbled)
    print("largest change of a probability:", float(np.abs(before - after).max()))

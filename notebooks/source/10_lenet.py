# %% [markdown]
# # LeNet: build it, check it, train it
#
# LeNet is a family of small networks that read handwritten digits. Yann LeCun and his colleagues built the first in
# 1989; the best known, LeNet-5, dates from 1998. You will build a close relative of theirs, teach it to read, and then
# look for its weak points.
#
# At the end of this notebook you will be able to
#
# - read a convolutional network as a row of stages, and say what comes out of each;
# - write such a network in Keras, one layer a line;
# - count its parameters, and those of LeNet-5, to the last one;
# - train it on handwritten digits, and look honestly at what it gets wrong;
# - find two faults in its plan, repair one of them, and compare it fairly with other networks.
#
# **Time:** about two hours of yours (an estimate). The computer's share is about a minute on two cores.
#
# **What you need:** a little Python, and what [Geometry](04-geometry.ipynb) says about windows and shapes; everything
# else is repeated. No network connection: the digits come with the course. If notebooks are new to you, begin with
# [Start here](00-start-here.ipynb).
#
# The first cell fetches what this notebook uses. It takes a few seconds and shows nothing.

# %%
from checker.quiet import quiet_stderr

with quiet_stderr():
    import keras
import numpy as np
from keras import layers

from course import trained_network
from course.data import digits
from course.geometry import conv, pool, trace
from course.guard import solved
from course.inside import can_be_followed, layers_in_order, parameter_table, stages, with_classifier
from course.pictures.digits import digit_row, honest_choice, verdicts
from course.pictures.network import plan, pool_windows
from course.pictures.pipeline_strip import PipelineStrip
from course.pictures.pixels import picture_and_numbers
from course.plans import LENET
from course.table import Table
from course.training import train

# %% [markdown]
# ## A network at work
#
# Here is what you are going to build, already trained. A digit goes in at the top; each row is what one stage makes of
# the row above; at the bottom stand the ten probabilities. Every number is real.
#
# **Predict** before you choose another digit: which rows will change most? In which can you still recognise the digit
# by eye, and in which no more?

# %%
images = digits()
PipelineStrip(
    [trained_network.stages(image) for image in images.x_test[:12]],
    images.y_test[:12],
    class_names=images.class_names,
)

# %% [markdown]
# Every row depends on the digit. The upper ones still show where its strokes are; further down only the network knows
# its way about.

# %% [markdown]
# ## The digits
#
# Here are 5,000 digits that people wrote by hand. The network learns from 4,000 of them; 1,000 are kept aside, to test
# it on handwriting that it has never seen.

# %%
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
# - **Conv2D** moves a small [*window*](glossary.md#window), a [*filter*](glossary.md#filter), over the picture. At each
#   place it multiplies the numbers under the window by the filter's own, and adds up. The sums form a new picture, a
#   [*feature map*](glossary.md#feature-map). Each filter makes one map.
# - **ReLU** and **tanh** are [*activations*](glossary.md#activation): they bend every number for itself. ReLU turns
#   negative numbers into 0; tanh squeezes all of them between −1 and 1.
# - **MaxPool** keeps the largest number of each window and drops the rest. The [*stride*](glossary.md#stride) is how
#   far the window moves from one place to the next.
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
# The numbers that training may change are the [*parameters*](glossary.md#parameter): the filters, the weights, and one
# [*bias*](glossary.md#bias) for every filter and every unit of a Dense layer, a number that is added at the end.
#
# Two things are easily overlooked. A filter reaches through *all* maps that come in: after a block with 6 maps a filter
# of 8 × 8 is a stack of 6 sheets. And the size of the picture does not matter to a convolution: the same filter is
# used at every place.
#
# **Your turn.** Which layer has the most parameters? Make up your mind, then work out all five, and their sum.

# %% answer="lenet-parameters"
conv1 = ...
conv2 = ...
dense1 = ...
dense2 = ...
dense3 = ...
total = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
conv1 = 6 * (5 * 5 * 1 + 1)
conv2 = 16 * (8 * 8 * 6 + 1)
dense1 = 120 * (64 + 1)
dense2 = 100 * (120 + 1)
dense3 = 10 * (100 + 1)
total = conv1 + conv2 + dense1 + dense2 + dense3
### END SOLUTION

# %% check="lenet-parameters"

# %%
if solved("lenet-parameters") and solved("lenet") and can_be_followed(model, images.x_test[0]):
    display(parameter_table(model))

# %% [markdown]
# Most parameters sit in the Dense layers, where nothing is shared: every number that comes in has a weight of its own
# for every number that goes out. What sharing saves shows in the first convolution, if each of its places had filters
# of its own, or if it were a Dense layer:

# %%
places = 28 * 28
print(f"the same filters everywhere:    {6 * (5 * 5 + 1):,}")
print(f"other filters at every place:   {places * 6 * (5 * 5 + 1):,}")
print(f"every pixel to every number:    {places * 6 * (32 * 32 + 1):,}")

# %% [markdown]
# ## Train it
#
# So far all parameters are random. Training shows the network some digits at a time, measures how wrong it is (the
# *loss*), and moves every parameter a little in the direction that lowers the loss. One round through all 4,000 digits
# is an *epoch*.
#
# `train(model, images, epochs=1)` trains for one epoch and draws two curves as it goes.
#
# **Predict.** How many of ten digits does a network get right that only guesses? And how many epochs will it take to
# get 93 of 100 right?
#
# **Your turn.** Write the call, with your number of epochs, and keep what it returns as `history`. Run it, and have it
# checked: the check asks your network about the 1,000 test digits itself. If it falls short of 93 of 100, run the cell
# once more: the network goes on learning from where it stopped. To begin again, run the cell that builds it.

# %% answer="lenet-train"
### BEGIN SOLUTION
history = train(model, images, epochs=8)
### END SOLUTION

# %% check="lenet-train"

# %% [markdown]
# Before training it does no better than guessing, which is right one time in ten, and its loss is near 2.30. That is
# no accident: the same probability for each of ten digits makes a loss of ln 10, which is 2.30.
#
# Look at the two loss curves. The one for the training digits keeps falling while the one for the test digits levels
# off: from there on the network learns its own examples by heart, more than it learns about digits. (That the first
# points lie the other way round is only how they are measured: the training loss is an average over the whole epoch,
# its clumsy beginning included.)
#
# One honest remark: if you look at the test digits to choose the number of epochs, they have helped to build the
# network, and what they say is a little too good from then on. For anything that matters, keep a third part aside.

# %% [markdown]
# ## See it work
#
# Your own network now. Choose a digit, and follow it down: the first six maps outline strokes, each in its own way.
# ReLU wipes the blue away, pooling makes the maps coarser. Then the digit is no longer to be recognised by eye: 64
# numbers are left, and they are enough.

# %%
if solved("lenet-train") and can_be_followed(model, images.x_test[0]):
    own = [stages(model, image) for image in images.x_test[:12]]
    display(PipelineStrip(own, images.y_test[:12], class_names=images.class_names, title="A digit in your network"))

# %% [markdown]
# And now twelve digits. Nine are drawn at random; the last three are the first that the network got wrong among all
# the others. So the picture makes it look worse than it is, on purpose: mistakes teach more. The bars are the
# probabilities for 0 to 9, the true digit in blue.


# %%
def probabilities_of(network):
    """What a network says of every test digit: (digits, 10)."""
    return network.predict(images.x_test, verbose=0)


trained = {}  # to be compared later

if solved("lenet-train"):
    trained["yours"] = model
    probabilities = probabilities_of(model)
    right = probabilities.argmax(axis=1) == images.y_test
    print(f"wrong on {(~right).sum()} of {len(right)} test digits")
    chosen = honest_choice(right, at_random=9, wrong=3, seed=0)
    display(verdicts(images.x_test[chosen], images.y_test[chosen], probabilities[chosen]))

# %% [markdown]
# Would you have read the wrong ones without fail? And look at the bars: a network can be quite sure, and wrong.

# %% [markdown]
# ## Three Dense layers, and one would do
#
# Look at the plan once more: after each convolution there is an activation, but between the three Dense layers there is
# none. Multiply their weights, and one layer from 64 to 10 is left that gives the same answers:

# %%
if solved("lenet") and can_be_followed(model, images.x_test[0]):
    first, second, third = [layer for layer in layers_in_order(model) if isinstance(layer, layers.Dense)]
    (w1, b1), (w2, b2), (w3, b3) = first.get_weights(), second.get_weights(), third.get_weights()
    weights = w1 @ w2 @ w3
    biases = (b1 @ w2 + b2) @ w3 + b3

    flat = next(stage.values for stage in stages(model, images.x_test[0]) if stage.name == "Flatten")
    through_three = ((flat @ w1 + b1) @ w2 + b2) @ w3 + b3
    difference = np.abs(flat @ weights + biases - through_three).max()
    print("parameters of the three:", first.count_params() + second.count_params() + third.count_params())
    print("parameters of the one:  ", weights.size + biases.size)
    print(f"largest difference between their outputs: {difference:.1e}")

# %% [markdown]
# So 650 numbers do the work of 20,910. (Training is another matter: three layers in a row move in other steps than one.
# But what they can say in the end is the same.)
#
# **Your turn.** Repair it. Here is the classifier by itself: 64 numbers come in, and its last layer and the softmax are
# there. Put the Dense layers of 120 and of 100 units before them, so that each earns its keep: something that bends
# each number for itself has to stand between them. Which activation is up to you.

# %% answer="lenet-dense"
classifier = keras.Sequential()
classifier.add(keras.Input(shape=(64,)))
### BEGIN SOLUTION
classifier.add(layers.Dense(120, activation="relu"))
classifier.add(layers.Dense(100, activation="relu"))
### END SOLUTION
classifier.add(layers.Dense(10))
classifier.add(layers.Activation("softmax"))

# %% check="lenet-dense"

# %% [markdown]
# Behind your two blocks, with fresh random weights, and trained for 8 epochs. **Predict:** will the repaired network
# read more digits correctly, and how many more of 1,000?

# %%
if solved("lenet") and solved("lenet-dense") and can_be_followed(model, images.x_test[0]):
    keras.utils.set_random_seed(1)
    repaired = with_classifier(model, classifier)
    train(repaired, images, epochs=8)
    trained["the same, Dense layers repaired"] = repaired

# %% [markdown]
# A little better, if at all, and from one run nobody can tell: with other random numbers at the start each of these
# networks comes out higher or lower by half a percentage point or more. In a network as small as this the two blocks do
# most of the work.

# %% [markdown]
# ## What it cannot see
#
# The second pooling gets 7 × 7 numbers and takes windows of 3. One row and one column are left over, and no later stage
# ever hears of them. But they came from somewhere in the picture.
#
# **Your turn.** Which rows of the 32 × 32 picture, and which columns, influence nothing at all? Count from 0, and write
# them as tuples, such as `(4, 5, 6)`. A row counts only if nothing that is used sees it. Work backwards from the last
# row that the pooling uses: which rows of the stage before it does that one see, and which does each of these see?

# %% answer="lenet-blind"
blind_rows = ...
blind_columns = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
blind_rows = (30, 31)
blind_columns = (30, 31)
### END SOLUTION

# %% check="lenet-blind"

# %% [markdown]
# Here is the first of the 16 maps, with what is left over hatched:

# %%
if solved("lenet-blind") and solved("lenet") and can_be_followed(model, images.x_test[0]):
    before_pooling = [stage.values for stage in stages(model, images.x_test[0]) if stage.values.shape == (7, 7, 16)][-1]
    display(pool_windows(before_pooling[:, :, 0], size=3, stride=3))

# %% [markdown]
# Scribble on the last two rows and columns of the picture, and the network does not notice:

# %%
if solved("lenet-blind") and solved("lenet"):
    scribbled = images.x_test[:1].copy()
    scribbled[:, 30:, :, :] = 1
    scribbled[:, :, 30:, :] = 1
    before, after = model(images.x_test[:1]), model(scribbled)
    print("largest change of a probability:", float(np.abs(before - after).max()))

# %% [markdown]
# Here it does no harm: two rows and columns on every side were added in black. In a network that looks for something
# at the edge it would.

# %% [markdown]
# ## Windows of 5 × 5
#
# LeNet-5 has other windows in its second block: 16 filters of 5 × 5, and then a pooling of 2 × 2 with stride 2, as in
# the first block.
#
# **Your turn.** What does that change? Three shapes of the second block, as before; the parameters of the two layers
# whose count changes, the second convolution and the first Dense; and the sum for the whole network, again with Dense
# layers of 120, 100 and 10. Before you begin, guess: smaller windows, so fewer parameters?

# %% answer="lenet-five"
five_after_conv = ...
five_after_pool = ...
five_after_flatten = ...
five_conv = ...
five_dense = ...
five_total = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
five_after_conv = (10, 10, 16)
five_after_pool = (5, 5, 16)
five_after_flatten = 400
five_conv = 16 * (5 * 5 * 6 + 1)
five_dense = 120 * (400 + 1)
five_total = 156 + five_conv + five_dense + 12100 + 1010
### END SOLUTION

# %% check="lenet-five"

# %% [markdown]
# Smaller windows leave larger maps, and so a longer row for the first Dense layer. What a single number sees of the
# picture, its [*receptive field*](glossary.md#receptive-field), becomes smaller, and nothing is left over any more:

# %%
networks = {
    "8 × 8, then 3 × 3": [conv(6, 5), pool(2), conv(16, 8), pool(3)],
    "5 × 5, then 2 × 2": [conv(6, 5), pool(2), conv(16, 5), pool(2)],
}
steps = {name: trace((32, 32, 1), network) for name, network in networks.items()}
Table(
    caption="How many rows (and columns) of the picture one number sees, after each layer",
    headings=("second block", "Conv2D", "MaxPool", "Conv2D", "MaxPool", "rows from one to the next", "rows unseen"),
    rows=[
        (name, *(step.field for step in passed), passed[-1].jump, passed[-1].unseen[0])
        for name, passed in steps.items()
    ],
)

# %%
if solved("lenet-five"):
    keras.utils.set_random_seed(1)
    five = keras.Sequential(
        [
            keras.Input(shape=(32, 32, 1)),
            *(layers.Conv2D(6, kernel_size=5), layers.Activation("relu"), layers.MaxPooling2D(2, strides=2)),
            *(layers.Conv2D(16, kernel_size=5), layers.Activation("relu"), layers.MaxPooling2D(2, strides=2)),
            layers.Flatten(),
            layers.Dense(120, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    print(f"{five.count_params():,} parameters")
    train(five, images, epochs=8)
    trained["windows of 5 × 5"] = five

# %% [markdown]
# ## And without convolutions?
#
# Does it need filters at all? Give every pixel to a Dense layer directly: such a network is called a [*multilayer
# perceptron*](glossary.md#multilayer-perceptron), MLP for short. It gets the same digits, the same number of epochs,
# and more parameters than any of the others. **Predict:** how many, and will that help it?

# %%
if solved("lenet-train"):
    keras.utils.set_random_seed(1)
    mlp = keras.Sequential(
        [
            keras.Input(shape=(32, 32, 1)),
            layers.Flatten(),
            layers.Dense(120, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    print(f"{mlp.count_params():,} parameters")
    train(mlp, images, epochs=8)
    trained["MLP, no convolutions"] = mlp

# %%
rights = {
    name: int((probabilities_of(network).argmax(axis=1) == images.y_test).sum()) for name, network in trained.items()
}
Table(
    caption="The networks that you have trained so far, one run each",
    headings=("network", "parameters", "test digits right, of 1,000"),
    rows=[(name, network.count_params(), rights[name]) for name, network in trained.items()],
)

# %% [markdown]
# The MLP has the most parameters and, trained for as long, makes the most mistakes. A filter that has learnt a stroke
# in one place knows it everywhere; the MLP has to learn it anew for every place. Between the other three one run
# decides nothing: build them with another seed in place of `1`, and their order may change.

# %% [markdown]
# ## LeNet-5, 1998
#
# The name LeNet is used for many small networks of this make, and often two of them differ where one would not expect
# it. The real one is described in the paper of LeCun, Bottou, Bengio and Haffner. Six of its steps have something to
# train:
#
# - **C1**: 6 filters of 5 × 5 on the picture, as in your network;
# - **S2**: pooling of 2 × 2 on each of the 6 maps. It adds up the four numbers, multiplies by a *trained weight* and
#   adds a *trained bias*: one of each for every map;
# - **C3**: 16 filters of 5 × 5. Each sees only some of the 6 maps: the first 6 filters see 3 of them, the next 9 see 4,
#   and the last sees all;
# - **S4**: pooling as in S2, on 16 maps;
# - **C5**: 120 filters of 5 × 5 on the 16 maps, each of which is 5 × 5 by then;
# - **F6**: 84 units, each with a weight for all 120 numbers.
#
# Then come distances to ten patterns that were drawn by hand, with nothing to train, where yours has a softmax; and the
# activation is a scaled tanh. (ReLU and max pooling are older still, of 1969 and 1990; LeNet-5 does without them.)
#
# **Your turn.** How many parameters has each step?

# %% answer="lenet-1998"
c1 = ...
s2 = ...
c3 = ...
s4 = ...
c5 = ...
f6 = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
c1 = 6 * (5 * 5 + 1)
s2 = 6 * 2
c3 = 6 * (5 * 5 * 3 + 1) + 9 * (5 * 5 * 4 + 1) + (5 * 5 * 6 + 1)
s4 = 16 * 2
c5 = 120 * (5 * 5 * 16 + 1)
f6 = 84 * (120 + 1)
### END SOLUTION

# %% check="lenet-1998"

# %%
if solved("lenet-1998"):
    counts = {"C1": c1, "S2": s2, "C3": c3, "S4": s4, "C5": c5, "F6": f6, "distances": 0}
    connections = {  # of each number that comes out: with those that it is made of, and with its bias
        "C1": 28 * 28 * c1,
        "S2": 14 * 14 * 6 * (4 + 1),
        "C3": 10 * 10 * c3,
        "S4": 5 * 5 * 16 * (4 + 1),
        "C5": c5,
        "F6": f6,
        "distances": 10 * 84,
    }
    display(
        Table(
            caption="LeNet-5, step by step",
            headings=("step", "parameters", "connections"),
            rows=[(step, counts[step], connections[step]) for step in counts],
            total=("all", sum(counts.values()), sum(connections.values())),
        )
    )

# %% [markdown]
# Exactly 60,000 parameters, which make 340,908 connections, for a filter is used at every place. A textbook's "LeNet"
# is often simpler: plain average pooling, all filters on all maps, Dense layers of 120, 84 and 10. That one has 61,706
# parameters. Now you know where the difference comes from.

# %% [markdown]
# ## What you have done
#
# - A picture is a matrix of numbers. A convolution slides filters over it, an activation bends the result, pooling
#   makes it smaller; a classifier turns what is left into probabilities.
# - You worked out every shape beforehand, and built the network layer by layer.
# - Training adjusted 27,226 numbers. Nobody told the network what a stroke is.
# - Dense layers in a row are one, unless something between them bends the numbers; and what no window reaches, no
#   training brings back.
# - Sharing filters beats having more parameters. One run proves little: compare over several, with all else equal.
#
# ## What to try next (optional)
#
# - Which digits does the MLP get wrong that your network reads, and the other way round?
# - Take tanh for ReLU in the first block, in a copy of the cell under another name than `model`. Does it matter?
# - `train(..., epochs=30)`: does the loss on the test digits go on falling?
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [Training](09-training.ipynb). **Next:** [Look inside](11-look-inside.ipynb), where you draw a digit
# and follow it through every layer.
#
# **To read on:** Yann LeCun, Léon Bottou, Yoshua Bengio and Patrick Haffner, "Gradient-Based Learning Applied to
# Document Recognition" (1998), in which LeNet-5 is described to the last detail; Yann LeCun and others,
# "Backpropagation Applied to Handwritten Zip Code Recognition" (1989), on the first of the family.

# %% [markdown]
# # Architectures: the networks that came after
#
# LeNet is a chain: convolution, pooling, convolution, pooling, and a few Dense layers. The networks that won the
# competitions between 2012 and 2016 were deeper, and soon they were no chains any more. Their ways part and meet again.
# You will build a block of each of them, and count several of them whole.
#
# At the end of this notebook you will be able to
#
# - say what AlexNet, ZF Net, VGG, GoogLeNet, ResNet and DenseNet each brought;
# - build a block with branches, a skip, or dense links in Keras;
# - count the parameters of a network that you have never seen run, and say why published counts differ;
# - tell a claim that holds from one that is shorthand.
#
# **Time:** about an hour and a half of yours (an estimate). The computer's share is under a minute on two cores.
#
# **What you need:** [Geometry](04-geometry.ipynb), where sizes and parameters are counted, and
# [LeNet](10-lenet.ipynb), where a network is built in Keras.

# %%
from checker.quiet import quiet_stderr

with quiet_stderr():
    import keras
import numpy as np
from keras import layers

from course.architectures import alexnet, dense_share, depth, googlenet, num_parameters, vgg
from course.data import four_things
from course.four_nets import around, compared, without_the_skip
from course.guard import solved
from course.pictures.networks_chart import NetworksChart, networks_table
from course.pictures.training_curves import things_row
from course.training import train

# %% [markdown]
# ## Five years in one picture
#
# *ImageNet* is a collection of photographs, each labelled with one of 1,000 classes. In its yearly competition a
# network had five guesses a photograph; the share of photographs where all five missed is its
# [*top-5 error*](glossary.md#top-5-error). The runner-up of 2012, which was no neural network, missed 26.2% of them.
#
# **Predict.** Between 2012 and 2016 the error fell, and fell. Did the networks have to grow for that? Say what the
# parameters did, and what the depth, before you run the cell. Then put the rows in another order, choose a network, and
# walk along its layers: where do its parameters lie?

# %%
chart = NetworksChart()
chart

# %% [markdown]
# They grew deeper, from 8 layers to over 100. But the parameters went up, and then down again: GoogLeNet has about a
# ninth of AlexNet's, for it left out the large Dense layers that hold most of them. What makes a network good is not
# how many numbers it has; it is how they are arranged. Parameters and layers are counted by the cell, from a
# description of each network, layer by layer. The errors are quoted from the papers, and the table says what each
# belongs to: where there is one, it is an average of several networks, which is called an
# [*ensemble*](glossary.md#ensemble).

# %%
networks_table()

# %% [markdown]
# ## AlexNet: deep enough, and two graphics cards
#
# AlexNet, of Krizhevsky, Sutskever and Hinton, is LeNet grown up: five convolutions and three Dense layers, ReLU in
# place of tanh, and [*dropout*](glossary.md#dropout), which silences half of the Dense units at random while training.
# It did not fit on one graphics card of 2012, so it was cut in two [*groups*](glossary.md#groups): in three of its
# convolutions a filter sees only the half of the maps that lies on its own card.
#
# | layer | window | stride | padding | filters or units | groups |
# |---|---|---|---|---|---|
# | picture 227 × 227 × 3 | | | | | |
# | convolution 1 | 11 × 11 | 4 | none | 96 | 1 |
# | pooling | 3 × 3 | 2 | none | | |
# | convolution 2 | 5 × 5 | 1 | same | 256 | 2 |
# | pooling | 3 × 3 | 2 | none | | |
# | convolution 3 | 3 × 3 | 1 | same | 384 | 1 |
# | convolution 4 | 3 × 3 | 1 | same | 384 | 2 |
# | convolution 5 | 3 × 3 | 1 | same | 256 | 2 |
# | pooling, which leaves 6 × 6 × 256 | 3 × 3 | 2 | none | | |
# | Dense, Dense, Dense | | | | 4096, 4096, 1000 | |
#
# **Your turn.** Work out the shape after the first convolution, `(rows, columns, channels)`, and three counts of
# parameters, biases included. Python may multiply for you.

# %% answer="architectures-counts"
conv1_shape = ...
conv1_parameters = ...
conv2_parameters = ...
dense1_parameters = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
conv1_shape = (55, 55, 96)
conv1_parameters = 11 * 11 * 3 * 96 + 96
conv2_parameters = 5 * 5 * 48 * 256 + 256
dense1_parameters = 6 * 6 * 256 * 4096 + 4096
### END SOLUTION

# %% check="architectures-counts"

# %% [markdown]
# One Dense layer alone holds more than half of the network. How much do all three of them hold? And what did cutting
# the network in two save?

# %%
print(f"AlexNet, in two groups:     {num_parameters(alexnet()):,} parameters")
print(f"the same without groups:    {num_parameters(alexnet(groups=1)):,}")
print(f"share of the Dense layers:  {dense_share(alexnet()):.0%}")

# %% [markdown]
# **ZF Net**, of Zeiler and Fergus, is AlexNet looked at. They made visible what each layer had learnt (you did some of
# it in [Look inside](11-look-inside.ipynb)) and saw that windows of 11 with steps of 4 skip too much. With windows of 7
# and steps of 2 at the beginning the error fell.
#
# **Your turn.** Build that beginning, so that it can be AlexNet's or ZF Net's. From now on an answer is a function that
# takes maps, builds layers on them, and gives the new maps back. In Keras a layer is *called* on maps, as in
# `layers.Conv2D(8, 3)(maps)`, and what this gives can be handed to the next layer.
# `first_stage(maps, filters, window, stride)` has one convolution with so many filters, a square window and a stride,
# no padding, and ReLU; then a max pooling of 3 × 3 that moves by 2. (What AlexNet does beside it, bringing neighbouring
# maps to one scale, was given up soon and is left out.)


# %% answer="architectures-stage"
def first_stage(maps, filters, window, stride):
    """The maps behind a convolution with ReLU and a max pooling."""
    ### BEGIN SOLUTION
    maps = layers.Conv2D(filters, window, strides=stride, activation="relu")(maps)
    return layers.MaxPooling2D(3, strides=2)(maps)
    ### END SOLUTION


# %% check="architectures-stage"

# %% [markdown]
# **Predict.** Which of the two hands on more numbers, and which has more parameters? Both get the same photograph of
# 227 × 227.

# %%
if solved("architectures-stage"):
    photograph = keras.Input((227, 227, 3))
    for name, window, stride in (("AlexNet", 11, 4), ("ZF Net", 7, 2)):
        stage = keras.Model(photograph, first_stage(photograph, 96, window, stride))
        print(f"{name}: {stage.count_params():,} parameters, hands on {stage.output_shape[1:]}")

# %% [markdown]
# The smaller window has fewer than half of the parameters. And with the smaller step four times as many numbers are
# handed on: less of the photograph is skipped, and all that comes after has more to do.

# %% [markdown]
# ## VGG: small windows, stacked
#
# Simonyan and Zisserman asked: if small windows are good, why not the smallest everywhere? VGG has windows of 3 × 3 and
# nothing else. A number behind two of them, one after the other, has seen as much of the picture as one behind a window
# of 5 × 5. And what do they cost?
#
# **Your turn.** Write `stacked(num_layers, kernel, channels)` for a stack of convolutions without a stride, each with
# `channels` maps coming in and as many going out. Return two numbers: the side of the square that one number at the end
# has seen, and the weights of all layers together, without biases.


# %% answer="architectures-stack"
def stacked(num_layers, kernel, channels):
    """The side of what one number has seen, and the number of weights."""
    ### BEGIN SOLUTION
    field = 1 + num_layers * (kernel - 1)
    weights = num_layers * kernel * kernel * channels * channels
    return field, weights
    ### END SOLUTION


# %% check="architectures-stack"

# %%
if solved("architectures-stack"):
    for num_layers, kernel in ((2, 3), (1, 5), (3, 3), (1, 7)):
        field, weights = stacked(num_layers, kernel, 64)
        print(f"{num_layers} of {kernel} × {kernel} on 64 maps: sees {field} × {field}, {weights:,} weights")

# %% [markdown]
# The same view for 28% and 45% fewer weights, and with a ReLU in between that one large window does not have.
#
# **Your turn.** Build a block of VGG. `vgg_block(maps, num_convs, filters)` has `num_convs` convolutions of 3 × 3, each
# with `filters` filters, padding `"same"` and ReLU; then one max pooling of 2 × 2.


# %% answer="architectures-vgg"
def vgg_block(maps, num_convs, filters):
    """Convolutions of 3 × 3 that keep the size, then a pooling that halves it."""
    ### BEGIN SOLUTION
    for _ in range(num_convs):
        maps = layers.Conv2D(filters, 3, padding="same", activation="relu")(maps)
    return layers.MaxPooling2D(2)(maps)
    ### END SOLUTION


# %% check="architectures-vgg"

# %% [markdown]
# Five such blocks and AlexNet's Dense layers, and VGG-16 is complete:

# %%
if solved("architectures-vgg"):
    maps = picture = keras.Input((224, 224, 3))
    for num_convs, filters in ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512)):
        maps = vgg_block(maps, num_convs, filters)
    print("your five blocks end in maps of", maps.shape[1:])

print(f"VGG-16: {num_parameters(vgg((2, 2, 3, 3, 3))):,} parameters")
print(f"VGG-19: {num_parameters(vgg((2, 2, 4, 4, 4))):,} parameters")

# %% [markdown]
# Most of these are the Dense layers again. In 2014 VGG came second in classification, and first in
# [*localisation*](glossary.md#localisation), where the network must also say where in the photograph the thing is.

# %% [markdown]
# ## 1 × 1: mixing maps without looking around
#
# A window of 1 × 1 sees a single place, but all its maps. So it can turn 192 maps into 16, cheaply, before a larger
# window has to reach through all of them. Such a layer is called a [*reduction*](glossary.md#reduction).
#
# **Your turn.** A convolution with `filters` filters of `kernel` × `kernel` works on `channels` maps. How many
# parameters does it save to put a convolution of 1 × 1 with `reduced` filters in front of it? Count biases, too.


# %% answer="architectures-reduction"
def saved(channels, reduced, filters, kernel):
    """Parameters of the direct convolution, minus those of the reduction and what follows it."""
    ### BEGIN SOLUTION
    direct = filters * (kernel**2 * channels + 1)
    reduction = reduced * (channels + 1)
    behind = filters * (kernel**2 * reduced + 1)
    return direct - reduction - behind
    ### END SOLUTION


# %% check="architectures-reduction"

# %%
if solved("architectures-reduction"):
    direct = 32 * (5 * 5 * 192 + 1)
    print(f"32 filters of 5 × 5 on 192 maps: {direct:,} parameters")
    print(f"with a reduction to 16 maps:      {direct - saved(192, 16, 32, 5):,}")

# %% [markdown]
# ## GoogLeNet: four ways at once
#
# Which window is right, 1 × 1, 3 × 3 or 5 × 5? The answer of Szegedy and his colleagues: all of them, side by side, and
# let training choose. That is the [*inception module*](glossary.md#inception-module). Four branches begin at the same
# maps, and what they make is laid side by side:
#
# ```text
#           ┌── 1 × 1, one filters ─────────────────────────────────┐
#           ├── 1 × 1, three[0] filters ── 3 × 3, three[1] filters ─┤
#   maps ───┤                                                       ├── Concatenate ──>
#           ├── 1 × 1, five[0] filters ─── 5 × 5, five[1] filters ──┤
#           └── max pooling 3 × 3 ──────── 1 × 1, pooled filters ───┘
# ```
#
# Every convolution has ReLU and keeps the size of the maps, and so does the pooling, which moves by 1.
#
# **Your turn.** The helper `conv(filters, size)` makes one such convolution; call it on maps. In which order you join
# the branches is up to you.


# %% answer="architectures-inception"
def conv(filters, size):
    """A convolution that keeps the size of the maps, with ReLU."""
    return layers.Conv2D(filters, size, padding="same", activation="relu")


def inception(maps, one, three, five, pooled):
    """Four branches side by side. In three and five: filters of the reduction, of the larger window."""
    ### BEGIN SOLUTION
    branch_1 = conv(one, 1)(maps)
    branch_3 = conv(three[1], 3)(conv(three[0], 1)(maps))
    branch_5 = conv(five[1], 5)(conv(five[0], 1)(maps))
    pool = layers.MaxPooling2D(3, strides=1, padding="same")(maps)
    branch_pool = conv(pooled, 1)(pool)
    return layers.Concatenate()([branch_1, branch_3, branch_5, branch_pool])
    ### END SOLUTION


# %% check="architectures-inception"

# %% [markdown]
# Nine of these, one after the other, are the body of GoogLeNet. At its end no large Dense layer stands, but the
# [*global average*](glossary.md#global-average-pooling) of each map: 1,024 numbers instead of AlexNet's 9,216.

# %%
print(f"GoogLeNet: {num_parameters(googlenet()):,} parameters, {depth(googlenet())} layers deep")
print(f"share of its Dense layer: {dense_share(googlenet()):.0%}")
print(f"AlexNet has {num_parameters(alexnet()) / num_parameters(googlenet()):.1f} times as many parameters")

# %% [markdown]
# You will also read that GoogLeNet has 4 or 5 million. Five is what "twelve times fewer than AlexNet", a sentence of
# its own paper, comes to when AlexNet has 60; but the layers of the paper's table, added up one by one as above, make
# 7, biases included and without the two side exits that were used in training only. When counts differ, ask what was
# counted.

# %% [markdown]
# ## ResNet: learn only what to change
#
# Deeper networks ought to be at least as good: the additional layers could simply hand on what they are given. But He
# and his colleagues saw that plain networks got *worse* with more layers, on the training pictures, too. Handing on is
# hard to learn. So they built it in: the [*skip*](glossary.md#skip).
#
# ```text
#   maps ──┬── 3 × 3 ── normalise ── ReLU ── 3 × 3 ── normalise ──┬── Add ── ReLU ──>
#          └──────────────────────── skip ────────────────────────┘
# ```
#
# *Normalise* stands for [*batch normalisation*](glossary.md#batch-normalisation): each map is brought to a common mean
# and spread, and then stretched and moved by two numbers that are learnt.
#
# **Predict.** Say the last layer before the sum multiplies everything by 0: some begin the training in that way. One
# place with the four numbers `(2, 0, 5, 1)` comes in. What comes out *without* the skip (but with the ReLU)? What with
# it? What after ten such blocks in a row? And what comes out of one block when `(3, -1, 4, -2)` comes in? Put a tuple
# of four numbers each.

# %% answer="architectures-identity"
plain = ...
residual = ...
ten_blocks = ...
with_negatives = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
plain = (0, 0, 0, 0)
residual = (2, 0, 5, 1)
ten_blocks = (2, 0, 5, 1)
with_negatives = (3, 0, 4, 0)
### END SOLUTION

# %% check="architectures-identity"

# %% [markdown]
# At the start a residual network can be one that does nothing, however deep it is. Training then moves each block only
# as far away from nothing as it helps.
#
# **Your turn.** Build the block. The first convolution takes the `stride`; both have `filters` filters and padding
# `"same"`. Sometimes what comes in does not fit what the layers make of it: when the stride is not 1, or when `maps`
# has another number of channels (`maps.shape[-1]`) than `filters`. Then, and only then, the skip goes through a
# convolution of 1 × 1 with the same stride and `filters` filters, and a normalisation of its own: a
# [*projection*](glossary.md#projection).


# %% answer="architectures-residual"
def residual_block(maps, filters, stride):
    """Two normalised convolutions, and what came in added to what they make of it."""
    ### BEGIN SOLUTION
    x = layers.Conv2D(filters, 3, strides=stride, padding="same")(maps)
    x = layers.BatchNormalization()(x)
    x = layers.Activation("relu")(x)
    x = layers.Conv2D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    shortcut = maps
    if stride != 1 or maps.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride)(maps)
        shortcut = layers.BatchNormalization()(shortcut)
    x = layers.Add()([x, shortcut])
    return layers.Activation("relu")(x)
    ### END SOLUTION


# %% check="architectures-residual"

# %% [markdown]
# And your prediction, tried on your own block: the last normalisation is set to multiply by 0, and ten blocks in a row
# are given random maps that are not negative.

# %%
if solved("architectures-residual"):
    maps = keras.Input((6, 6, 4))
    out = maps
    for _ in range(10):
        out = residual_block(out, 4, 1)
    ten = keras.Model(maps, out)
    normalisations = [layer for layer in ten.layers if isinstance(layer, layers.BatchNormalization)]
    for last in normalisations[1::2]:
        last.gamma.assign(np.zeros(4))
    given = np.random.default_rng(0).random((1, 6, 6, 4)).astype("float32")
    print("largest change after ten blocks:", float(np.abs(ten(given) - given).max()))

# %% [markdown]
# ## DenseNet: nothing is thrown away
#
# ResNet adds what came in. Huang and his colleagues lay it beside: every layer of a [*dense
# block*](glossary.md#dense-block) reads the maps of all layers before it, and adds a few of its own, as many as the
# [*growth*](glossary.md#growth) says.
#
# **Predict.** 16 maps come in, the growth is 8, the block has 4 layers. How many maps come out?
#
# **Your turn.** Each of the `num_layers` layers normalises all maps that there are so far, applies ReLU, makes `growth`
# new maps with a convolution of 3 × 3 (padding `"same"`), and lays these beside the others. Give back all maps, those
# that came in included.


# %% answer="architectures-dense"
def dense_block(maps, num_layers, growth):
    """Layers that each read all maps before them, and add `growth` of their own."""
    ### BEGIN SOLUTION
    for _ in range(num_layers):
        new = layers.BatchNormalization()(maps)
        new = layers.Activation("relu")(new)
        new = layers.Conv2D(growth, 3, padding="same")(new)
        maps = layers.Concatenate()([maps, new])
    return maps
    ### END SOLUTION


# %% check="architectures-dense"

# %%
if solved("architectures-dense"):
    out = dense_block(keras.Input((8, 8, 16)), 4, 8)
    print("maps that come out:", out.shape[-1])

# %% [markdown]
# 16 + 4 × 8 = 48. In a block of L layers there are L(L + 1)/2 direct links, for 4 layers 10. That number is often
# written of the whole of DenseNet, and it does not hold there: DenseNet-121 is four dense blocks, and everything has to
# pass through the layers between them, which halve the number of maps and their size.

# %% [markdown]
# ## Five small networks
#
# None of these networks can be trained here: ImageNet has over a million photographs. But their blocks can. Here are
# five small networks on the drawings of [Training](09-training.ipynb): dog, cat, boat and bird. They begin and end
# alike. In between stand two blocks of VGG, two inception modules, two residual blocks, two residual blocks whose
# skip is left out, or two dense blocks.
#
# **Predict.** Which one will be best on the test pictures after four epochs? Which one learns its training pictures
# best?

# %%
images = four_things()
things_row(images.x_train, images.y_train, images.class_names)

# %%
if all(
    [
        solved("architectures-vgg"),
        solved("architectures-inception"),
        solved("architectures-residual"),
        solved("architectures-dense"),
    ]
):

    def pooled_inception(maps, *settings):
        return layers.MaxPooling2D(2)(inception(maps, *settings))

    def halved_and_dense(maps, *settings):
        return dense_block(layers.AveragePooling2D(2)(maps), *settings)

    networks = {
        "VGG blocks": around(lambda x: vgg_block(x, 2, 16), lambda x: vgg_block(x, 2, 32)),
        "inception modules": around(
            lambda x: pooled_inception(x, 8, (8, 16), (4, 8), 8),
            lambda x: pooled_inception(x, 16, (16, 32), (8, 16), 16),
        ),
        "residual blocks": around(lambda x: residual_block(x, 16, 2), lambda x: residual_block(x, 32, 2)),
        "the same without skips": around(lambda x: without_the_skip(x, 16, 2), lambda x: without_the_skip(x, 32, 2)),
        "dense blocks": around(lambda x: halved_and_dense(x, 3, 8), lambda x: halved_and_dense(x, 3, 8)),
    }
    runs = {}
    for name, model in networks.items():
        print(name)
        runs[name] = (model, train(model, images, epochs=4, live=False))
    display(compared(runs))

# %% [markdown]
# Read such a table with care. One run each, a handful of epochs, one seed: with another seed the order may change. Nor
# do the five have the same number of parameters. Two things it does show.
#
# - The three networks with batch normalisation get furthest on their training pictures. On the test pictures they lag
#   behind at first, as the lines above the table show: there they use means and spreads that are gathered slowly while
#   training.
# - At this depth nobody needs a skip: the network without it learns, too. Skips were invented for networks of tens of
#   layers.
#
# To compare architectures honestly takes many runs, the same budget for each, and a report of the spread.
#
# That is also the trouble with the numbers of the competition, as you saw in the table above.

# %% [markdown]
# ## Which claim is shorthand?
#
# **Your turn.** Six sentences as you may find them in books and on the web. Give each a number:
#
# - `1`: it holds as it stands;
# - `2`: it is shorthand: something true stands behind it, but more than it says;
# - `3`: it is wrong.
#
# A network's name may be short for all that its makers entered in a competition. But who says *one* network, or *every*
# layer, is to be taken at their word.
#
# | name | claim |
# |---|---|
# | `zf_won` | ZF Net won the ImageNet competition of 2013. |
# | `alexnet_error` | AlexNet had a top-5 error of 15.3% in 2012. |
# | `resnet_error` | One ResNet with 152 layers got down to 3.57%. |
# | `vgg_places` | In 2014 VGG came second in classification and first in localisation. |
# | `googlenet_count` | GoogLeNet has about 7 million parameters. |
# | `densenet_links` | In DenseNet-121 every one of the 121 layers reads all layers before it. |

# %% answer="architectures-claims"
zf_won = ...
alexnet_error = ...
resnet_error = ...
vgg_places = ...
googlenet_count = ...
densenet_links = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
zf_won = 2
alexnet_error = 2
resnet_error = 3
vgg_places = 1
googlenet_count = 1
densenet_links = 3
### END SOLUTION

# %% check="architectures-claims"

# %% [markdown]
# ## What you have done
#
# - AlexNet made LeNet deep, and put nearly all of its parameters into Dense layers; VGG stacked small windows.
# - GoogLeNet looks through several windows at once, and reductions make that cheap; ResNet adds what came in, and so
#   can begin by doing nothing; DenseNet lays everything side by side.
# - You built these as graphs: branches that part and join. A sum wants equal shapes; maps side by side want equal rows
#   and columns.
# - You counted networks of millions of parameters without running them, and asked of each claim what was counted.
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [Look inside](11-look-inside.ipynb). **Next:** [Capstone](13-capstone.ipynb), the whole network once
# more, with NumPy alone.
#
# ## To read on
#
# - A. Krizhevsky, I. Sutskever, G. Hinton: *ImageNet Classification with Deep Convolutional Neural Networks*, NIPS
#   2012.
# - M. Zeiler, R. Fergus: *Visualizing and Understanding Convolutional Networks*, ECCV 2014.
# - K. Simonyan, A. Zisserman: *Very Deep Convolutional Networks for Large-Scale Image Recognition*, ICLR 2015.
# - C. Szegedy et al.: *Going Deeper with Convolutions*, CVPR 2015.
# - K. He, X. Zhang, S. Ren, J. Sun: *Deep Residual Learning for Image Recognition*, CVPR 2016.
# - G. Huang, Z. Liu, L. van der Maaten, K. Weinberger: *Densely Connected Convolutional Networks*, CVPR 2017.

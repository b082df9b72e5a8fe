# %% [markdown]
# # Geometry: how large, how deep, how costly
#
# A window slides over a picture, and a map comes out. How large is it? How many maps are there, what do they cost, and
# how much of the picture has each of their numbers seen? None of this depends on the picture. It can be worked out on
# paper, before anything runs, and whoever can do that rarely gets lost in a
# [*network*](glossary.md#neural-network).
#
# At the end of this notebook you will be able to
#
# - say how large a map becomes, for every window, stride and padding;
# - take a picture with several channels through a layer with several filters, and say what shape comes out;
# - count a layer's parameters and its multiplications, and say which of them matter where;
# - say how much of the picture a number deep in a network has seen, and which pixels nobody has.
#
# **Time:** about an hour and a half of yours (an estimate). The computer's share is a few seconds.
#
# **What you need:** [Convolution by hand](02-convolution.ipynb): a window, multiply, add up. From
# [Kernels](03-kernels.ipynb) what Sobel x, Sobel y and emboss show. And a little NumPy: shapes and slices, as in
# [Pixels](01-pixels.ipynb).

# %%
import math

import numpy as np

from course.data import boat, digits
from course.geometry import conv, dense, flatten, pool, trace
from course.guard import solved
from course.kernels import KERNELS
from course.pictures.channel_sums import ChannelSums
from course.pictures.filter_depth import FilterDepth
from course.pictures.geometry import fields_on, places_on_a_row, stacked_maps
from course.pictures.shape_calculator import ShapeCalculator
from course.table import Table

# %% [markdown]
# ## A calculator to play with
#
# One step, from a picture to maps or from maps to the next, is called a [*layer*](glossary.md#layer). A layer that
# slides windows and adds up products is a [*convolution layer*](glossary.md#convolution-layer), Keras' `Conv2D`. Here
# is one, with a grey picture of 32 × 32 pixels before it. Change its numbers and see what follows.
#
# **Predict** before you touch anything:
#
# - The window is 5 × 5. Does a larger window make a larger map, or a smaller one?
# - Which number changes when there are 12 filters in place of 6? Which does not?
#
# Then try. You need not understand every column yet: each of them has its own section below.

# %%
ShapeCalculator((32, 32, 1), [conv(6, 5)])

# %% [markdown]
# A larger window has fewer places to stand, so the map shrinks. The number of filters leaves rows and columns alone: it
# decides how many maps there are, and with that how many numbers have to be learnt and how much has to be computed.

# %% [markdown]
# ## In how many places can a window stand?
#
# Rows and columns follow the same rule, each for itself. So look at a single row.
#
# Below, a window of 3 slides over 7 pixels. It moves on by 1 pixel at a time: that step is the
# [*stride*](glossary.md#stride). (The stride is a length, not the window that makes it.)

# %%
places_on_a_row(7, 3, 1)

# %% [markdown]
# Every place makes one number of the map. So the number of places *is* the size of the map.
#
# **Predict (optional).** Work out four numbers in your head or on paper, and put them in place of the dots:
#
# 1. A window of 3 on 7 pixels, stride 1: look above.
# 2. The same with stride 2. The window moves on by two pixels at a time.
# 3. Stride 2 once more, on 8 pixels.
# 4. Stride 1 on 7 pixels again, but now with a zero added at each end of the row, so that the window may hang over a
#    little. Such zeros are called [*padding*](glossary.md#padding), and one zero at each end is padding 1.

# %% answer="geometry-places"
on_7 = ...
on_7_stride_2 = ...
on_8_stride_2 = ...
on_7_padded = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
on_7 = 5
on_7_stride_2 = 3
on_8_stride_2 = 3
on_7_padded = 7
### END SOLUTION

# %% check="geometry-places"

# %% [markdown]
# Now see them. A pixel that no window reaches is hatched, zeros are dashed. The text of the picture says the same in
# words.

# %%
display(places_on_a_row(8, 3, 2), places_on_a_row(7, 3, 1, before=1, after=1))

# %% [markdown]
# From the first place the window can move on until its end meets the end of the row. On n pixels, with p zeros on each
# side, a window of k has
#
# - n + 2p − k pixels to move along,
# - so many whole steps of s: divide by s and **drop the fraction**, for half a step leads over the edge,
# - and one place more than steps, for the first place is one too.
#
# In one line: ⌊(n + 2p − k) / s⌋ + 1, where ⌊ ⌋ means: rounded down. In Python `//` divides and rounds down.
#
# **Your turn.** Write that as a function. The check tries it on sizes that you have not seen.


# %% answer="geometry-output-size"
def output_size(n, k, s, p):
    """In how many places a window stands on a row.

    n: pixels in the row; k: pixels in the window; s: the stride; p: zeros on each side.
    """
    ### BEGIN SOLUTION
    return (n + 2 * p - k) // s + 1
    ### END SOLUTION


# %% check="geometry-output-size"

# %% [markdown]
# A real picture: the boat has 256 × 256 pixels. AlexNet, the network that made all this famous in 2012, looks at
# 224 × 224 with windows of 11 and a stride of 4. **Predict** the size of its first map (it has padding 2), then run.

# %%
if solved("geometry-output-size"):
    print("the boat, 3 × 3, stride 1:              ", output_size(256, 3, 1, 0))
    print("the boat, 3 × 3, stride 2:              ", output_size(256, 3, 2, 0))
    print("the boat, 3 × 3, stride 2, padding 1:   ", output_size(256, 3, 2, 1))
    print("AlexNet, 11 × 11, stride 4, padding 2:  ", output_size(224, 11, 4, 2))

# %% [markdown]
# ## As large as before
#
# Without padding every convolution nibbles at the edge: 32, 28, 24, … After a few layers nothing is left. And the
# pixels at the edge are short-changed, for they lie under fewer windows than those in the middle.
#
# Zeros all around help with both. In Keras you do not count them yourself, you say which of two you want:
#
# - `padding="valid"`: none. Only places where the whole window lies on the picture. (Also called a *narrow*
#   convolution.)
# - `padding="same"`: as many zeros as it takes for n / s places, rounded **up**. With stride 1 the map is as large as
#   the picture. (With zeros around it, a convolution is sometimes called *wide*.)
#
# **Predict.** 6 pixels, a window of 3, stride 2: three places are wanted. How many zeros does that take? Where would
# you put them?

# %%
display(places_on_a_row(6, 3, 2), places_on_a_row(6, 3, 2, before=0, after=1))

# %% [markdown]
# Without a zero there are only two places, so one zero is needed. One zero cannot be shared between two ends. Keras
# puts it **at the end**: where the zeros do not halve, there is one more after than before. Others, such as
# PyTorch with `padding=1`, put one at each end, and then the same weights give other numbers.
#
# **Your turn.** How many zeros stand before the row, how many after? Count how far the last window reaches, and how
# many pixels that is more than there are. The difference can be negative: where the stride is larger than the window,
# no zeros are needed.


# %% answer="geometry-same"
def same_padding(n, k, s):
    """The zeros that padding="same" puts before and after a row: two numbers.

    n: pixels in the row; k: pixels in the window; s: the stride.
    """
    ### BEGIN SOLUTION
    places = math.ceil(n / s)
    zeros = max((places - 1) * s + k - n, 0)
    before = zeros // 2
    return before, zeros - before
    ### END SOLUTION


# %% check="geometry-same"

# %% [markdown]
# On the boat, `padding="same"` with 3 × 3 and stride 1 is one zero all around. With stride 2 it is not the padding 1 of
# above:

# %%
if solved("geometry-same"):
    print("stride 1:", same_padding(256, 3, 1))
    print("stride 2:", same_padding(256, 3, 2))

# %% [markdown]
# ## Several channels in: a kernel as deep as the picture
#
# The boat is in colour. At each pixel there are three numbers, red, green and blue: three
# [*channels*](glossary.md#channel). What does a kernel of 3 × 3 do with three channels?
#
# It is three sheets deep itself, one sheet for each channel: 3 × 3 × 3 = 27 numbers. At each place all 27 products
# are added up, across the channels too, to **one** number.
#
# **Predict.** A colour picture of 256 × 256 × 3 and one such kernel, stride 1, no padding. How many maps come out: one,
# three or nine?
#
# Before you look, a small one by hand: a picture of 2 × 2 pixels with two channels, and a kernel just as large, so that
# there is a single place.

# %%
window = np.array([[[1, 5], [2, 0]], [[0, 3], [4, 1]]])  # rows, columns, channels
kernel = np.array([[[1, 2], [0, 1]], [[3, 0], [-1, 1]]])

for channel in range(2):
    products = window[:, :, channel] * kernel[:, :, channel]
    print(f"channel {channel}: products {products.tolist()}, sum {products.sum()}")
print("together:", (window * kernel).sum())

# %% [markdown]
# One number for one place, whatever the number of channels. So one kernel makes **one map**.
#
# **Your turn.** Stride 1, no padding. The kernel may be oblong, and there may be any number of channels.


# %% answer="geometry-channels"
def convolve(image, kernel):
    """The map that one kernel makes of a picture: (places down, places across).

    image: (rows, columns, channels); kernel: (height, width, channels), with as many channels.
    """
    ### BEGIN SOLUTION
    height, width, _ = kernel.shape
    rows = image.shape[0] - height + 1
    columns = image.shape[1] - width + 1
    result = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            window = image[row : row + height, column : column + width]
            result[row, column] = (window * kernel).sum()
    return result
    ### END SOLUTION


# %% check="geometry-channels"

# %% [markdown]
# Now on the boat, with every second row and column, so that the loops take no time. The kernel's sheet for red
# averages (nine times 1/9), those for green and blue take away half as much each. **Predict:** where will the sum be
# large? Where negative?

# %%
small_boat = boat()[::2, ::2]
reddish = np.stack([np.full((3, 3), share / 9) for share in (1.0, -0.5, -0.5)], axis=-1)

if solved("geometry-channels"):
    each = [convolve(small_boat[:, :, [c]], reddish[:, :, [c]]) for c in range(3)]
    display(ChannelSums(small_boat, reddish[:, :, :, None], names=("red", "green", "blue")))
    print(
        "largest difference between their sum and the whole kernel:",
        f"{np.abs(sum(each) - convolve(small_boat, reddish)).max():.0e}",
    )

# %% [markdown]
# Walk through the sum: from the red sail to the white one, and on into the sky. Beside it is what each channel adds
# there, and below it the addition, rounded. Then leave red out, or green and blue.
#
# The red sail and the wood of the hull stand out. The blue of sky and water comes out negative or near 0, and so does
# white, which is red *and* green *and* blue. No single channel shows that. The kernel does, because it adds up across
# the channels.

# %% [markdown]
# ## Several filters out: depth
#
# One kernel looks for one thing. So a layer has several of them, and each makes a map of its own. In a layer, kernels
# are called [*filters*](glossary.md#filter). How many there are is the layer's [*depth*](glossary.md#depth): the maps
# lie one behind the other, like the sheets of a stack, and become the channels of whatever comes next.
#
# **Predict.** Three filters on the boat: which of the three numbers of the shape says so? And what does a fourth filter
# cost? Then move the slider.

# %%
FilterDepth(boat()[::4, ::4])

# %% [markdown]
# Each filter adds one map and the same number of [*parameters*](glossary.md#parameter): the numbers that training may
# change. It is often said that more filters find more features and make a better network. They make a larger one, which
# *can* tell more apart; whether it does is a matter of training.
#
# **Your turn:** the whole layer. `kernels` has the shape (height, width, channels, filters), as in Keras. Each filter
# has a [*bias*](glossary.md#bias), one number that is added to its whole map. p zeros go around the picture, above
# and below, left and right, **but not on the channels**: there is no fourth colour. The stride is s, down and across.


# %% answer="geometry-depth"
def conv_layer(image, kernels, biases, s, p):
    """What a convolution layer makes of a picture: (rows, columns, filters).

    image: (rows, columns, channels); kernels: (height, width, channels, filters); biases: (filters,);
    s: the stride; p: zeros on each of the four sides. You may use `convolve`.
    """
    ### BEGIN SOLUTION
    padded = np.pad(image, ((p, p), (p, p), (0, 0)))
    maps = []
    for f in range(kernels.shape[3]):
        maps.append(convolve(padded, kernels[:, :, :, f])[::s, ::s] + biases[f])
    return np.stack(maps, axis=-1)
    ### END SOLUTION


# %% check="geometry-depth"

# %% [markdown]
# You have written what `Conv2D` computes. Here it works on the boat with three filters, each of which looks at the
# sum of all three colours.

# %%
if solved("geometry-depth"):
    names = ("Sobel x", "Sobel y", "emboss")
    kernels = np.stack([np.repeat(KERNELS[name][:, :, None], 3, axis=2) for name in names], axis=-1)
    print("image  ", small_boat.shape)
    print("kernels", kernels.shape)
    maps = conv_layer(small_boat, kernels, biases=np.zeros(3), s=1, p=0)
    print("maps   ", maps.shape)
    display(stacked_maps(small_boat, maps, names=names))

# %% [markdown]
# The next layer reads these three maps as this one reads red, green and blue.
#
# **Predict.** Six filters of 3 × 3 slide over the three maps. How many weights has each of them, and how many maps come
# out?
#
# Five of the six are random here, as all are before training. Filter 0 is set by hand: it averages Sobel x and Sobel y
# and leaves emboss out. Below is what it makes of each of the three, and their sum, which is its map. Choose any of the
# six, and walk through its map.

# %%
if solved("geometry-depth"):
    second = np.random.default_rng(0).normal(size=(3, 3, 3, 6))
    second[:, :, :, 0] = 1 / 9, 1 / 9, 0  # for each of the three maps
    print("kernels", second.shape)
    print("maps   ", conv_layer(maps, second, biases=np.zeros(6), s=1, p=0).shape)
    display(ChannelSums(small_boat, second, channels=maps, names=names))

# %% [markdown]
# Each has 3 × 3 × 3 = 27 weights, for it reads all three maps and adds up across them. Six filters make six maps,
# however many they read. Filter 0 shows what none of the three maps does. Look at the rim of the sun: at the upper left
# it gets brighter to the right *and* downwards, so both maps say yes; at the upper right one speaks against the other,
# and they cancel. Walk there, and you see it in the addition. Leave emboss out, and nothing changes; with any of the
# other five filters it does.

# %% [markdown]
# ## Count the parameters
#
# One filter is 5 × 5 on a grey picture, so it has 25 [*weights*](glossary.md#weight) and one bias. Six of them: 156
# parameters.
#
# **Predict.** The picture grows from 32 × 32 to 320 × 320. How many parameters has the layer now?
#
# **Your turn.** `input_shape` is (rows, columns, channels), `kernel_size` is (rows, columns).


# %% answer="geometry-parameters"
def conv_parameters(input_shape, filters, kernel_size):
    """The number of weights and biases of a convolution layer."""
    ### BEGIN SOLUTION
    rows, columns = kernel_size
    channels = input_shape[2]
    return (rows * columns * channels + 1) * filters
    ### END SOLUTION


# %% check="geometry-parameters"

# %% [markdown]
# The size of the picture does not matter: the same filter is used at every place. That the places *share* their weights
# is a decision. What would it cost to do without?
#
# - **Locally connected**: still windows of 5 × 5, but every place has weights and a bias of its own.
# - **Fully connected**: every number that comes out has a weight for *every pixel* of the picture.
#
# All three make 28 × 28 × 6 numbers of 32 × 32. **Predict** how many times more parameters the other two have.

# %%
if solved("geometry-parameters"):
    shared = conv_parameters((32, 32, 1), 6, (5, 5))
    numbers_out = 28 * 28 * 6
    locally = numbers_out * (5 * 5 + 1)
    fully = numbers_out * (32 * 32 + 1)
    display(
        Table(
            caption="Three ways from 32 × 32 × 1 to 28 × 28 × 6",
            headings=("weights", "parameters", "times as many"),
            rows=[
                ("shared", shared, 1),
                ("locally connected", locally, locally // shared),
                ("fully connected", fully, fully // shared),
            ],
        )
    )

# %% [markdown]
# Sharing says: an edge is an edge, wherever it is. That is true of most pictures, and it saves nearly everything.

# %% [markdown]
# ## Count the multiplications
#
# Parameters fill memory; multiplications take time. Each number that comes out is a sum of products, one for each
# weight of its filter, and they are computed afresh at every place.
#
# **Predict.** A layer has 156 parameters and makes 28 × 28 × 6 numbers. Roughly how many multiplications is that:
# hundreds, thousands, more than a hundred thousand?
#
# **Your turn.** Products with a padded zero count too, additions do not. `output_size` is yours to use.


# %% answer="geometry-multiplications"
def multiplications(input_shape, filters, kernel_size, s, p):
    """The number of multiplications that a convolution layer takes for one picture.

    input_shape: (rows, columns, channels); kernel_size: (rows, columns); s: the stride; p: zeros on each side.
    """
    ### BEGIN SOLUTION
    rows = output_size(input_shape[0], kernel_size[0], s, p)
    columns = output_size(input_shape[1], kernel_size[1], s, p)
    return rows * columns * filters * kernel_size[0] * kernel_size[1] * input_shape[2]
    ### END SOLUTION


# %% check="geometry-multiplications"

# %% [markdown]
# Where does a whole network spend what? Here is the one that you will build in [LeNet](10-lenet.ipynb). Three kinds of
# layers in it are new. They have their own lessons later; for counting you need to know this much:
#
# - [*Pooling*](glossary.md#pooling) slides a window too, but keeps only the largest number under it. It has no
#   parameters, treats each channel by itself, and usually moves on by a whole window.
# - [*Flatten*](glossary.md#flatten) lays all numbers out in one row, and a [*dense*](glossary.md#dense) layer makes
#   new numbers from it, each with a weight for every number that comes in, and a bias.
#
# **Predict:** is it the convolutions that have most of the parameters, or the dense layers? And who does most of the
# work?

# %%
lenet = [conv(6, 5), pool(2), conv(16, 8), pool(3), flatten(), dense(120), dense(100), dense(10)]
steps = trace((32, 32, 1), lenet)

Table(
    caption="The network of lesson 10, layer by layer",
    headings=("layer", "shape", "parameters", "multiplications"),
    rows=[
        (layer.kind, " × ".join(map(str, step.shape)), step.parameters, step.multiplications)
        for layer, step in zip(lenet, steps, strict=True)
    ],
    total=("in all", "", sum(step.parameters for step in steps), sum(step.multiplications for step in steps)),
)

# %% [markdown]
# Three quarters of the parameters sit in the dense layers, and nineteen of twenty multiplications in the convolutions.
# For a smaller file, look at the dense layers; for a faster network, look at the convolutions.

# %% [markdown]
# ## How much of the picture does a number see?
#
# A number of the first map comes from 5 × 5 pixels. That is its [*receptive field*](glossary.md#receptive-field). A
# number of the next map is made from several of these, so it sees more of the picture. How much?
#
# Go along a row. From the first of k neighbours to the last it is k − 1 steps. At first a step is one pixel. But after
# a layer with stride 2, two neighbours on the map stand two pixels of the picture apart, and every later step is that
# much longer. This distance is called the [*jump*](glossary.md#jump). So each layer
#
# - widens the field by (k − 1) × jump,
# - then multiplies the jump by its stride, which only the layers after it will feel.
#
# **Predict.** In the network above, the windows and strides are 5/1, 2/2, 8/1, 3/3. How many pixels wide is the field
# after each of the four? The first is 5.
#
# **Your turn.** `layers` is a list of pairs (k, s). Return a list with the field after each layer.


# %% answer="geometry-receptive-field"
def receptive_fields(layers):
    """How many pixels in a row one number sees, after each layer.

    layers: [(k, s), ...], window and stride, in the order in which they work.
    """
    ### BEGIN SOLUTION
    field, jump, fields = 1, 1, []
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
        fields.append(field)
    return fields
    ### END SOLUTION


# %% check="geometry-receptive-field"

# %% [markdown]
# LeNet-5, of 1998, has smaller windows in its second half. **Predict** what that does to the fields, then see them on a
# digit: each square is what the first number of a map has seen.

# %%
ours = [(5, 1), (2, 2), (8, 1), (3, 3)]
lenet_5 = [(5, 1), (2, 2), (5, 1), (2, 2)]

if solved("geometry-receptive-field"):
    print("this course:", receptive_fields(ours))
    print("LeNet-5:    ", receptive_fields(lenet_5))
    digit = digits().x_test[0, :, :, 0]
    five = [conv(6, 5), pool(2), conv(16, 5), pool(2)]
    display(fields_on(digit, {"this course": lenet[:4], "LeNet-5": five}))

# %% [markdown]
# At the end of our network one number sees 24 × 24 of 32 × 32 pixels, most of a digit. In LeNet-5 it is 16 × 16, and
# the layers after that put the parts together.
#
# The field is what *can* make a difference. Pixels in its middle do so along many ways, those at its edge along few, so
# the middle counts for more.

# %% [markdown]
# ## Pixels that nobody sees
#
# Look at the hatched strip in the picture on the left: two rows and two columns that lie in nobody's field. Where do
# they go? Follow the sizes: 32, then 28, 14, 7. Windows of 3 side by side on 7: two places, and one row left over.
# That row of the map stands for **two** rows of the picture, for the jump there is 2.
#
# **Your turn.** No padding anywhere, and no stride is larger than its window. `output_size` and what you know of fields
# and jumps are all it takes.


# %% answer="geometry-leftover"
def leftover(n, layers):
    """How many pixels at the end of a row no number after the last layer depends on.

    n: pixels in the row; layers: [(k, s), ...] in the order in which they work, without padding.
    """
    ### BEGIN SOLUTION
    places, field, jump = n, 1, 1
    for k, s in layers:
        places = output_size(places, k, s, 0)
        field += (k - 1) * jump
        jump *= s
    return n - ((places - 1) * jump + field)
    ### END SOLUTION


# %% check="geometry-leftover"

# %% [markdown]
# Do not believe it, try it. The cell takes a digit through such layers, with random filters, once as it is and once
# with the last two rows and columns scribbled over. And then with three.


# %%
def largest_of_windows(maps, size):
    """Max pooling, windows side by side: (rows, columns, channels) -> fewer rows and columns."""
    rows, columns = maps.shape[0] // size, maps.shape[1] // size
    cut = maps[: rows * size, : columns * size]
    return cut.reshape(rows, size, columns, size, -1).max(axis=(1, 3))


def features(image):
    """The sliding layers of the network, with random filters that are the same every time."""
    random = np.random.default_rng(0)
    first, second = random.normal(size=(5, 5, 1, 6)), random.normal(size=(8, 8, 6, 16))
    maps = largest_of_windows(conv_layer(image, first, np.zeros(6), 1, 0), 2)
    return largest_of_windows(conv_layer(maps, second, np.zeros(16), 1, 0), 3)


if solved("geometry-depth") and solved("geometry-leftover"):
    image = digits().x_test[0]
    print("leftover:", leftover(32, ours), "rows and columns")
    for lines in (2, 3):
        scribbled = image.copy()
        scribbled[-lines:], scribbled[:, -lines:] = 1.0, 1.0
        change = np.abs(features(scribbled) - features(image)).max()
        print(f"the last {lines} scribbled over: largest change {change:.3f}")

# %% [markdown]
# With two lines nothing changes at all. It does no harm here, the edge of a digit is black. But a face at the edge of a
# photo would be lost, and nothing would tell you so.

# %% [markdown]
# ## The whole network in the calculator
#
# Now every column speaks to you. Some things to try:
#
# - Turn the second convolution's window into 5 and the second pooling into 2 with stride 2. What happens to the
#   parameters, and where? What to the pixels that nobody sees?
# - Choose the example "twice 3 × 3, then pooling". Networks often do that: convolution, convolution, and only then
#   pooling. Does a number behind two windows of 3 see as much as one behind a window of 5? Which of the two is cheaper?
# - Make a window too large for what is left. What does the calculator say?
#
# A [*ReLU*](glossary.md#ReLU), which the [next lesson](05-non-linearity.ipynb) is about, bends each number for itself.
# Behind a convolution there is mostly one, as in that example. It changes no shape and has no parameters.

# %%
ShapeCalculator((32, 32, 1), lenet)

# %% [markdown]
# ## What you have done
#
# - A map is as large as there are places for the window: ⌊(n + 2p − k) / s⌋ + 1. With `"same"` it is n / s, rounded up,
#   and the odd zero comes last.
# - A kernel is as deep as its input and adds up across the channels. Each filter makes one map.
# - A filter has rows × columns × channels weights and one bias, however large the picture. It uses them at every place:
#   few parameters, many multiplications.
# - Each layer widens the receptive field by (k − 1) × jump. What is left over at the end of a row is seen by nobody.
#
# All words are in the [glossary](glossary.md). Before this came [Kernels](03-kernels.ipynb); next is
# [Non-linearity](05-non-linearity.ipynb), without which many layers would be no better than one.
#
# **To read on:** Vincent Dumoulin and Francesco Visin, *A guide to convolution arithmetic for deep learning* (2016),
# has every case of sizes as a drawing. Yann LeCun and others, *Gradient-based learning applied to document
# recognition* (1998), counts LeNet-5 layer by layer. Wenjie Luo and others, *Understanding the effective receptive
# field in deep convolutional neural networks* (2016), measures why the middle counts for more. Chapter 9 of Ian
# Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning* (2016), tells why sharing weights is a good idea.

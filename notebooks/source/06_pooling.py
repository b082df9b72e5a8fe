# %% [markdown]
# # Pooling: keep the largest, see what is lost
#
# A network that has found an edge need not know to the pixel where it was. So it lays small windows over each map,
# keeps one number of each, and drops the rest. The maps shrink, and all that follows is cheaper. What it costs is worth
# knowing, too: pooling is often said to make a network blind to shifts, and you will measure how far that is true.
#
# At the end of this notebook you will be able to
#
# - pool a map by its maximum, its average or its sum, with any window and stride;
# - say which pixels no window reaches, and where each maximum came from;
# - pool whole layers without mixing maps or pictures, and pad them without a trap;
# - write average pooling as a convolution;
# - show with an example of your own that pooling forgives some small shifts, and not others.
#
# **Time:** about an hour and a half of yours (an estimate). The computer's share is about ten seconds.
#
# **What you need:** windows, strides and leftovers, as in [Geometry](04-geometry.ipynb), and ReLU, as in
# [Non-linearity](05-non-linearity.ipynb).

# %%
import numpy as np

from course.data import digits, photo
from course.guard import guessed, solved
from course.kernels import KERNELS, slide
from course.pictures.channel_pooling import ChannelPooling
from course.pictures.map_rows import map_rows
from course.pictures.pooling_grid import PoolingGrid
from course.pictures.shift_curve import ShiftCurve
from course.pictures.small_arrays import small_arrays
from course.table import Table
from course.trained_network import probabilities, share_right, shift

# %% [markdown]
# ## A map to play with
#
# On the left is a small [*feature map*](glossary.md#feature-map), on the right what [*pooling*](glossary.md#pooling)
# makes of it. A [*window*](glossary.md#window) of 2 × 2 stands on the top left corner, then 2 further to the right, and
# so on: the [*stride*](glossary.md#stride) is 2. Of each window, *max pooling* keeps the largest number: the outlined
# one. Walk through the map on the right, and a sentence below says how each number comes about.
#
# **Predict** before you touch anything:
#
# - Make the stride 1. Will the pooled map be larger or smaller?
# - Make the window 3 and leave the stride at 2. Is there anything that no window reaches?
# - Set both back to 2, and move the shift to 1. Will the pooled map move along, stay as it is, or neither?
#
# Type over any number to see what it does.

# %%
PoolingGrid(
    np.array(
        [
            [0, 2, 1, 0, 3, 0],
            [1, 0, 5, 2, 0, 1],
            [4, 0, 0, 1, 2, 0],
            [0, 1, 6, 0, 0, 2],
            [2, 0, 0, 3, 7, 0],
            [0, 3, 1, 0, 0, 1],
        ]
    )
)

# %% [markdown]
# With stride 1 the windows overlap, and there are more of them. A window of 3 with a stride of 2 stands in 2 places on
# 6 pixels, and the last row and column are left over. And the shift? Some numbers stay, some change: that is what the
# end of this notebook is about.

# %% [markdown]
# ## By hand
#
# **Your turn (optional).** Pool this map with windows of 2 × 2 and stride 2: `largest` is what max pooling gives,
# `averages` what *average pooling* gives, four numbers each, in reading order (top left, top right, bottom left, bottom
# right). Then take stride 1 instead: `middle` is what max pooling gives for the window in the middle of the map.

# %%
small_arrays({"the map": np.array([[1, 3, 0, 2], [6, 2, 4, 2], [0, 1, 7, 6], [2, 9, 3, 8]])})

# %% answer="pooling-by-hand"
largest = ...
averages = ...
middle = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
largest = (6, 4, 9, 8)
averages = (3, 2, 3, 6)
middle = 7
### END SOLUTION

# %% check="pooling-by-hand"

# %% [markdown]
# ## Pool a map
#
# **Your turn.** Write it for any map (rows, columns), window, stride and kind: `"max"`, `"average"`, or `"sum"`, which
# adds the numbers of a window up. Only whole windows count; what is left over at the right and at the bottom is
# dropped. How many places there are on a side you know from [Geometry](04-geometry.ipynb).


# %% answer="pooling-map"
def pool(image, size, stride, kind):
    """The pooled map, (rows, columns). Windows of size × size, `stride` apart; kind: "max", "average" or "sum"."""
    ### BEGIN SOLUTION
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    result = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            window = image[top : top + size, left : left + size]
            if kind == "max":
                result[row, column] = window.max()
            elif kind == "average":
                result[row, column] = window.mean()
            else:
                result[row, column] = window.sum()
    return result
    ### END SOLUTION


# %% check="pooling-map"

# %% [markdown]
# Now on a real map: edges of the boat after ReLU, pooled in windows of 4 × 4. **Predict:** in which of the three will
# thin lines be just as strong as before? And how do average and sum differ?

# %%
if solved("pooling-map"):
    small_boat = photo("boat", grey=True, shrink=2)
    edges = np.maximum(slide(small_boat, KERNELS["edge c"]), 0)
    pooled = {kind: pool(edges, 4, 4, kind) for kind in ("max", "average", "sum")}
    row = {"before": edges, **pooled}
    display(map_rows([row], shows="the outlines of a boat and a bridge", white=edges.max()))
    print(f"numbers before: {edges.size:,}, after: {pooled['max'].size}; {edges.size / pooled['max'].size:.1f} for 1")
    print(
        "sum / average:",
        np.unique((pooled["sum"][pooled["average"] > 0] / pooled["average"][pooled["average"] > 0]).round(6)),
    )

# %% [markdown]
# All four are drawn on one scale: 0 is black, the largest number before pooling is white, and so is everything above
# it. Max pooling keeps the strongest answer in each window, so thin lines survive in full. The average spreads them
# over the whole window, and they fade. The sum is the average times the number of pixels, so it is the brightest, and
# much of it lies beyond the scale.
#
# What is lost? One number stands where sixteen were. Max pooling forgets the fifteen others, and where in the window
# the largest one was; average and sum forget how the total was shared out. These two maps differ a lot, and by the
# maximum nobody can tell one from the other:

# %%
if solved("pooling-map"):
    one = np.array([[9.0, 0, 0, 0], [0, 0, 0, 0]])
    other = np.array([[7.0, 8, 0, 0], [5, 9, 0, 0]])
    for kind in ("max", "average", "sum"):
        print(f"{kind:8}", pool(one, 2, 2, kind).tolist(), pool(other, 2, 2, kind).tolist())

# %% [markdown]
# ## What no window reaches
#
# Whole windows only: that can leave rows and columns over at the edge. And where the stride is larger than the window,
# there are gaps between the windows as well.
#
# **Your turn.** Say for every pixel whether it is unseen: an array of True (in no window) and False.


# %% answer="pooling-unseen"
def unseen(rows, columns, size, stride):
    """True for every pixel that no whole window reaches, False for the others: an array of shape (rows, columns)."""
    ### BEGIN SOLUTION
    result = np.ones((rows, columns), dtype=bool)
    for top in range(0, rows - size + 1, stride):
        for left in range(0, columns - size + 1, stride):
            result[top : top + size, left : left + size] = False
    return result
    ### END SOLUTION


# %% check="pooling-unseen"

# %% [markdown]
# The network of lesson [10](10-lenet.ipynb) pools maps of 7 × 7 with windows of 3 and stride 3. **Predict** how many of
# the 49 numbers it never looks at.

# %%
if solved("pooling-unseen"):
    blind = unseen(7, 7, 3, 3)
    display(
        small_arrays(
            {
                "7 × 7, windows of 3, stride 3": blind.astype(int),
                "windows of 2, stride 3": unseen(7, 7, 2, 3).astype(int),
            }
        )
    )
    print(f"{blind.sum()} of {blind.size} are unseen, {blind.mean():.0%}")

# %% [markdown]
# More than a quarter: one row and one column are soon a lot on a small map.

# %% [markdown]
# ## Three maps in, three maps out
#
# A layer has many maps, and pooling treats each by itself: as many maps come out as went in. Pictures come in a
# [*batch*](glossary.md#batch), several at a time, and what becomes of one must not depend on its neighbours there. So
# of the four axes (images, rows, columns, channels) the window slides over two.
#
# **Your turn.** Max pooling for a whole layer. You may use your own `pool`, or cut the window out of all maps at once.


# %% answer="pooling-layer"
def max_pool(maps, size, stride):
    """The pooled maps. maps: (images, rows, columns, channels), and so is the result, with fewer rows and columns."""
    ### BEGIN SOLUTION
    images, height, width, channels = maps.shape
    rows = (height - size) // stride + 1
    columns = (width - size) // stride + 1
    result = np.zeros((images, rows, columns, channels))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            window = maps[:, top : top + size, left : left + size]
            result[:, row, column] = window.max(axis=(1, 2))
    return result
    ### END SOLUTION


# %% check="pooling-layer"

# %% [markdown]
# Three maps of the boat, each by another kernel: upright edges, level edges, and whatever is bright. Beside them the
# three pooled maps. Walk through one of those: framed is where its number comes from in all three. Then choose *across
# the maps*, which takes the largest over the channels as well. Each map has a scale of its own, whose ends stand below
# it. **Predict:** how many maps come out, and what can nobody tell from them?

# %%
if solved("pooling-layer"):
    kernels = {"upright edges": "Sobel x", "level edges": "Sobel y", "brightness": "box blur"}
    small_boat = photo("boat", grey=True, shrink=2)
    three = np.stack([np.maximum(slide(small_boat, KERNELS[kernel]), 0) for kernel in kernels.values()], axis=-1)
    after = max_pool(three[np.newaxis], 4, 4)[0]
    print(f"your layer: {three.shape} -> {after.shape}; the largest across its channels: {after.max(axis=2).shape}")
    display(ChannelPooling(three, names=list(kernels), size=4))

# %% [markdown]
# Each pooled map still answers one question: where are upright edges, where level ones? Across the channels only one
# answer is left, and nobody can say to which question.

# %% [markdown]
# ## The trap of zero padding
#
# A pooling layer can be [padded](glossary.md#padding), so that windows at the edge have enough cells. For a
# convolution one pads with 0. But a map need not be positive: after tanh, or before any activation, it has negative
# numbers.
#
# **Predict:** every number on a map is negative, and it is padded with zeros. What does max pooling give for a window
# at the edge?
#
# **Your turn.** Pad in such a way that no cell of the padding can ever win. Your `pool` from above may do the rest.


# %% answer="pooling-padding"
def padded_max_pool(image, size, stride, padding):
    """Max pooling of a map (rows, columns) with `padding` cells around it that never win; padding < size."""
    ### BEGIN SOLUTION
    padded = np.pad(image, padding, constant_values=-np.inf)
    return pool(padded, size, stride, "max")
    ### END SOLUTION


# %% check="pooling-padding"

# %%
if solved("pooling-padding") and solved("pooling-map"):
    negative = np.array([[-3.0, -1, -4, -1], [-5, -9, -2, -6], [-5, -3, -5, -8], [-9, -7, -9, -3]])
    with_zeros = pool(np.pad(negative, 1), 3, 2, "max")
    display(small_arrays({"map": negative, "padded with 0": with_zeros, "yours": padded_max_pool(negative, 3, 2, 1)}))

# %% [markdown]
# With zeros, whatever touches the edge becomes 0: a number that was nowhere on the map. Keras pads max pooling with −∞
# too, and in average pooling it leaves the padding out of the count.

# %% [markdown]
# ## Where the maximum was
#
# Max pooling forgets where in its window each maximum stood. Training needs to know: only the winner had a say in the
# result, so only the winner will be told how to change (you will do that in lesson 08).
#
# **Predict.** With windows of 2 × 2 side by side, which share of the numbers has a say?
#
# **Your turn.** For each window, the row and the column of its largest number *on the map*. Of equal numbers the first
# in reading order wins. `window.argmax()` counts in reading order within the window.


# %% answer="pooling-winners"
def winners(image, size, stride):
    """Rows and columns of the winners: an array (rows, columns, 2) of whole numbers; the last axis is row, column."""
    ### BEGIN SOLUTION
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    result = np.zeros((rows, columns, 2), dtype=int)
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            window = image[top : top + size, left : left + size]
            inside = divmod(window.argmax(), size)
            result[row, column] = top + inside[0], left + inside[1]
    return result
    ### END SOLUTION


# %% check="pooling-winners"

# %%
if solved("pooling-winners"):
    digit = digits().x_test[0, 8:24, 8:24, 0]
    places = winners(digit, 2, 2)
    only_winners = np.zeros_like(digit)
    only_winners[places[..., 0], places[..., 1]] = digit[places[..., 0], places[..., 1]]
    display(map_rows([{"a digit's middle": digit, "the winners only": only_winners}], shows="a handwritten digit"))
    print(f"{places[..., 0].size} winners among {digit.size} numbers")

# %% [markdown]
# The right picture is all that max pooling lets through: one number of four, each at its old place. What comes after
# sees even less, for it does not know the places.

# %% [markdown]
# ## The average is a convolution
#
# Average pooling multiplies every number of a window by the same weight and adds up. That is what a filter does: so
# average pooling *is* a convolution, with a stride, and with weights that nobody has to learn.
#
# In a layer, a filter reads all channels, and there is one filter for each map that comes out. The kernels are an array
# (rows, columns, channels, filters). **Predict:** with several channels, many of these weights must be 0. Which?
#
# **Your turn.** Make the kernels with which a convolution of stride `size` does what average pooling does.


# %% answer="pooling-average-kernels"
def average_kernels(size, channels):
    """Kernels (size, size, channels, channels) with which a convolution averages every map by itself."""
    ### BEGIN SOLUTION
    kernels = np.zeros((size, size, channels, channels))
    for channel in range(channels):
        kernels[:, :, channel, channel] = 1 / size**2
    return kernels
    ### END SOLUTION


# %% check="pooling-average-kernels"

# %% [markdown]
# Put to the test on three maps, against your own `pool`. The convolution is written in one line here: for every window
# (r, c), sum over its channels d, rows i and columns j, once for each filter f.

# %%
if solved("pooling-average-kernels") and solved("pooling-map"):
    maps = np.random.default_rng(0).normal(size=(12, 12, 3))
    windows = np.lib.stride_tricks.sliding_window_view(maps, (4, 4), axis=(0, 1))[::4, ::4]
    convolved = np.einsum("rcdij,ijdf->rcf", windows, average_kernels(4, 3))
    averaged = np.stack([pool(maps[:, :, channel], 4, 4, "average") for channel in range(3)], axis=-1)
    print(f"largest difference: {np.abs(convolved - averaged).max():.1e}")
    print("weights:", average_kernels(4, 3).size, "of which not 0:", np.count_nonzero(average_kernels(4, 3)))

# %% [markdown]
# A filter that reads one channel only is called *depthwise*. For the maximum there is no such kernel: it is no sum of
# products, whatever the weights. It is a bend, like ReLU.

# %% [markdown]
# ## Does it matter where the edge is?
#
# It is often said that pooling makes a network *invariant*: move the picture, and nothing changes
# ([invariance](glossary.md#invariance)). That is half of the truth, and you can find the other half yourself.
#
# **Your turn.** Think of two small maps that are moved by one pixel to the right, and pooled by the maximum, with
# windows of 2 × 2 and stride 2, before and after. `stays` is a map whose pooled map is the same both times, and not 0
# everywhere; `changes` is one whose pooled map is not the same. Give them an even number of rows and columns, 8 at
# most, with a last column of zeros, so that nothing falls over the edge. The grid at the top is a good place to try
# things out.

# %% answer="pooling-counterexample"
stays = ...
changes = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
stays = np.array([[5, 0, 0, 0], [0, 0, 0, 0]])
changes = np.array([[0, 5, 0, 0], [0, 0, 0, 0]])
### END SOLUTION

# %% check="pooling-counterexample"

# %% [markdown]
# So pooling is invariant to *some* small shifts: those that keep each winner in its window. When one crosses over, the
# pooled map changes, unless an equal one takes its place. And when the picture moves by exactly one stride, every
# window sees what its neighbour saw: the pooled map is the old one, moved by one cell. That is
# [*equivariance*](glossary.md#equivariance), and a convolution with stride 1 has it for every shift, apart from the
# border.
#
# **Your turn.** Three questions that you can work out, and one guess. The network of lesson 10 has two poolings, one
# of stride 2, then one of stride 3; its convolutions have stride 1.
#
# - `after_one_pooling`: a picture moves 2 pixels to the right. By how many cells does its map move after one pooling of
#   stride 2?
# - `after_two_poolings`: it moves 8 pixels. By how many cells, after two poolings of stride 2 each?
# - `in_the_network`: by how many pixels must a picture move for the *last* pooled map of that network to move by one
#   cell?
# - `fewer_than_half`: that network was trained on digits that stand in the middle, and reads more than 95 of 100. How
#   many pixels to the right must the digits be moved until it reads fewer than half of them? Guess first; the next cell
#   measures.

# %% answer="pooling-shift"
after_one_pooling = ...
after_two_poolings = ...
in_the_network = ...
fewer_than_half = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
after_one_pooling = 1
after_two_poolings = 2
in_the_network = 6
fewer_than_half = 5
### END SOLUTION

# %% check="pooling-shift"

# %% [markdown]
# Here is the measurement: the trained network's 27,226 parameters come with the course, and each of 1,000 digits that
# it has never seen, the *test digits*, is moved and read again. Move the slider, and choose other digits.

# %%
if guessed("pooling-shift"):
    images = digits()
    shifts = range(-5, 6)
    measured = share_right(images.x_test, images.y_test, shifts=shifts)
    display(
        ShiftCurve(
            images.x_test[:8, :, :, 0],
            images.y_test[:8],
            probabilities=np.stack([probabilities(shift(images.x_test[:8], right)) for right in shifts], axis=1),
            shifts=shifts,
            share_right=measured,
        )
    )

# %%
if guessed("pooling-shift"):
    cut_off = [
        np.mean(shift(images.x_test, right).sum(axis=(1, 2, 3)) < images.x_test.sum(axis=(1, 2, 3)) - 1e-3)
        for right in shifts
    ]
    rows = [(right, f"{share:.1%}", f"{cut:.1%}") for right, share, cut in zip(shifts, measured, cut_off, strict=True)]
    display(
        Table(
            caption="Test digits moved to the right (below 0: to the left)",
            headings=("pixels", "read correctly", "digits with some ink over the edge"),
            rows=rows,
        )
    )

# %% [markdown]
# One pixel does little harm: that much the poolings forgive. A few more, and the network is lost, although every digit
# is as legible as before, and hardly any ink has gone over the edge. Two poolings have not made it invariant. What
# helps is to train it with digits that stand in many places.
#
# Size is another matter again. Neither convolution nor pooling is made for it: a digit twice as large has edges twice
# as long in places twice as far apart, and fits neither the kernels nor the windows. A network learns sizes from
# examples, or not at all.

# %% [markdown]
# ## Why pool, then?
#
# Because less is left to compute and to learn. Here is what the first Dense layer of that network would need if nothing
# were pooled. **Predict:** ten times the parameters, or a hundred times?

# %%
for name, numbers in (("with both poolings", 2 * 2 * 16), ("without", (32 - 5 + 1 - 8 + 1) ** 2 * 16)):
    print(f"{name}: {numbers:,} numbers go in, {numbers * 120 + 120:,} parameters")

# %% [markdown]
# More than a hundred times. Fewer parameters are quicker to train, and they curb
# [*overfitting*](glossary.md#overfitting): learning the training pictures by heart rather than what they have in
# common. And a map that is a little coarser is more robust to *small* distortions: a stroke a little thicker, a corner
# a pixel further on.

# %% [markdown]
# ## What you have done
#
# - A pooling window keeps the largest, the average or the sum of what it sees. It has no weights to learn, treats every
#   map by itself, and drops what no whole window reaches.
# - Average pooling is a convolution with fixed weights, max pooling is not. Its padding must be −∞, never 0.
# - Convolution with stride 1 is equivariant. Pooling is invariant to some small shifts only, and nothing here is
#   invariant to size.
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [Non-linearity](05-non-linearity.ipynb). **Next:** [Dense and softmax](07-dense-and-softmax.ipynb),
# where features become probabilities.
#
# **To read on:** Y-Lan Boureau, Jean Ponce and Yann LeCun, "A Theoretical Analysis of Feature Pooling in Visual
# Recognition" (2010), on maximum against average; Jost Tobias Springenberg and others, "Striving for Simplicity: The
# All Convolutional Net" (2015), which does without pooling; Richard Zhang, "Making Convolutional Networks
# Shift-Invariant Again" (2019), on why they are not and what can be done.

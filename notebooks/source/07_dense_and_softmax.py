# %% [markdown]
# # Dense and softmax: from maps to an answer
#
# Convolutions and pooling have made small maps of a picture. Nobody wants maps: one wants an answer, and to know how
# sure it is. Two short steps lead there. The first adds up what all maps together say for each answer. The second turns
# these sums into probabilities.
#
# At the end of this notebook you will be able to
#
# - say where each cell of a stack of maps lands when they are laid out in one row, and find the way back;
# - write a Dense layer, and show that it is a convolution in disguise;
# - turn scores into probabilities, without overflow, hot or cold;
# - say what a network's "92%" means and what it does not mean.
#
# **Time:** about an hour and a quarter of yours (an estimate). The computer's share is a few seconds.
#
# **What you need:** [Pooling](06-pooling.ipynb), and with it maps and channels. From [Geometry](04-geometry.ipynb) that
# a kernel has as many channels as its picture, from [Non-linearity](05-non-linearity.ipynb) that two linear steps in a
# row are one. From school: e to the power of x.

# %%
import numpy as np

from course.data import digits
from course.guard import solved
from course.last_layers import FIELD, JUMP, MAPS_SHAPE, last_maps, one_dense_layer
from course.pictures.contribution_bars import ContributionBars
from course.pictures.digits import honest_choice, verdicts
from course.pictures.logit_bars import LogitBars
from course.pictures.probability_bars import bars_side_by_side, probability_bars
from course.pictures.sliding_detector import SlidingDetector, three_digits
from course.table import Table

# %% [markdown]
# ## Scores to play with
#
# Say a network knows four things: dog, cat, boat, bird. For a picture it gives each of them a *score*: the more speaks
# for it, the higher. A score may be any number, negative ones too. In networks it is called a
# [*logit*](glossary.md#logit). The four below are made up.
#
# Scores are hard to judge. Is 4 against 1.5 clear or close? So they are turned into probabilities: numbers between 0
# and 1, together exactly 1. The rule that does it is called [*softmax*](glossary.md#softmax), and you will write it
# yourself further down.
#
# **Predict** before you touch anything:
#
# - You raise the boat's score by 1. Does only the boat's bar change?
# - You raise *all* scores by 1. Which bars change now?
#
# Then try: move the sliders, and press **All scores + 1**. Leave **Temperature** and **Softmax twice** alone for now.

# %%
LogitBars([1, 1.5, 4, 0.5], ["dog", "cat", "boat", "bird"])

# %% [markdown]
# The bars share one whole, so what one wins the others lose. And only *differences* between scores count: the same
# added to all of them changes nothing.
#
# Where do scores come from? From maps. We begin there.

# %% [markdown]
# ## One long row
#
# All maps of a picture lie in one array: rows, columns, channels. The step that is to weigh them wants a plain row of
# numbers. Laying them out is called [*flatten*](glossary.md#flatten), in NumPy `array.reshape(-1)`. Nothing is
# computed, the numbers only stand elsewhere. But *where*?
#
# NumPy and Keras go through the array as you read a text: the **last** axis changes at every step, the first one last.
# So it begins with all channels of the upper left cell, then all channels of the cell to its right, and so on to the
# end of the row; then the next row. Here is a small stack, 2 rows of 2 cells with 3 channels, in which every number
# says where it stands: 102 is row 1, column 0, channel 2.

# %%
row, column, channel = np.indices((2, 2, 3))
small = 100 * row + 10 * column + channel
for number in range(3):
    print(f"channel {number}:", small[:, :, number].tolist())
print("flattened:", " ".join(f"{number:03}" for number in small.reshape(-1)))

# %% [markdown]
# **Predict.** A stack has 2 rows, 3 columns and 4 channels.
#
# 1. How many numbers has its flat row?
# 2. At which position does row 1, column 0, channel 3 land? Positions are counted from 0.
# 3. A cell stands at some position. How many positions further on stands the cell *below* it (same column, same
#    channel)?

# %% answer="dense-places"
length = ...
position = ...
below = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
length = 24
position = 15
below = 12
### END SOLUTION

# %% check="dense-places"

# %% [markdown]
# Now see it.

# %%
row, column, channel = np.indices((2, 3, 4))
flat = (100 * row + 10 * column + channel).reshape(-1)
for start in range(0, 24, 12):
    print(f"from position {start:2}:", " ".join(f"{number:03}" for number in flat[start : start + 12]))

# %% [markdown]
# The neighbour below is far away: the flat row has forgotten what lay beside what. For the next step that does not
# matter, as long as the order is always the same. It does matter to whoever takes weights from one program to another:
# some keep the channels *first*, and so flatten in another order. Everything still runs, and the answers are nonsense.
#
# **Your turn (optional).** The way back: which row, column and channel did the number at `position` come from? In
# Python `//` divides and drops the rest, and `%` gives the rest.


# %% answer="dense-came-from"
def came_from(position, shape):
    """The row, column and channel that land at `position` of the flat row: three whole numbers.

    position: counted from 0; shape: (rows, columns, channels).
    """
    ### BEGIN SOLUTION
    _, columns, channels = shape
    cell = position // channels
    return cell // columns, cell % columns, position % channels
    ### END SOLUTION


# %% check="dense-came-from"

# %% [markdown]
# ## Dense: everything with everything
#
# In a [*Dense*](glossary.md#dense) layer every number that comes out is made from **all** numbers that go in. Each has
# a [*unit*](glossary.md#unit) of its own, with one weight for every input and one bias: multiply, add up, add the bias.
# You know that from the window of a convolution. Here the window is the whole row. The layer is also called *fully
# connected*.
#
# With NumPy it is one product of matrices. `x` has a row for each image, `weights` a column for each unit:
#
# | array | shape |
# |---|---|
# | `x` | (images, inputs) |
# | `weights` | (inputs, units) |
# | `biases` | (units,) |
# | result | (images, units) |
#
# **Predict.** 64 numbers go in, 10 come out. How many weights and biases is that together?
#
# **Your turn.** Write the layer. One line is enough.


# %% answer="dense-layer"
def dense(x, weights, biases):
    """What a Dense layer makes of each image: (images, units).

    x: (images, inputs); weights: (inputs, units); biases: (units,).
    """
    ### BEGIN SOLUTION
    return x @ weights + biases
    ### END SOLUTION


# %% check="dense-layer"

# %% [markdown]
# Now a real one. With this course comes a network that has learnt to read handwritten digits (in
# [LeNet](10-lenet.ipynb) you will build it yourself). Up to its flatten it makes 16 maps of 2 × 2 cells. After that it
# has three Dense layers with nothing between them that bends. You proved in
# [Non-linearity](05-non-linearity.ipynb) that three such layers are one, and as one we take them here.

# %%
images = digits()
maps = last_maps(images.x_test)
weights, biases = one_dense_layer()
print("test pictures   ", images.x_test.shape)
print("last maps       ", maps.shape)
print("weights, biases ", weights.shape, biases.shape, "together", weights.size + biases.size)

if solved("dense-layer"):
    scores = dense(maps.reshape(len(maps), -1), weights, biases)
    print("scores          ", scores.shape)
    print("of a picture with a", images.y_test[2], "the scores of 0 to 9 are", scores[2].round(1).tolist())

# %% [markdown]
# The highest score stands at 4, and a 4 it is. Let us take that score apart. It is a sum of 64 products, number times
# weight, and each of them speaks for the 4 or against it.
#
# **Predict.** Does one cell decide, or do many say a little? And is there anything in this picture that speaks for a 9?
#
# Choose a position in the row, and see the cell that it came from and the pixels that this cell looks at (24 × 24 of
# them, its [receptive field](glossary.md#receptive-field)). Then choose the score of another digit: the numbers stay,
# the weights change.

# %%
names = [str(digit) for digit in range(10)]
ContributionBars(
    images.x_test[2, :, :, 0],
    maps[2],
    weights,
    biases,
    class_names=names,
    unit=4,
    jump=JUMP,
    field=FIELD,
    shows="a handwritten 4, white on black",
)

# %% [markdown]
# No single cell decides. Many speak for the 4, some against it, and the sum settles it. For the 9, which comes second,
# there is much on both sides. For the others the two sides about cancel, or what speaks against them wins.
#
# The three strongest, if you have written `came_from`:

# %%
if solved("dense-came-from"):
    products = maps[2].reshape(-1) * weights[:, 4]
    for place in np.argsort(-products)[:3]:
        row, column, channel = came_from(int(place), MAPS_SHAPE)
        print(f"+{products[place]:.2f} from row {row}, column {column}, channel {channel}")

# %% [markdown]
# ## A Dense layer is a convolution
#
# A window that is as large as the map has exactly one place to stand. All numbers lie under it, each gets multiplied
# by a weight, and all are added up: that is a unit of a Dense layer. So a Dense layer after a flatten is a convolution
# without padding, whose kernels are as large as the map. The units are its filters.
#
# It takes no new weights. They only have to be put where their numbers lie.
#
# **Predict.** `weights` is (64, 10) and the maps are 2 × 2 × 16. What shape have the kernels, in Keras' order?
#
# **Your turn.** Remember the order in which flatten went through the maps.


# %% answer="dense-convolution"
def as_kernels(weights, map_shape):
    """The kernels that do on the maps what the Dense layer does on the flat row.

    weights: (rows x columns x channels, units); map_shape: (rows, columns, channels).
    Returns (rows, columns, channels, units).
    """
    ### BEGIN SOLUTION
    rows, columns, channels = map_shape
    return weights.reshape(rows, columns, channels, weights.shape[1])
    ### END SOLUTION


# %% check="dense-convolution"

# %%
if solved("dense-convolution") and solved("dense-layer"):
    kernels = as_kernels(weights, MAPS_SHAPE)
    by_convolution = (maps[2][..., np.newaxis] * kernels).sum(axis=(0, 1, 2)) + biases
    print("largest difference to the Dense layer:", f"{np.abs(by_convolution - scores[2]).max():.0e}")

# %% [markdown]
# A rounding error, no more. What is that good for? A flat row has one fixed length, so a network with a Dense layer
# takes pictures of one size only. A kernel does not mind: on a wider picture the maps are wider, and it **slides**.
# The network then reads at every place, and most of the work is shared between neighbouring places.
#
# You will see it do so as soon as its scores are probabilities.

# %% [markdown]
# ## Softmax: scores become probabilities
#
# A probability must not be negative, and all of them together have to be 1. Softmax reaches both in two steps:
#
# 1. e to the power of each score. That is positive, even for a negative score, and a higher score gives more.
# 2. Divide each by the sum of all.
#
# With the four scores from above:

# %%
four = np.array([1, 1.5, 4, 0.5])
powers = np.exp(four)
rows = [
    (name, f"{score:g}", f"{power:.2f}", f"{power / powers.sum():.3f}")
    for name, score, power in zip(["dog", "cat", "boat", "bird"], four, powers, strict=True)
]
Table(
    caption="Softmax, step by step",
    headings=("class", "score", "e to the score", "divided by the sum"),
    rows=rows,
    total=("together", "", f"{powers.sum():.2f}", f"{(powers / powers.sum()).sum():.3f}"),
)

# %% [markdown]
# One more in a score makes its power e times as large, which is 2.72 times, wherever the score stood before. One more
# in *all* scores makes all powers e times as large, and their sum too: it cancels out. That is why only differences
# count.
#
# There is a trap. e to the power of 1000 is too large for a computer's number. It becomes infinity, and infinity
# divided by infinity is `nan`, *not a number*. That is an [*overflow*](glossary.md#overflow). You have just seen the
# way out: the same may be taken away from all scores, and nothing changes. **Predict** which number to take away, so
# that no power can ever overflow.

# %%
with np.errstate(over="ignore", invalid="ignore"):  # NumPy would warn, with good reason
    huge = np.exp(np.array([1000.0, 999.0]))
    print("powers:       ", huge)
    print("divided:      ", huge / huge.sum())

# %% [markdown]
# **Your turn.** `logits` may have any number of axes; the classes are the **last** one, and along it the sum must be 1.
# With `keepdims=True`, `max` and `sum` leave one number beside each row, so that shapes fit.


# %% answer="softmax-stable"
def softmax(logits):
    """Probabilities along the last axis, of the same shape as `logits`: (..., classes). Never nan."""
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return powers / powers.sum(axis=-1, keepdims=True)
    ### END SOLUTION


# %% check="softmax-stable"

# %% [markdown]
# First the 4 from above: ten bars, and their sum. In brackets its scores.

# %%
if solved("softmax-stable") and solved("dense-layer"):
    probabilities = softmax(scores)
    of_the_four = images.x_test[2, :, :, 0]
    display(probability_bars(probabilities[2], names, scores=scores[2].round(1), image=of_the_four))

# %% [markdown]
# And what does it say of twelve others? Nine are drawn at random, three are chosen because it gets them wrong.
# **Predict:** how sure is it where it is wrong?

# %%
if solved("softmax-stable") and solved("dense-layer"):
    chosen = honest_choice(probabilities.argmax(axis=1) == images.y_test)
    display(verdicts(images.x_test[chosen], images.y_test[chosen], probabilities[chosen]))

# %% [markdown]
# On these three it is less sure than on the nine others, and yet it gives a wrong digit more than half of the whole.
#
# Three things that are often told wrongly:
#
# - **The probabilities are not weights.** They are computed anew for each picture, *with* the weights, which training
#   has fixed.
# - **Softmax is not the only way to end.** Another classifier can take the flat row in its place, such as a support
#   vector machine (SVM). An SVM has no softmax: it gives scores, and the highest wins.
# - **90% is not a promise.** The bars add up to 1 by construction. Whether nine of ten answers given with 90% are
#   right is another question, and only a count on new pictures can tell.
#
# Here is such a count.

# %%
if solved("softmax-stable") and solved("dense-layer"):
    surest = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == images.y_test
    counted = []
    for name, low, high in (("below 70%", 0, 0.7), ("to 90%", 0.7, 0.9), ("to 99%", 0.9, 0.99), ("above", 0.99, 2)):
        here = (surest >= low) & (surest < high)
        said, true = 100 * surest[here].mean(), 100 * right[here].mean()
        counted.append((name, int(here.sum()), f"{said:.1f}%", f"{true:.1f}%"))
    display(
        Table(
            caption="1,000 test digits, by how sure the network was",
            headings=("sure", "pictures", "said, on average", "were right"),
            rows=counted,
        )
    )

# %% [markdown]
# Compare the last two columns: where the network is unsure, it is right less often than it says.

# %% [markdown]
# ## Sliding over a canvas
#
# Now the promise from above: a Dense layer that slides, as the convolution that it is. Here are three of the test
# digits, a 4, a 1 and a 2, on one canvas. Its maps are larger, and the kernels slide over them.
#
# **Predict** before you run the cell: what will the network say *between* two digits, where only parts of them lie in
# the window? And what of a window in which there is nothing at all?
#
# Then find out. Click on the canvas, or walk to it with the Tab key; move the window with the arrow keys, or drag it.
# The corner at the upper right is empty. **Next peak** takes you to the next place where the network is surer than all
# around it.

# %%
canvas = three_digits()
canvas_maps = last_maps(canvas[np.newaxis, :, :, np.newaxis])[0]
print("maps of the canvas:", canvas_maps.shape)

if solved("dense-convolution") and solved("softmax-stable"):
    kernels = as_kernels(weights, MAPS_SHAPE)
    canvas_scores = np.empty((canvas_maps.shape[0] - 1, canvas_maps.shape[1] - 1, 10))
    for row, column in np.ndindex(canvas_scores.shape[:2]):
        window = canvas_maps[row : row + 2, column : column + 2, :, np.newaxis]
        canvas_scores[row, column] = (window * kernels).sum(axis=(0, 1, 2)) + biases
    display(SlidingDetector(canvas, softmax(canvas_scores), place=(18, 0)))

# %% [markdown]
# The map below the canvas holds what your kernels and your softmax made of it, 6 pixels apart; the bars follow every
# pixel.
#
# There are seven peaks. At three of them a digit lies in the middle of the window, and nowhere else on the map is the
# network as sure. At the other four it sees parts of digits. Twice it says 7 there, once with 97%, and there is no 7
# on the canvas. Even of the empty window it says something: a 1, though with 22% only. It has ten answers and no
# eleventh that says "there is nothing here". Its probabilities always add up to 1, whatever it is shown.

# %% [markdown]
# ## Hot and cold
#
# All scores can be divided by a number before softmax: the [*temperature*](glossary.md#temperature). At 1 nothing
# changes.
#
# **Predict.** What does a high temperature do to the bars, what does a low one? Can it change which class is ahead?
# Go back to the sliders at the top, or run this:

# %%
LogitBars([1, 1.5, 4, 0.5], ["dog", "cat", "boat", "bird"], temperature=4)

# %% [markdown]
# Heat brings the scores close together: in the end all classes are alike. Cold pulls them apart: in the end the first
# takes all. The order never changes.
#
# **Your turn.** You may use your `softmax`.


# %% answer="softmax-temperature"
def softmax_at(logits, temperature):
    """Probabilities along the last axis, at a temperature above 0. logits: (..., classes)."""
    ### BEGIN SOLUTION
    return softmax(logits / temperature)
    ### END SOLUTION


# %% check="softmax-temperature"

# %% [markdown]
# A real case: of all the test digits, this is the one of which the network is least sure.

# %%
if solved("softmax-temperature") and solved("softmax-stable") and solved("dense-layer"):
    unsure = int(probabilities.max(axis=1).argmin())
    print("it is a", images.y_test[unsure])
    display(probability_bars(probabilities[unsure], names, image=images.x_test[unsure, :, :, 0]))
    at = {f"temperature {t:g}": softmax_at(scores[unsure], t) for t in (0.25, 1, 4)}
    display(bars_side_by_side(at, names))

# %% [markdown]
# A temperature makes nobody wiser. But one above 1, well chosen, can bring a network's percentages closer to what the
# counts say; and in programs that write text it decides how daring they are.

# %% [markdown]
# ## One-hot: the right answer as a row
#
# To say how wrong a network was, one compares its ten probabilities with the right answer. That comes as a single
# number, the [*label*](glossary.md#label): 4. So it is turned into a row of ten, too: 1 for the right class, 0 for all
# others. That is [*one-hot*](glossary.md#one-hot), and nothing but the probabilities that a network would give if it
# were sure and right.
#
# **Predict** the row for label 0 when there are three classes.
#
# **Your turn.** Write it for several labels at once.


# %% answer="softmax-one-hot"
def one_hot(labels, num_classes):
    """A row for each image, 1 in the column of its label, else 0: (images, num_classes).

    labels: (images,), whole numbers from 0 to num_classes - 1; not every class need be among them.
    """
    ### BEGIN SOLUTION
    result = np.zeros((len(labels), num_classes))
    result[np.arange(len(labels)), labels] = 1
    return result
    ### END SOLUTION


# %% check="softmax-one-hot"

# %%
if solved("softmax-one-hot") and solved("softmax-stable") and solved("dense-layer"):
    wanted = one_hot(images.y_test, 10)
    which = int(probabilities.max(axis=1).argmin())
    print("wanted:        ", wanted[which].astype(int).tolist())
    print("said:          ", probabilities[which].round(2).tolist())
    print("the difference:", (wanted[which] - probabilities[which].round(2)).round(2).tolist())

# %% [markdown]
# The last line says for each class: more of this, less of that. From just this difference a network learns, as you will
# see in the lesson after this one.

# %% [markdown]
# ## The k most probable
#
# A second guess is worth something. Networks that tell a thousand things apart are often judged by whether the right
# one is among their first five: the *top-5* error.
#
# **Predict.** Our network reads about 95 of 100 digits right at the first guess. And with two guesses?
#
# **Your turn.** Of equal probabilities the class with the **smaller number** comes first. (That has to be settled, or
# two right programs give two results.)


# %% answer="softmax-top-k"
def top_k(probabilities, k):
    """The numbers of the k most probable classes of each image, the most probable first: (images, k).

    probabilities: (images, classes). Of equal ones the class with the smaller number comes first.
    """
    ### BEGIN SOLUTION
    order = np.argsort(-probabilities, axis=-1, kind="stable")
    return order[:, :k]
    ### END SOLUTION


# %% check="softmax-top-k"

# %%
if solved("softmax-top-k") and solved("softmax-stable") and solved("dense-layer"):
    for k in (1, 2, 3):
        found = (top_k(probabilities, k) == images.y_test[:, np.newaxis]).any(axis=1)
        print(f"the right digit is among the first {k}: {found.mean():.1%}")

# %% [markdown]
# ## Softmax twice
#
# A mistake that everyone makes once: softmax goes in twice. It runs, and no error says anything.
#
# **Predict**, with paper and a calculator, in whole percent. There are ten classes. One has the score 20, the other
# nine have 0.
#
# 1. How much does the first get after one softmax?
# 2. What comes out goes through a second softmax. How much now?
# 3. A network reads 95 of 100 pictures right: the highest probability stands at the right class. After the second
#    softmax, how many?
# 4. And if softmax follows upon softmax for ever: how much does the first get in the end?

# %% answer="softmax-twice"
once = ...
twice = ...
still_right = ...
forever = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
once = 100
twice = 23
still_right = 95
forever = 10
### END SOLUTION

# %% check="softmax-twice"

# %%
if solved("softmax-twice") and solved("softmax-stable") and solved("dense-layer"):
    again = softmax(probabilities)
    both = {"once": probabilities, "twice": again}
    for title, shares in both.items():
        share_right = (shares.argmax(axis=1) == images.y_test).mean()
        print(f"{title:5}  right {share_right:.1%}, surest on average {shares.max(axis=1).mean():.1%}")
    display(bars_side_by_side({title: shares[2] for title, shares in both.items()}, names))

# %% [markdown]
# Just as many right answers, and yet all sureness is gone. That is why the mistake is so hard to notice, and why it
# hurts: a network that can never say more than 23% is called wrong all the time, even where it is right, and learns
# badly.
#
# In Keras it happens like this. The [*loss*](glossary.md#loss), the number that training makes small, wants
# probabilities. It can also be told `from_logits=True`; then it takes scores, and does the softmax itself, safe from
# overflow. So there are two right pairs, and two wrong ones:
#
# | the network ends in | the loss has | what happens |
# |---|---|---|
# | softmax | nothing (the default) | right |
# | Dense alone | `from_logits=True` | right |
# | softmax | `from_logits=True` | softmax twice |
# | Dense alone | nothing (the default) | scores taken for probabilities |

# %% [markdown]
# ## What you have done
#
# - Flatten lays out maps cell by cell, the channels changing fastest: (row × columns + column) × channels + channel.
# - A Dense layer is `x @ weights + biases`. After a flatten it is a convolution whose kernels are as large as the map,
#   and as such it can slide.
# - Softmax is e to the power of each score, divided by their sum. The largest score is taken away first. Only
#   differences count.
# - Temperature flattens or sharpens, and never changes the order. A second softmax only flattens.
# - Probabilities are made with the trained weights, for each picture anew. Their sum is always 1, even where there is
#   nothing to see.
#
# ## What to try next (optional)
#
# - With two classes, softmax of (x, 0) is the sigmoid of x, which you know from
#   [Non-linearity](05-non-linearity.ipynb). Show it.
# - Find the temperature at which the count above fits best.
# - Show the network something that is no digit: `last_maps(images.x_test[:1] * 0)` is all black. How sure is it?
#
# **Further reading:** John Bridle, *Probabilistic Interpretation of Feedforward Classification Network Outputs* (1990),
# which gave softmax its name. Chuan Guo and others, *On Calibration of Modern Neural Networks* (2017), on percentages
# that promise too much, and on temperature. Jonathan Long and others, *Fully Convolutional Networks for Semantic
# Segmentation* (2015), on Dense layers that slide.
#
# **Before:** [Pooling](06-pooling.ipynb). **Next:** [Loss and gradients](08-loss-and-gradients.ipynb): how wrong is an
# answer, and which way is better? Or see the whole network at once, in [LeNet](10-lenet.ipynb). All words: the
# [glossary](glossary.md).

# %% [markdown]
# # Non-linearity: the bend that makes the difference
#
# Between two convolutions a network does something that looks too simple to matter: it replaces every negative number
# by 0. Leave it out, and a hundred layers can do no more than one. This notebook is about that small step: what it is,
# why nothing works without it, what its rivals are, and how it can go wrong.
#
# At the end of this notebook you will be able to
#
# - write ReLU and its slope, and see on a map what they do;
# - fold two layers that have no bend between them into one, and say how small it is;
# - explain why no linear network can do XOR, and set the weights of a tiny one with ReLU that does;
# - say when sigmoid and tanh go flat, and find units that have died.
#
# **Time:** about an hour and a half of yours (an estimate). The computer's share is a few seconds.
#
# **What you need:** kernels that slide over pictures, as in [Convolution by hand](02-convolution.ipynb), and how
# parameters are counted, as in [Geometry](04-geometry.ipynb). From school: how steep a line is, and eˣ, e to the power
# of x.

# %%
import numpy as np

from course.data import PHOTOS, digits, photo
from course.guard import solved
from course.kernels import KERNELS, slide
from course.pictures.activation_graph import ActivationGraph
from course.pictures.activations import before_and_after, rivals, yes_and_no
from course.pictures.kernels import maps
from course.pictures.small_arrays import small_arrays
from course.table import Table

# %% [markdown]
# ## A map to bend
#
# Below, at the right, is a [*feature map*](glossary.md#feature-map): upright edges of the boat. Red numbers are
# positive (dark on the left, bright on the right), blue ones negative (the other way round). The second map is what is
# left once every number has gone through a function of its own, the [*activation*](glossary.md#activation). Its graph
# is the solid line: a number of the map goes in along x, what comes out is the height.
#
# This activation is [*ReLU*](glossary.md#ReLU), the *rectified linear unit*: what is below 0 becomes 0, everything
# else stays as it is. The bars count the numbers: below the graph those that go in, at its right those that come out.
#
# **Predict** before you touch anything:
#
# - The bias is added to every number first. If it goes down, will more numbers become 0, or fewer?
# - Choose tanh. Can any number come out larger than 1?
#
# Then try: choose, move the sliders, or drag the graph sideways.

# %%
small_boat = photo("boat", grey=True, shrink=2)
edges = slide(small_boat, KERNELS["Sobel x"])
ActivationGraph(edges)

# %% [markdown]
# A lower bias pushes all numbers to the left, across the kink, so more of them become 0. The bias is the threshold:
# how strong must an edge be to be noticed at all? And tanh never leaves the band from −1 to 1.

# %% [markdown]
# ## ReLU by head
#
# **Your turn (optional).** Six numbers go through ReLU: −3, 2, 0, 5, −1, 8. What comes out? Write all six, in brackets,
# with commas between them. And if a bias of 2 is added to each number before ReLU: how many zeros come out then?

# %% answer="nonlinearity-predict"
after_relu = ...
zeros_with_bias = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
after_relu = (0, 2, 0, 5, 0, 8)
zeros_with_bias = 1
### END SOLUTION

# %% check="nonlinearity-predict"

# %% [markdown]
# ReLU looks at every number for itself: *elementwise*. Neighbours do not matter, and the map keeps its shape.
#
# **Your turn.** Write it for arrays of any shape.


# %% answer="nonlinearity-relu"
def relu(values):
    """Every negative number becomes 0, all others stay. values: an array of any shape; it is not changed."""
    ### BEGIN SOLUTION
    return np.maximum(values, 0)
    ### END SOLUTION


# %% check="nonlinearity-relu"

# %% [markdown]
# Now your function on the edges of the boat, for once in greys, as such maps are often printed: mid-grey is 0, **black
# is negative, white is positive**. **Predict:** which of the three will be missing afterwards? And where in the right
# bar chart will the tallest bar stand?

# %%
if solved("nonlinearity-relu"):
    display(before_and_after(edges, relu(edges), largest=1.0))

# %% [markdown]
# No black is left: only 0 and more. All that was negative has moved to the bar at 0, which is the tallest by far. The
# map has lost one of its two kinds of edges. That is less of a loss than it seems, for a network has many filters, and
# another one, with the signs turned round, can look for the other kind.

# %% [markdown]
# ## How steep is it?
#
# A network learns by small steps: each number is nudged a little, to see how the result changes. For that one wants to
# know how steep each activation is: by how much the result grows when x grows by a little, divided by that little. It
# is the [*slope*](glossary.md#slope), or *derivative*. (Learning itself comes in a later notebook.)
#
# On the left half of ReLU nothing changes: its slope is 0. On the right half its slope is 1, for the result grows as
# fast as x. At 0 itself there is a kink, and no slope; any number from 0 to 1 could be argued for. Keras takes 0, and
# so do we.
#
# **Your turn.** Write it, for arrays of any shape.


# %% answer="nonlinearity-derivative"
def relu_slope(values):
    """The slope of ReLU at each of the values, 0 at 0 itself. values: an array of any shape."""
    ### BEGIN SOLUTION
    return (values > 0).astype(float)
    ### END SOLUTION


# %% check="nonlinearity-derivative"

# %% [markdown]
# Measure it: nudge every number of the map by a millionth, and see how much of the nudge comes through.

# %%
if solved("nonlinearity-relu") and solved("nonlinearity-derivative"):
    nudge = 1e-6
    measured = (relu(edges + nudge) - relu(edges)) / nudge
    told = relu_slope(edges)
    print(f"largest difference between measured and told: {np.abs(measured - told).max():.0e}")
    print(f"numbers through which nothing comes:          {np.mean(told == 0):.0%}")

# %% [markdown]
# So half of the numbers pass on every nudge in full, the other half nothing at all. Keep that in mind for the end of
# this notebook.

# %% [markdown]
# ## Why bend at all?
#
# Sliding a kernel is [*linear*](glossary.md#linear), as you saw in the notebook on convolution: sums go to sums,
# multiples to multiples. Two linear steps in a row are one linear step. So what are two convolutions in a row worth,
# with nothing between them?
#
# The same question for a [*Dense layer*](glossary.md#dense). It takes a row of numbers x and makes each number of its
# result from all of them: multiplied by [*weights*](glossary.md#weight), added up, plus a [*bias*](glossary.md#bias).
# For a whole row that is a product of matrices, in Python `@`: `x @ weights + biases`, where column j of `weights`
# holds what the j-th result wants. Each of the results is a [*unit*](glossary.md#unit). From n numbers to m there are
# n × m weights and m biases.
#
# (Strictly, a step with a bias is called *affine*, and *linear* is kept for those without. Everybody says linear, and
# what follows holds for both.)
#
# **Your turn: predict.**
#
# 1. A kernel of 3 × 3 slides over a picture, a second of 3 × 3 over the map. One kernel could do the work of both. How
#    many rows has it (and as many columns)?
# 2. Three Dense layers lead from 64 numbers to 120, to 100, to 10. How many parameters have they, biases counted?
# 3. One Dense layer could do the work of the three. How many parameters has it?

# %% answer="nonlinearity-sizes"
side = ...
three_layers = ...
one_layer = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
side = 5
three_layers = 20910
one_layer = 650
### END SOLUTION

# %% check="nonlinearity-sizes"

# %% [markdown]
# ## Two kernels are one
#
# Why is there such a kernel? The second one adds up neighbouring numbers of the map, each times a weight. And each of
# those is itself what the first kernel gave one place further. So the second kernel adds up **shifted copies of the
# first**: one copy for each of its cells, shifted to that cell, times that cell's weight.
#
# A small example. The first kernel is 1 2, the second is 3 4:
#
# | | | | |
# |---|---|---|---|
# | 3 times the first, not shifted | 3 | 6 | |
# | 4 times the first, shifted by one | | 4 | 8 |
# | **together** | **3** | **10** | **8** |
#
# **Predict** what the two-step and the one-step way give for the row 1 0 2 5, then run.

# %%
row = np.array([[1, 0, 2, 5]])
print("two steps:", slide(slide(row, np.array([[1, 2]])), np.array([[3, 4]])))
print("one step: ", slide(row, np.array([[3, 10, 8]])))

# %% [markdown]
# **Your turn.** Write `one_kernel` for kernels with rows and columns, of any sizes. Both slide as they are, without
# being turned, as in Keras.


# %% answer="nonlinearity-two-kernels"
def one_kernel(first, second):
    """The kernel that gives in one pass what sliding `first` and then `second` gives. Both: (rows, columns)."""
    ### BEGIN SOLUTION
    rows, columns = first.shape
    both = np.zeros((rows + second.shape[0] - 1, columns + second.shape[1] - 1))
    for row in range(second.shape[0]):
        for column in range(second.shape[1]):
            both[row : row + rows, column : column + columns] += second[row, column] * first
    return both
    ### END SOLUTION


# %% check="nonlinearity-two-kernels"

# %% [markdown]
# Blur the boat, then look for level edges; or do both at once.

# %%
if solved("nonlinearity-two-kernels"):
    blur, level = KERNELS["box blur"], KERNELS["Sobel y"]
    both = one_kernel(blur, level)
    two_passes, one_pass = slide(slide(small_boat, blur), level), slide(small_boat, both)
    display(small_arrays({"blur × 9": 9 * blur, "level edges": level, "the one kernel × 9": 9 * both}))
    display(maps(small_boat, {"two passes": two_passes, "one pass": one_pass}, shows=PHOTOS["boat"].shows))
    print(f"largest difference: {np.abs(two_passes - one_pass).max():.0e}")

# %% [markdown]
# You have just done what mathematicians call the *full convolution* of two kernels: every number of the one meets
# every number of the other.
#
# And now with ReLU in between. **Predict:** can there be a kernel that does this in one pass? Here is a test that
# every kernel passes: with all pixels' signs turned round, the map has all signs turned round too.

# %%
if solved("nonlinearity-relu"):
    upright, smooth = KERNELS["Sobel x"], KERNELS["box blur"]

    def straight(picture):
        """Two kernels, nothing between them."""
        return slide(slide(picture, upright), smooth)

    def bent(picture):
        """Two kernels with ReLU between them."""
        return slide(relu(slide(picture, upright)), smooth)

    for name, steps in (("without ReLU", straight), ("with ReLU", bent)):
        missed_by = np.abs(steps(-small_boat) + steps(small_boat)).max()
        print(f"{name + ':':13} the test is missed by {missed_by:.2g} at most")

# %% [markdown]
# With ReLU the two steps fail the test, so no kernel can stand in for them, however large it may be. They can do
# something new: count how much *rising* edge there is in a neighbourhood, without the falling edges cancelling it.

# %% [markdown]
# ## Two Dense layers are one
#
# The same with Dense layers. Two in a row are
#
# (x @ weights_1 + biases_1) @ weights_2 + biases_2
#
# **Your turn.** Multiply out the bracket. What stands beside x is the weights of the one layer; all the rest is its
# biases. Mind the order of the product, and do not lose a bias on the way.


# %% answer="nonlinearity-two-layers"
def one_layer_for_two(weights_1, biases_1, weights_2, biases_2):
    """The weights and the biases of the one Dense layer that does the work of two in a row.

    weights_1: (inputs, hidden), biases_1: (hidden,), weights_2: (hidden, outputs), biases_2: (outputs,).
    """
    ### BEGIN SOLUTION
    weights = weights_1 @ weights_2
    biases = biases_1 @ weights_2 + biases_2
    return weights, biases
    ### END SOLUTION


# %% check="nonlinearity-two-layers"

# %% [markdown]
# The network that you will build in [LeNet](10-lenet.ipynb) ends in three Dense layers, 120, 100 and 10, with nothing
# between them. Here are three such layers with random weights. Fold the first two into one, then that one and the
# third.

# %%
if solved("nonlinearity-two-layers"):
    random = np.random.default_rng(0)
    three = [
        (random.normal(size=(inputs, units)), random.normal(size=units))
        for inputs, units in ((64, 120), (120, 100), (100, 10))
    ]
    weights, biases = one_layer_for_two(*one_layer_for_two(*three[0], *three[1]), *three[2])

    x = random.normal(size=(5, 64))
    step_by_step = x
    for layer_weights, layer_biases in three:
        step_by_step = step_by_step @ layer_weights + layer_biases
    at_once = x @ weights + biases

    print(f"parameters of the three: {sum(w.size + b.size for w, b in three):,}")
    print(f"parameters of the one:   {weights.size + biases.size:,}")
    print(f"largest difference:      {np.abs(at_once / step_by_step - 1).max():.0e} of the result")

# %% [markdown]
# 650 numbers do the work of 20,910. It does not help to add more layers, or wider ones: without a bend between them
# they are one. (They may *train* a little differently. What they can compute is the same.)

# %% [markdown]
# ## XOR: what no straight line can do
#
# Here is the smallest task that needs a bend. Two inputs, each 0 or 1. The answer is yes if **exactly one** of them is
# 1: *exclusive or*, XOR for short. A network says yes with an output above ½ and no with one below.
#
# | first | second | XOR |
# |---|---|---|
# | 0 | 0 | no |
# | 0 | 1 | yes |
# | 1 | 0 | yes |
# | 1 | 1 | no |
#
# **Predict.** The linear network whose output comes as close as possible to 0, 1, 1, 0: what does it answer?

# %%
corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
wanted = np.array([0, 1, 1, 0])
with_ones = np.column_stack([corners, np.ones(4)])  # the column of ones carries the bias
closest = np.linalg.lstsq(with_ones, wanted, rcond=None)[0]
(with_ones @ closest).round(6)

# %% [markdown]
# ½ for everything: it does not know. And no other gets all four right, for in every linear network
#
# output(0, 0) + output(1, 1) = output(0, 1) + output(1, 0),
#
# since both sides hold each weight once and the bias twice. For XOR the left side would have to be below 1, and the
# right side above it. Both at once cannot be.
#
# Now with a bend. Two units with ReLU, called *hidden* because they are neither input nor output, then one output:


# %%
def network(inputs, hidden_weights, hidden_biases, output_weights, output_bias):
    """The outputs for these inputs, (n, 2) -> (n,): two units with ReLU, then a weighted sum."""
    hidden = np.maximum(inputs @ np.array(hidden_weights) + np.array(hidden_biases), 0)
    return hidden @ np.array(output_weights) + output_bias


# %% [markdown]
# **Your turn.** Find weights and biases, by thinking, so that the network does XOR. There are many right answers.
# `hidden_weights` has a row for each input and a column for each unit, `[[1, 2], [3, 4]]` for example; `hidden_biases`
# and `output_weights` are lists of two numbers; `output_bias` is one number.
#
# A way to begin: let the first unit count the ones.

# %% answer="nonlinearity-xor"
hidden_weights = ...
hidden_biases = ...
output_weights = ...
output_bias = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
hidden_weights = [[1, 1], [1, 1]]
hidden_biases = [0, -1]
output_weights = [1, -2]
output_bias = 0
### END SOLUTION

# %% check="nonlinearity-xor"

# %% [markdown]
# Here is your network on the whole plane. On the black line its output is ½.

# %%
if solved("nonlinearity-xor"):
    display(
        yes_and_no(
            lambda inputs: network(inputs, hidden_weights, hidden_biases, output_weights, output_bias),
            wanted=(False, True, True, False),
        )
    )

# %% [markdown]
# A linear network can only cut the plane along one straight line. ReLU lets it fold the plane first; each unit adds a
# fold, and many folds make any outline you like. That is what the bend is good for.

# %% [markdown]
# ## The rivals
#
# ReLU is not the only activation. Three others, with their slopes:
#
# - **leaky ReLU** lets a little of the negative numbers through, here a tenth;
# - **tanh**, the hyperbolic tangent, squeezes everything between −1 and 1;
# - the **[*sigmoid*](glossary.md#sigmoid)**, 1 / (1 + e⁻ˣ), squeezes everything between 0 and 1.
#
# **Predict.** How steep is the sigmoid where it is steepest? Is that more than 1, about 1, or much less?

# %%
rivals()

# %% [markdown]
# Sigmoid and tanh have a convenient property: their slopes follow from what they give. If s is what the sigmoid gives
# at x, its slope there is **s × (1 − s)**. If t is what tanh gives, its slope is **1 − t²**.
#
# Here is a sigmoid that is written with tanh. That is the same function, and it works for numbers of any size, where
# the formula with e⁻ˣ becomes too large for the computer ([overflow](glossary.md#overflow)).


# %%
def sigmoid(values):
    """1 / (1 + e^-x) for each of the values."""
    return (1 + np.tanh(values / 2)) / 2


# %% [markdown]
# **Your turn.** Return two arrays: first the slopes of the sigmoid, then those of tanh (`np.tanh`).


# %% answer="nonlinearity-slopes"
def slopes(values):
    """The slopes of sigmoid and tanh at each of the values: two arrays, in this order."""
    ### BEGIN SOLUTION
    s, t = sigmoid(values), np.tanh(values)
    return s * (1 - s), 1 - t**2
    ### END SOLUTION


# %% check="nonlinearity-slopes"

# %% [markdown]
# Far from 0 both are flat: they are *saturated* ([*saturation*](glossary.md#saturation)). A nudge that arrives there
# does not come out again. That matters when activations follow one another, for slopes in a row are **multiplied**: if
# the first passes on half of a nudge and the second half of that, a quarter is left.
#
# **Your turn (optional): predict.** Whole numbers are wanted.
#
# 1. The steepest slope of the sigmoid is one over what?
# 2. Five sigmoids in a row, each at its steepest: one over what is left of a nudge?
# 3. Five ReLUs in a row, beginning at x = 3: by how much is a nudge multiplied?

# %% answer="nonlinearity-saturation"
steepest_sigmoid_one_over = ...
five_sigmoids_one_over = ...
five_relus = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
steepest_sigmoid_one_over = 4
five_sigmoids_one_over = 1024
five_relus = 1
### END SOLUTION

# %% check="nonlinearity-saturation"

# %% [markdown]
# See what is left of a nudge after one, five, ten and twenty activations in a row, each applied to what the one before
# gave. All begin at x = 1. **Predict:** tanh can have a slope of 1. Will it fare as well as ReLU?

# %%
if solved("nonlinearity-slopes") and solved("nonlinearity-relu") and solved("nonlinearity-derivative"):
    chains = {
        "sigmoid": (sigmoid, lambda x: slopes(x)[0]),
        "tanh": (np.tanh, lambda x: slopes(x)[1]),
        "ReLU": (relu, relu_slope),
    }
    rows = []
    for name, (function, slope) in chains.items():
        x, left, told = np.array([1.0]), 1.0, []
        for step in range(1, 21):
            left *= float(slope(x)[0])
            x = function(x)
            if step in (1, 5, 10, 20):
                told.append(f"{left:.1g}")
        rows.append((name, *told))
    display(Table(caption="What is left of a nudge", headings=("activation", "1", "5", "10", "20"), rows=rows))

# %% [markdown]
# ReLU passes it on in full, as long as the number is positive. tanh is at its best only at 0 itself and loses something
# at every step; the sigmoid loses nearly everything. (`3e-07` is Python's way to write 0.0000003.)
#
# In a deep network such nudges are all that its first layers ever learn from. This is known as the *vanishing gradient*
# (a gradient is many slopes at once), and it is one of the main reasons why ReLU took over: networks with it usually
# learn faster, though not always better. (Real layers have weights between the activations, which make things better or
# worse.)

# %% [markdown]
# ## Dead units
#
# ReLU has a weakness of its own. A unit whose number is below 0 for one picture passes nothing on for that picture: no
# harm done. But if it is below 0 for **every** picture, it gives 0 whatever happens, its slope is 0 every time, and so
# nothing tells it how to change. It is a [*dead unit*](glossary.md#dead-unit), and rarely comes back.
#
# **Your turn.** Count them. `activations` holds what comes out of ReLU; its **last** axis is that of the units. The
# first is that of the pictures; between them there may be rows and columns, for a whole map counts as one unit: all
# its places share one filter.


# %% answer="nonlinearity-dead"
def count_dead(activations):
    """How many units are 0 for every input, at every place.

    activations: (inputs, units) or (inputs, rows, columns, units), numbers from 0 up, as ReLU gives them.
    """
    ### BEGIN SOLUTION
    columns = activations.reshape(-1, activations.shape[-1])
    return (columns == 0).all(axis=0).sum()
    ### END SOLUTION


# %% check="nonlinearity-dead"

# %% [markdown]
# A Dense layer of 100 units with random weights, and 500 handwritten digits. **Predict:** how many units are dead if
# every bias is 0? And at −2?

# %%
if solved("nonlinearity-dead") and solved("nonlinearity-relu"):
    images = digits().x_test[:500].reshape(500, -1)
    weights = np.random.default_rng(1).normal(scale=np.sqrt(2 / 1024), size=(1024, 100))
    for bias in (0, -0.5, -1, -1.5, -2):
        activations = relu(images @ weights + bias)
        print(
            f"bias {bias:4}: {count_dead(activations):3} of 100 units dead,",
            f"{np.mean(activations > 0):6.2%} of all numbers are above 0",
        )

# %% [markdown]
# Many zeros are nothing bad: with a bias of 0 half of all numbers are 0, and no unit is dead, since each has pictures
# of its own to answer to. But a single step in training that pushes the biases down too far, and units may die. That
# is why one starts with biases near 0 and does not learn in steps too large, and why there is a leaky ReLU: it keeps a
# little slope below 0, so a unit can find its way back.

# %% [markdown]
# ## What you have done
#
# - ReLU replaces every negative number by 0, each for itself. Its slope is 0 on the left and 1 on the right.
# - Two linear layers in a row are one: a kernel of 5 × 5 for two of 3 × 3, 650 numbers for 20,910.
# - With one bend two units do XOR, which no linear network can.
# - Sigmoid and tanh go flat far from 0, and their slopes multiply to next to nothing. ReLU passes nudges on in full,
#   but a unit may die.
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [Geometry](04-geometry.ipynb). **Next:** [Pooling](06-pooling.ipynb), which makes the maps smaller.
#
# **To read on:** Vinod Nair and Geoffrey Hinton, "Rectified Linear Units Improve Restricted Boltzmann Machines"
# (2010), which made ReLU popular; Xavier Glorot, Antoine Bordes and Yoshua Bengio, "Deep Sparse Rectifier Neural
# Networks" (2011), on why it learns well; Marvin Minsky and Seymour Papert, *Perceptrons* (1969), on what a network
# without hidden units cannot do; Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning* (2016), whose
# sixth chapter begins with XOR.

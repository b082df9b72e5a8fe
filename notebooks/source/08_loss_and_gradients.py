# %% [markdown]
# # Loss and gradients: how wrong, and which way is better?
#
# A network knows nothing when it is built: its weights are drawn at random. Learning is a loop of five steps.
#
# 1. Draw all weights at random.
# 2. Let the network say what it makes of a picture.
# 3. Measure how wrong that is, with one number.
# 4. Find out for every weight which way makes this number smaller, and move all weights a little that way.
# 5. Repeat 2 to 4 for all pictures to learn from.
#
# This notebook is about steps 3 and 4. At its end you will be able to
#
# - measure how wrong an answer is, in two ways, and say why one of them teaches faster;
# - measure the gradient of any function, with nothing but a nudge;
# - work the gradient out, back through softmax, Dense, ReLU, convolution and max pooling, and prove that it is right;
# - take a step downhill, and see every weight of a small network move.
#
# **Time:** about two and a half hours of yours (an estimate); the part on layers can wait for another day. The
# computer's share is a few seconds.
#
# **What you need:** [softmax and Dense](07-dense-and-softmax.ipynb), [ReLU and slopes](05-non-linearity.ipynb),
# [convolution](02-convolution.ipynb) and [pooling](06-pooling.ipynb). From school: logarithms, and what a slope is.

# %%
import numpy as np

from course import small_network as small
from course.data import digits, photo
from course.guard import solved
from course.kernels import KERNELS, slide
from course.pictures.digits import verdicts
from course.pictures.gradient_step import GradientStep
from course.pictures.small_arrays import small_arrays
from course.table import Table
from course.trained_network import probabilities as trained_probabilities

# %% [markdown]
# ## Learning, to play with
#
# Here is a network so small that every one of its weights can be shown: two kernels of 3 × 3, ReLU, one Dense layer,
# softmax. It is to tell upright, level and slanting strokes apart, from six pictures, and has learnt nothing yet. Each
# cell is a weight. Its colour is what the next step will change about it: red is up, blue is down. The *loss* is the
# number of step 3: how wrong the network is.
#
# **Predict**, then press **A step for each picture** ten times: will the mean loss of all six fall at every press? And
# the changes in the cells, will they become larger or smaller? **Start again** takes you back.

# %%
GradientStep()

# %% [markdown]
# The mean loss falls at every press, and the less is wrong, the less there is to change. (The colours do not fade, for
# their scale shrinks with the changes. The bar beside them tells.) That is learning, all of it. The picture comes back
# at the end of this notebook; by then you will have written what it does.

# %% [markdown]
# ## How wrong is it?
#
# A network is to tell dogs, cats, boats and birds apart. Before it has learnt anything it is shown a boat, and says:
#
# | | dog | cat | boat | bird |
# |---|---|---|---|---|
# | it says | 0.2 | 0.4 | 0.1 | 0.3 |
# | the [*target*](glossary.md#target): it should say | 0 | 0 | 1 | 0 |
# | later, when it has learnt, it says | 0.1 | 0.1 | 0.7 | 0.1 |
#
# Obviously the last line is better than the first. By how much? How wrong an answer is, in one number, is its
# [*loss*](glossary.md#loss). The oldest one: for every class, target minus output, squared; add up; take half.
#
# total error = sum of ½ (target − output)²
#
# **Your turn.** By hand: the total error of the first answer, and that of the later one. Give both in hundredths, so
# 0.25 would be 25.

# %% answer="loss-by-hand"
before = ...
after = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
before = 55
after = 6
### END SOLUTION

# %% check="loss-by-hand"

# %% [markdown]
# The squares make all errors count the same way, whether above or below, and large ones more than small ones. The half
# is there for comfort: it cancels the 2 that a square leaves in its slope.
#
# **Your turn.** Write it for arrays of any shape; the sum runs over everything.


# %% answer="loss-squared"
def squared_error(outputs, targets):
    """Half the sum of the squared errors, one number. outputs, targets: arrays of the same shape."""
    ### BEGIN SOLUTION
    return ((targets - outputs) ** 2).sum() / 2
    ### END SOLUTION


# %% check="loss-squared"

# %%
target = np.array([0, 0, 1, 0])
at_first = np.array([0.2, 0.4, 0.1, 0.3])
later = np.array([0.1, 0.1, 0.7, 0.1])

if solved("loss-squared"):
    print(f"at first: {squared_error(at_first, target):.2f}")
    print(f"later:    {squared_error(later, target):.2f}")

# %% [markdown]
# ## Cross-entropy
#
# Classifiers today use another loss. It looks at one number only: the probability that was given to the **right**
# class. Its natural logarithm, with a minus, is the [*cross-entropy*](glossary.md#cross-entropy).
#
# cross-entropy = −ln (probability of the right class)
#
# **Predict** before you run: what is it when the network is sure and right, so gives the right class 1? When it gives
# 0.5? And what happens to it when the probability gets ten times smaller, again and again?

# %%
given = [1, 0.7, 0.5, 0.1, 0.01, 0.001]
Table(
    caption="What cross-entropy makes of a probability",
    headings=("given to the right class", "cross-entropy"),
    rows=[(str(p), f"{abs(np.log(p)):.4f}") for p in given],
)

# %% [markdown]
# Nothing wrong, nothing to pay. Each time the probability gets ten times smaller, the same 2.3026 is added. There is no
# upper end: whoever is quite sure, and wrong, pays dearly. The first answer to the boat costs 2.3026, the later one
# 0.3567.
#
# Two practical points. With many images, the loss is the **mean** over them, so that it means the same for ten
# images as for a thousand. And a probability may be so small that the computer takes it for 0, and the logarithm of 0
# is minus infinity. So whatever is smaller counts as 0.0000001, that is `1e-7`; Keras does the same.
#
# **Your turn.** `targets` comes in two ways, and your function takes both: as ones among zeros
# ([*one-hot*](glossary.md#one-hot)), an array of the shape (images, classes); or as the position of each right class,
# of the shape (images,). `targets.ndim` tells which it is.


# %% answer="loss-cross-entropy"
def cross_entropy(probabilities, targets):
    """The mean over the images, one number. probabilities: (images, classes); targets: the same, or (images,)."""
    ### BEGIN SOLUTION
    positions = targets if targets.ndim == 1 else targets.argmax(axis=1)
    of_the_right_class = probabilities[np.arange(len(positions)), positions]
    return -np.log(np.maximum(of_the_right_class, 1e-7)).mean()
    ### END SOLUTION


# %% check="loss-cross-entropy"

# %% [markdown]
# How large is the loss of a network that has learnt nothing, and gives every class the same?
#
# **Your turn.** In hundredths, rounded to a whole number, with a calculator or in a cell of your own: the cross-entropy
# with four classes, with ten, and how much *more* it is with twenty classes than with ten.

# %% answer="loss-untrained"
four_classes = ...
ten_classes = ...
more_with_twenty = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
four_classes = 139
ten_classes = 230
more_with_twenty = 69
### END SOLUTION

# %% check="loss-untrained"

# %% [markdown]
# Keep these: ln 4 = 1.386 and ln 10 = 2.303. A training that starts far above has a mistake in it, or badly drawn
# weights. One that stays there is learning nothing.
#
# Now real digits. The network that you will build in [LeNet](10-lenet.ipynb) is in the course's data, trained.
# **Predict:** what is its loss on 200 digits that it has never seen? And which digits cost it most?

# %%
images = digits()
some, labels = images.x_test[:200], images.y_test[:200]
said = trained_probabilities(some)

if solved("loss-cross-entropy"):
    print(f"all the same: {cross_entropy(np.full((200, 10), 0.1), labels):.3f}")
    print(f"trained:      {cross_entropy(said, labels):.3f}")
    each = np.array([cross_entropy(said[i : i + 1], labels[i : i + 1]) for i in range(200)])
    dearest = each.argsort()[::-1][:4]
    print("the four dearest:", ", ".join(f"{loss:.2f}" for loss in each[dearest]))
    print(f"their share of all that is lost: {each[dearest].sum() / each.sum():.0%}")
    display(verdicts(some[dearest], labels[dearest], said[dearest]))

# %% [markdown]
# Most digits cost next to nothing. Four of the 200, on which the network was quite sure and wrong, cost about as much
# as all the others together.

# %% [markdown]
# ## Downhill
#
# Which way is better? Take the smallest network there is: one weight w, and let its loss be w². You stand at w = 10,
# where the loss is 100. How steep is it there? The [*slope*](glossary.md#slope) of w² is 2w, so 20: go up with w by a
# little, and the loss goes up by 20 times as much.
#
# With many weights there is a slope for each. Together they are the [*gradient*](glossary.md#gradient): one number for
# every weight, in the shape of the weights. It points **uphill**, so one goes the other way:
#
# new weight = old weight − learning rate × gradient
#
# That is [*gradient descent*](glossary.md#gradient-descent). The [*learning rate*](glossary.md#learning-rate) is a
# number that you choose: how far to go.
#
# **Your turn.** From w = 10, with the loss w²: where does a step with learning rate 0.1 lead? What is the loss there?
# And where does a step from 10 with learning rate 1.5 lead?

# %% answer="gradients-by-hand"
small_step = ...
loss_there = ...
large_step = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
small_step = 8
loss_there = 64
large_step = -20
### END SOLUTION

# %% check="gradients-by-hand"

# %% [markdown]
# **Your turn.** The step, for arrays of weights of any shape.


# %% answer="gradients-step"
def step_down(weights, gradient, learning_rate):
    """The weights after one step of gradient descent. weights, gradient: arrays of the same shape."""
    ### BEGIN SOLUTION
    return weights - learning_rate * gradient
    ### END SOLUTION


# %% check="gradients-step"

# %% [markdown]
# Five steps from w = 10, with several learning rates. **Predict:** which of them gets nowhere? Which flees?

# %%
if solved("gradients-step"):
    rates = (0.01, 0.1, 0.5, 0.9, 1.0, 1.5)
    rows = []
    for rate in rates:
        ways = [np.array([10.0])]
        for _ in range(5):
            ways.append(step_down(ways[-1], 2 * ways[-1], rate))
        rows.append((str(rate), *(f"{w[0]:.4g}" for w in ways)))
    display(Table(caption="w, step by step", headings=("learning rate", "start", *"12345"), rows=rows))

# %% [markdown]
# Too small a rate crawls. Too large a one jumps over the valley: at 1.0 to and fro for ever, at 1.5 further up each
# time. (That 0.5 arrives at once is an accident of w².)

# %% [markdown]
# ## Measure a gradient
#
# For w² there is a rule from school. For a network there is something simpler that always works: **nudge and look**.
# Raise one weight by a millionth, and see what the function gives; lower it by a millionth, and see again. The
# difference, divided by the two millionths between them, is the slope. Do this for every weight, and you have the
# gradient.
#
# Why both ways? Functions bend. A nudge to one side only measures a little of the bend along with the slope; with one
# nudge up and one down the bend cancels. And why a millionth? With larger nudges the function bends too much on the
# way; with much smaller ones the difference drowns in what numbers of 64 bits, `float64`, can no longer tell apart.
#
# **Your turn.** `function` takes an array of x's shape and gives one number.


# %% answer="gradients-numeric"
def numeric_gradient(function, x):
    """The slope of `function` for each number of x, by nudges of 1e-6 up and down: an array of x's shape.

    x: an array of float64; it is not changed.
    """
    ### BEGIN SOLUTION
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        higher, lower = x.copy(), x.copy()
        higher[place] += 1e-6
        lower[place] -= 1e-6
        gradient[place] = (function(higher) - function(lower)) / 2e-6
    return gradient
    ### END SOLUTION


# %% check="gradients-numeric"

# %% [markdown]
# It is slow: two calls for every weight, and networks have thousands of weights or more. Nobody trains like this. But
# there is little in it that can go wrong, so it will be the judge of everything that follows. That is called a
# [*gradient check*](glossary.md#gradient-check).

# %% [markdown]
# ## Which loss pulls harder?
#
# The network's last numbers are the [*logits*](glossary.md#logit); softmax makes them probabilities. So: if a logit
# goes up a little, what does the loss do? For each loss there is a rule. Call output minus target the *error*. For the
# boat at first, the errors are 0.2, 0.4, −0.9, 0.3.
#
# - **Cross-entropy:** the gradient is the errors themselves. Softmax and logarithm undo each other so well that
#   nothing else is left: probability minus target.
# - **Half the squared error:** take the mean of the errors, weighted with the probabilities:
#   0.2 × 0.2 + 0.4 × 0.4 + 0.1 × (−0.9) + 0.3 × 0.3 = 0.2. Take it away from each error. Multiply each by its
#   probability.
#
# **Your turn.** Both gradients, in hundredths, as `(…, …, …, …)` for dog, cat, boat, bird. And how many times weaker is
# the second on the boat, rounded to a whole number?

# %% answer="gradients-slow"
by_cross_entropy = ...
by_squared_error = ...
times_weaker = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
by_cross_entropy = (20, 40, -90, 30)
by_squared_error = (0, 8, -11, 3)
times_weaker = 8
### END SOLUTION

# %% check="gradients-slow"

# %% [markdown]
# Is that so? Measure it. Logits that give these probabilities are their logarithms.


# %%
def softmax(logits):
    """Probabilities along the last axis, as in the notebook before."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def squared_error_of(logits):
    return squared_error(softmax(logits), target)


def cross_entropy_of(logits):
    return cross_entropy(softmax(logits)[np.newaxis], np.array([2]))


if solved("loss-squared") and solved("loss-cross-entropy") and solved("gradients-numeric"):
    logits = np.log(at_first)
    print("cross-entropy:     ", numeric_gradient(cross_entropy_of, logits).round(4) + 0)
    print("half squared error:", numeric_gradient(squared_error_of, logits).round(4) + 0)

# %% [markdown]
# Both want the boat up and the others down (less is better, so a negative slope means: up). But the squared error
# hardly pulls, because everything is multiplied by the probability once more, and the boat's was 0.1. **Predict:** what
# if the network is even more wrong, and gives the boat 0.01 or 0.001?

# %%
if solved("loss-squared") and solved("loss-cross-entropy") and solved("gradients-numeric"):
    rows = []
    for boat in (0.9, 0.5, 0.1, 0.01, 0.001):
        others = (1 - boat) * np.array([0.2, 0.5, 0, 0.3])
        logits = np.log(others + boat * target)
        pulls = (-numeric_gradient(of, logits)[2] for of in (cross_entropy_of, squared_error_of))
        rows.append((str(boat), *(f"{pull:.4f}" for pull in pulls)))
    headings = ("given to the boat", "cross-entropy pulls it up by", "squared error by")
    display(Table(caption="The pull on the boat's logit", headings=headings, rows=rows))

# %% [markdown]
# The more wrong the network is, the harder cross-entropy pulls. The squared error pulls hardest halfway; where it is
# most needed it lets go. That is why it learns slowly, and why classifiers are trained with cross-entropy.
#
# **Your turn.** The gradient of your `cross_entropy` with respect to the logits, for many images. The loss is the
# *mean* over the images; what does that do to each image's gradient?


# %% answer="gradients-softmax"
def cross_entropy_gradient(probabilities, targets):
    """The gradient with respect to the logits. probabilities, targets (one-hot) and the result: (images, classes)."""
    ### BEGIN SOLUTION
    return (probabilities - targets) / len(targets)
    ### END SOLUTION


# %% check="gradients-softmax"

# %%
random = np.random.default_rng(0)

if solved("loss-cross-entropy") and solved("gradients-numeric") and solved("gradients-softmax"):
    logits, ones = random.normal(size=(3, 4)), np.eye(4)[[2, 0, 2]]
    worked_out = cross_entropy_gradient(softmax(logits), ones)
    measured = numeric_gradient(lambda x: cross_entropy(softmax(x), ones), logits)
    print(f"gradient check: largest difference {np.abs(worked_out - measured).max():.0e}")

# %% [markdown]
# ## Back through the layers
#
# The logits are not weights. They were made by a layer, from what another layer made, and so on, back to the picture.
# How does the loss depend on a weight far in front? By the chain rule: slopes along a chain are multiplied. So the
# gradient is handed **backwards**, layer by layer. Each layer gets one number for everything it has *given* (by how
# much the loss grows with it), and answers two questions: by how much does the loss grow with each of my own weights?
# And with everything that I *was given*? The second answer is handed on to the layer before. This is
# [*back-propagation*](glossary.md#back-propagation).
#
# In the next five exercises `gradient` is what arrives from behind. It has the shape of what the layer has given. And a
# rule that helps with all of them: **a gradient has the shape of what it belongs to**.
#
# ### ReLU
#
# Where x was above 0, ReLU hands on every nudge as it is; elsewhere none. Backwards it is the same.
#
# **Your turn.** At 0 itself the slope counts as 0.


# %% answer="gradients-relu"
def relu_backward(x, gradient):
    """What reaches x. x: what went into ReLU, any shape; gradient: what arrives from behind, the same shape."""
    ### BEGIN SOLUTION
    return gradient * (x > 0)
    ### END SOLUTION


# %% check="gradients-relu"

# %% [markdown]
# To check a layer by itself, give it a loss of its own: what it gives, times some numbers, added up. Then these numbers
# are just what arrives from behind.


# %%
def largest_difference(worked_out, layer, x, arrives):
    """Between a gradient worked out and the measured one of the loss (layer(x) * arrives).sum()."""
    measured = numeric_gradient(lambda x: (layer(x) * arrives).sum(), x)
    return f"{np.abs(worked_out - measured).max():.0e}"


if solved("gradients-numeric") and solved("gradients-relu"):
    x, arrives = random.normal(size=(2, 3, 4)), random.normal(size=(2, 3, 4))
    print("ReLU:", largest_difference(relu_backward(x, arrives), lambda x: np.maximum(x, 0), x, arrives))

# %% [markdown]
# ### Dense
#
# Forward: `x @ weights + biases`, for all images at once. Backwards, along every single connection:
#
# - to an **input** comes what arrives at a unit, times the weight between them; added up over all units;
# - to a **weight** comes what arrives at its unit, times the input at its other end; added up over all images;
# - to a **bias** comes what arrives at its unit, as it is; added up over all images.
#
# **Predict** the shapes of the three. **Your turn:** each of them is one short line. Two are products of matrices; look
# for those that give the right shape.


# %% answer="gradients-dense"
def dense_backward(x, weights, gradient):
    """Three gradients: of x, of the weights, of the biases (units,).

    x: (images, inputs), weights: (inputs, units), gradient: what arrives, (images, units).
    """
    ### BEGIN SOLUTION
    return gradient @ weights.T, x.T @ gradient, gradient.sum(axis=0)
    ### END SOLUTION


# %% check="gradients-dense"

# %%
if solved("gradients-numeric") and solved("gradients-dense"):
    x, weights, biases = random.normal(size=(5, 3)), random.normal(size=(3, 4)), random.normal(size=4)
    arrives = random.normal(size=(5, 4))
    to_x, to_weights, to_biases = dense_backward(x, weights, arrives)
    print("x:      ", largest_difference(to_x, lambda x: x @ weights + biases, x, arrives))
    print("weights:", largest_difference(to_weights, lambda w: x @ w + biases, weights, arrives))
    print("biases: ", largest_difference(to_biases, lambda b: x @ weights + b, biases, arrives))

# %% [markdown]
# With these you can train already, if only the smallest network that reads digits: one Dense layer from all pixels to
# ten logits, and softmax. It learns twice, once by each loss; start, digits and learning rate are the same. (A single
# layer may begin with zeros. Why several must not, the next notebook says.)
#
# **Predict:** how far behind will the squared error be after one round through all digits to learn from? And after
# four?


# %%
def squared_error_gradient(probabilities, targets):
    """The rule from above for many images: the gradient of half the squared error with respect to the logits."""
    errors = probabilities - targets
    weighted_means = (probabilities * errors).sum(axis=1, keepdims=True)
    return probabilities * (errors - weighted_means) / len(targets)


def read_after_each_round(loss_gradient):
    """The share of test digits that one Dense layer reads, after each of four rounds of learning by this loss."""
    x, targets = images.x_train.reshape(4000, -1), np.eye(10)[images.y_train]
    weights, biases, shares = np.zeros((x.shape[1], 10)), np.zeros(10), []
    for seed in range(4):
        for some_digits in np.split(np.random.default_rng(seed).permutation(4000), 125):  # 32 at a time
            said = softmax(x[some_digits] @ weights + biases)
            at_logits = loss_gradient(said, targets[some_digits])
            _, to_weights, to_biases = dense_backward(x[some_digits], weights, at_logits)
            weights, biases = step_down(weights, to_weights, 0.1), step_down(biases, to_biases, 0.1)
        answers = (images.x_test.reshape(1000, -1) @ weights + biases).argmax(axis=1)
        shares.append(f"{np.mean(answers == images.y_test):.1%}")
    return shares


if solved("gradients-step") and solved("gradients-softmax") and solved("gradients-dense"):
    display(
        Table(
            caption="Test digits read, after each round",
            headings=("learnt by", *"1234"),
            rows=[
                ("cross-entropy", *read_after_each_round(cross_entropy_gradient)),
                ("half the squared error", *read_after_each_round(squared_error_gradient)),
            ],
        )
    )

# %% [markdown]
# The squared error is behind after every round, and most of all at the beginning, where the network is most wrong.
#
# ### Convolution: to the kernel
#
# One picture, one kernel, stride 1, no padding, plus a bias. The kernel is used at *every* place, so every place has
# something to say about it. At the window that begins at (row, column), the kernel's numbers met the window's pixels.
# So each of the kernel's numbers gets the pixel that it met there, times what arrives at that cell. All windows are
# added up. The bias is in every cell as well: it gets the sum of all that arrives.
#
# A small example. The picture is 1 2 3, the kernel has two numbers, so the map has two cells. 10 arrives at the first
# cell, 1 at the second. The first number of the kernel met 1 and 2: it gets 10 × 1 + 1 × 2 = 12. **Predict** what the
# second one gets, and the bias.

# %%
arriving = np.array([[10, 1]])
print("second number:", 10 * 2 + 1 * 3)
print("bias:         ", arriving.sum())

# %% [markdown]
# **Your turn.** The kernel's size follows from the two shapes.


# %% answer="gradients-kernel"
def kernel_backward(image, gradient):
    """Two gradients: of the kernel (rows, columns), and of the bias, a number.

    image: (rows, columns); gradient: what arrives at the map, in the map's shape.
    """
    ### BEGIN SOLUTION
    rows = image.shape[0] - gradient.shape[0] + 1
    columns = image.shape[1] - gradient.shape[1] + 1
    d_kernel = np.zeros((rows, columns))
    for row in range(gradient.shape[0]):
        for column in range(gradient.shape[1]):
            d_kernel += gradient[row, column] * image[row : row + rows, column : column + columns]
    return d_kernel, gradient.sum()
    ### END SOLUTION


# %% check="gradients-kernel"

# %% [markdown]
# Look at it again: what arrives slides over the picture and is multiplied and added up, as kernels are. The gradient
# of a kernel is itself a convolution. Checked on the photograph of the boat:

# %%
if solved("gradients-numeric") and solved("gradients-kernel"):
    small_boat, kernel = photo("boat", grey=True, shrink=8).astype(float), KERNELS["Sobel x"].astype(float)
    arrives = random.normal(size=slide(small_boat, kernel).shape)
    to_kernel, to_bias = kernel_backward(small_boat, arrives)
    print("kernel:", largest_difference(to_kernel, lambda k: slide(small_boat, k), kernel, arrives))

# %% [markdown]
# ### Convolution: to the picture
#
# The picture may itself be a map of an earlier layer, so it needs its gradient too. Think of a stamp. Each cell of the
# map gives back to its window the kernel, times what arrives at the cell. Windows overlap; what they bring is added
# up.
#
# With the kernel 3 4, and 10 and 1 arriving: the first window gets 30 40, the second, one place further, 3 4. Together
# 30 43 4.
#
# **Your turn.**


# %% answer="gradients-picture"
def picture_backward(kernel, gradient):
    """The gradient of the picture, (rows, columns). gradient: what arrives at the map, in the map's shape."""
    ### BEGIN SOLUTION
    rows, columns = kernel.shape
    map_rows, map_columns = gradient.shape
    d_image = np.zeros((map_rows + rows - 1, map_columns + columns - 1))
    for row in range(map_rows):
        for column in range(map_columns):
            d_image[row : row + rows, column : column + columns] += gradient[row, column] * kernel
    return d_image
    ### END SOLUTION


# %% check="gradients-picture"

# %%
if solved("gradients-numeric") and solved("gradients-picture"):
    part = photo("boat", grey=True, shrink=8)[:8, :10].astype(float)
    kernel = KERNELS["emboss"].astype(float)
    arrives = random.normal(size=(6, 8))
    print("picture:", largest_difference(picture_backward(kernel, arrives), lambda p: slide(p, kernel), part, arrives))

# %% [markdown]
# If you prefer to slide: put zeros round what arrives and slide the kernel over it, **turned by 180 degrees**. That is
# convolution as mathematicians mean it, with the turn.
#
# ### Max pooling
#
# Of each window only the largest cell was passed on. So what arrives goes to that cell, and the others get 0: nudge
# one of them a little, and nothing changes.
#
# **Your turn.** Windows of `size` × `size` side by side, as in [Pooling](06-pooling.ipynb). No window of the questions
# has two equal largest numbers. Rows and columns that are left over belong to no window.


# %% answer="gradients-pooling"
def pool_backward(x, gradient, size):
    """What reaches x, (rows, columns). gradient: what arrives, one number for each window."""
    ### BEGIN SOLUTION
    d_x = np.zeros(x.shape)
    for row in range(gradient.shape[0]):
        for column in range(gradient.shape[1]):
            top, left = row * size, column * size
            window = x[top : top + size, left : left + size]
            r, c = np.unravel_index(window.argmax(), window.shape)
            d_x[top + r, left + c] = gradient[row, column]
    return d_x
    ### END SOLUTION


# %% check="gradients-pooling"


# %%
def pool(x, size):
    """The largest of each window; what is left over is dropped."""
    rows, columns = x.shape[0] // size, x.shape[1] // size
    return x[: rows * size, : columns * size].reshape(rows, size, columns, size).max(axis=(1, 3))


if solved("gradients-numeric") and solved("gradients-pooling"):
    x, arrives = random.permutation(30).reshape(5, 6) / 10, random.normal(size=(2, 3))
    to_x = pool_backward(x, arrives, 2)
    print("max pooling:", largest_difference(to_x, lambda x: pool(x, 2), x, arrives))
    display(small_arrays({"x": x, "what arrives": arrives.round(2), "what reaches x": to_x.round(2)}))

# %% [markdown]
# ReLU, Dense, convolution and max pooling are what the network of [LeNet](10-lenet.ipynb) is made of, apart from one
# tanh. You can go back through all of them.

# %% [markdown]
# ## All of it together
#
# Now a whole network, small enough to be looked at: pictures of 6 × 6 pixels, two kernels of 3 × 3, ReLU, one Dense
# layer, softmax; 119 weights, drawn at random. It is to tell upright, level and slanting strokes apart. Your functions
# carry the gradient back from the loss to the kernels. (The kernels' biases begin at −0.01. At 0 every black window
# would lie on the kink of ReLU, where there is no slope, and the measurement would give half of one.)


# %%
def backward(network, picture, label):
    """The gradient of all weights, by your functions, from the loss back to the kernels."""
    before_relu = small.maps(network, picture)  # (4, 4, filters)
    hidden = np.maximum(before_relu, 0).reshape(1, -1)
    probabilities = small.probabilities(network, picture)[np.newaxis]

    at_logits = cross_entropy_gradient(probabilities, np.eye(3)[[label]])
    at_hidden, to_dense, to_dense_biases = dense_backward(hidden, network.dense, at_logits)
    at_maps = relu_backward(before_relu, at_hidden.reshape(before_relu.shape))
    of_each_filter = [kernel_backward(picture, at_maps[:, :, f]) for f in (0, 1)]
    return small.SmallNetwork(
        kernels=np.array([to_kernel for to_kernel, _ in of_each_filter]),
        kernel_biases=np.array([to_bias for _, to_bias in of_each_filter]),
        dense=to_dense,
        dense_biases=to_dense_biases,
    )


pictures, kinds = small.strokes()
network = small.drawn_at_random(seed=5)
exercises = ("gradients-numeric", "gradients-softmax", "gradients-relu", "gradients-dense", "gradients-kernel")

if all(solved(slug) for slug in (*exercises, "gradients-step")):
    slanting, label = pictures[4], kinds[4]

    def loss_of(weights):
        return small.loss(small.from_flat(weights, filters=2, classes=3), slanting, label)

    weights, gradient = network.flat(), backward(network, slanting, label).flat()
    measured = numeric_gradient(loss_of, weights)
    print(f"weights: {weights.size}, largest difference to the measured gradient: {abs(gradient - measured).max():.0e}")
    print(f"loss before the step: {loss_of(weights):.3f}")
    print(f"loss after it:        {loss_of(step_down(weights, gradient, learning_rate=0.1)):.3f}")

# %% [markdown]
# One step, and the loss has fallen. That is all there is to learning; the rest is repetition.
#
# Here is the picture from the beginning again, with this network and that same step. Walk through the cells with the
# arrow keys to see how each new weight comes about.
#
# **Predict**, then try:
#
# - Which weights does the step not change at all, and why? (Compare the pattern with the stroke.)
# - The step is for one picture. What does it do to the losses of the other five?
# - Move the learning rate up. This picture's loss falls further and further. And the mean loss of all six?
# - Press **A step for each picture** ten times: that is step 5 of the list at the top. Then look at the weights
#   themselves.

# %%
GradientStep(network)

# %% [markdown]
# Where a pixel was black, or where ReLU gave 0, nothing arrives: those weights had no part in the answer and are left
# alone. A step that is right for one picture can be wrong for the others; with a large learning rate the network learns
# the last picture it saw and forgets the rest. Small steps, for all pictures, again and again: after ten rounds with
# 0.1 the mean loss is below a fifth of what it was.
#
# And step 4 does not stop at the kernels: the gradient can be handed on to the **picture**. It says which pixels would
# make the loss grow if they were brighter (red), and which would make it fall (blue).

# %%
if solved("gradients-relu") and solved("gradients-picture"):
    before_relu = small.maps(network, pictures[4])
    at_logits = small.probabilities(network, pictures[4]) - np.eye(3)[kinds[4]]
    at_maps = relu_backward(before_relu, (network.dense @ at_logits).reshape(before_relu.shape))
    to_picture = sum(picture_backward(network.kernels[f], at_maps[:, :, f]) for f in (0, 1))
    display(small_arrays({"picture": pictures[4], "its gradient": to_picture.round(2) + 0}, greys=["picture"]))

# %% [markdown]
# Later, in [Look inside](11-look-inside.ipynb), this is how one asks a network what it was looking at.

# %% [markdown]
# ## What you have done
#
# - A **loss** says with one number how wrong an answer is: half the sum of squared errors, or **cross-entropy**, which
#   is −ln of what the right class was given. A network that knows nothing starts near ln of the number of classes.
# - The **gradient** points uphill. A step goes the other way: weights − learning rate × gradient.
# - Any gradient can be **measured** by a nudge up and a nudge down; that checks every gradient that is worked out.
# - Cross-entropy through softmax: probability minus target. The squared error is multiplied by the probability once
#   more, and hardly pulls where the network is most wrong.
# - **Back-propagation:** each layer turns what arrives into the gradient of its weights and of what it was given.
#
# **Before:** [Dense and softmax](07-dense-and-softmax.ipynb). **Next:** [Training](09-training.ipynb): the loop, its
# curves and its traps. **All words of the course:** [glossary](glossary.md).
#
# ## Further reading
#
# - David Rumelhart, Geoffrey Hinton and Ronald Williams, *Learning representations by back-propagating errors*, Nature
#   323 (1986): four pages that made it known.
# - Michael Nielsen, *Neural Networks and Deep Learning* (2015), chapters 2 and 3: back-propagation, and why
#   cross-entropy learns faster, step by step.
# - Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning* (2016), sections 4.3 and 6.5.

# %% [markdown]
# # Capstone: the whole network, by hand
#
# Everything so far, once more and all together: a network that reads digits, with NumPy alone. No layer is borrowed.
# You write the way forward and the way back, prove both, train it on 500 digits, and then put its numbers into Keras
# and get the same answers. After that you are ready for the clinic: five networks that do not learn.
#
# At the end of this notebook you will be able to
#
# - compute a convolution layer as one product of matrices, forward and backward;
# - write a network that learns, and prove its gradient by measuring it;
# - say what Keras does when it is told `Conv2D`, because you have done the same;
# - look at a network that fails, and say why.
#
# **Time:** two to three hours of yours (an estimate). The computer's share is about half a minute on two cores that
# have nothing else to do.
#
# **What you need:** [Loss and gradients](08-loss-and-gradients.ipynb) and [Training](09-training.ipynb), and from
# [LeNet](10-lenet.ipynb) what its layers are for.
#
# The first two lines see to it that NumPy works on one core. Matrices as small as ours are done sooner by one core than
# by several that wait for each other.

# %%
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # must stand before NumPy is imported

import numpy as np

from checker.quiet import quiet_stderr
from course.clinic import CASES, HEALTHY, charts
from course.data import digits
from course.guard import solved
from course.numpy_lenet import drawn_at_random
from course.pictures.clinic import chart
from course.pictures.curves import training_curves
from course.pictures.digits import honest_choice, verdicts
from course.pictures.kernels import maps
from course.pictures.small_arrays import small_arrays

# %% [markdown]
# ## The plan
#
# | layer | gives, for one picture | parameters |
# |---|---|---|
# | picture | 32 × 32 × 1 | |
# | convolution, 6 filters 5 × 5, ReLU | 28 × 28 × 6 | 156 |
# | max pooling 2 × 2 | 14 × 14 × 6 | |
# | convolution, 16 filters 5 × 5, ReLU | 10 × 10 × 16 | 2,416 |
# | max pooling 2 × 2 | 5 × 5 × 16 | |
# | flatten | 400 | |
# | Dense 120, ReLU | 120 | 48,120 |
# | Dense 84, ReLU | 84 | 10,164 |
# | Dense 10 | 10 logits | 850 |
# | in all | | 61,706 |
#
# This is not the network of the exercise in [LeNet](10-lenet.ipynb) but nearer to LeNet-5 itself: the sizes are those
# of 1998. There are three reasons. Both blocks are alike, so each layer is written once and used twice. No row is left
# over in pooling. And ReLU stands between the Dense layers, so that they are worth more than one. (What is not of 1998:
# ReLU, max pooling, softmax, and that each filter of the second block sees all six maps.)
#
# **Predict** before you read on: which of the ten arrays of parameters holds the most numbers? Which layer needs the
# most multiplications?
#
# As in Keras, maps are `(images, rows, columns, channels)`, kernels `(rows, columns, channels, filters)`.

# %%
images = digits()
x_learn, y_learn = images.x_train[:500], images.y_train[:500]
print("to learn from:", x_learn.shape)
print("to test on:   ", images.x_test.shape)
print("parameters:   ", f"{sum(part.size for part in drawn_at_random()):,}")

# %% [markdown]
# The first Dense layer holds most of the parameters, and the second convolution has most of the work: its few numbers
# are used at every one of 100 places.

# %% [markdown]
# ## Every window as a row
#
# With loops a convolution is slow in Python, and slow everywhere: each filter, each place, each product by itself. The
# trick that made it fast is to lay every window out as a row of a large matrix, once. Then a filter is a column of
# numbers, and all sums of products are one product of matrices, which computers do extremely well. The trick is known
# as [*im2col*](glossary.md#im2col), image to columns (in some libraries the windows are columns).
#
# A small example: 3 × 3 pixels, windows of 2 × 2. **Predict** the four rows before you run.

# %%
small = np.arange(9).reshape(3, 3)
rows = np.array([small[r : r + 2, c : c + 2].ravel() for r in (0, 1) for c in (0, 1)])
small_arrays({"picture": small, "windows as rows": rows})

# %% [markdown]
# The pixel in the middle stands in all four rows: windows overlap, so the matrix is larger than the picture. Memory is
# the price of speed.
#
# **Your turn.** Write it for several images and channels. A window is read like a page, and the channels of one pixel
# stay side by side: row, column, channel.


# %% answer="capstone-im2col"
def im2col(x, size):
    """Every window of size × size pixels as a row.

    x: (images, rows, columns, channels). Gives (images, rows - size + 1, columns - size + 1, size * size * channels).
    """
    ### BEGIN SOLUTION
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))
    images, rows, columns = windows.shape[:3]
    return windows.transpose(0, 1, 2, 4, 5, 3).reshape(images, rows, columns, -1)
    ### END SOLUTION


# %% check="capstone-im2col"

# %% [markdown]
# ## A convolution as one product
#
# **Your turn.** One line, with `im2col`. `kernels` has the shape (size, size, channels, filters), `biases` one number
# for each filter.


# %% answer="capstone-convolve"
def convolve(x, kernels, biases):
    """The maps of a convolution layer, before its activation: (images, rows, columns, filters)."""
    ### BEGIN SOLUTION
    return im2col(x, len(kernels)) @ kernels.reshape(-1, kernels.shape[-1]) + biases
    ### END SOLUTION


# %% check="capstone-convolve"

# %% [markdown]
# One digit under six filters drawn at random: the network before it has learnt anything.

# %%
if solved("capstone-im2col") and solved("capstone-convolve"):
    kernels1, biases1 = drawn_at_random(seed=0)[:2]
    first_maps = convolve(x_learn[:1], kernels1, biases1)[0]
    made = {f"filter {f}": first_maps[:, :, f] for f in range(6)}
    display(maps(x_learn[0, :, :, 0], made, shows="a handwritten digit"))

# %% [markdown]
# ## Pooling that keeps its winners
#
# On the way back max pooling must know which of the four pixels it passed on. You could look for it again, as in
# [Loss and gradients](08-loss-and-gradients.ipynb); it is quicker to note it on the way forward.
#
# **Your turn.** Windows of 2 × 2 side by side; rows and columns are even in number. Beside the largest of each window
# give its place: 0 top left, 1 top right, 2 bottom left, 3 bottom right. Of equal numbers the first one wins.


# %% answer="capstone-pool"
def max_pool(x):
    """The largest of every 2 × 2 window, and its place 0 to 3. x: (images, rows, columns, channels).

    Gives two arrays of the shape (images, rows / 2, columns / 2, channels).
    """
    ### BEGIN SOLUTION
    four = np.stack([x[:, ::2, ::2], x[:, ::2, 1::2], x[:, 1::2, ::2], x[:, 1::2, 1::2]], axis=-1)
    return four.max(axis=-1), four.argmax(axis=-1)
    ### END SOLUTION


# %% check="capstone-pool"

# %% [markdown]
# ## The end: softmax and loss in one
#
# For the way back the two belong together: softmax followed by cross-entropy has the gradient *probability minus
# target*. They belong together forward too. A probability may become 0 in the computer's arithmetic, and the logarithm
# of 0 is minus infinity; the *logarithm of softmax* stays finite, if it is computed in one go:
#
# log-softmax of a score = score − ln(sum of all e to the power of a score)
#
# and, so that no power overflows, with the row's largest score taken away from all first.
#
# **Your turn.** `labels` holds the right class of each image, 0 to 9. Give the mean loss, and its gradient for the
# logits.


# %% answer="capstone-loss"
def softmax_cross_entropy(logits, labels):
    """The mean cross-entropy of the images, and its gradient with respect to the logits.

    logits: (images, classes); labels: (images,), whole numbers. Gives a number and an array of the logits' shape.
    """
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    right_ones = np.arange(len(labels)), labels
    gradient = np.exp(logs)
    gradient[right_ones] -= 1
    return -logs[right_ones].mean(), gradient / len(labels)
    ### END SOLUTION


# %% check="capstone-loss"

# %% [markdown]
# **Predict:** what is the loss if all ten scores are equal? And does it change if all are 1000?

# %%
if solved("capstone-loss"):
    for score in (0.0, 1000.0):
        loss, _ = softmax_cross_entropy(np.full((1, 10), score), np.array([3]))
        print(f"ten scores of {score:4.0f}: loss {loss:.3f}")

# %% [markdown]
# It is ln 10 both times.

# %% [markdown]
# ## Forward
#
# **Your turn.** All layers in a row. `parameters` holds ten arrays in the order of the plan:
#
# ```
# kernels1, biases1, kernels2, biases2, weights3, biases3, weights4, biases4, weights5, biases5
# ```
#
# Give ten arrays back, since the way back will need them all; relu1 is what comes *out* of ReLU:
#
# ```
# relu1, pool1, winners1, relu2, pool2, winners2, flat, relu3, relu4, logits
# ```
#
# Do not build sizes in: the check uses smaller networks than ours. It also builds each of them in Keras, and so needs a
# few seconds the first time.


# %% answer="capstone-forward"
def forward(x, parameters):
    """What the layers give for images (images, rows, columns, 1): the ten arrays named above, in that order."""
    ### BEGIN SOLUTION
    kernels1, biases1, kernels2, biases2, *dense = parameters
    weights3, biases3, weights4, biases4, weights5, biases5 = dense

    relu1 = np.maximum(convolve(x, kernels1, biases1), 0)
    pool1, winners1 = max_pool(relu1)
    relu2 = np.maximum(convolve(pool1, kernels2, biases2), 0)
    pool2, winners2 = max_pool(relu2)
    flat = pool2.reshape(len(x), -1)
    relu3 = np.maximum(flat @ weights3 + biases3, 0)
    relu4 = np.maximum(relu3 @ weights4 + biases4, 0)
    logits = relu4 @ weights5 + biases5
    return relu1, pool1, winners1, relu2, pool2, winners2, flat, relu3, relu4, logits
    ### END SOLUTION


# %% check="capstone-forward"

# %% [markdown]
# The network as it is born: right about as often as a guess, and with a loss a little above ln 10.

# %%
if solved("capstone-forward") and solved("capstone-loss"):
    logits = forward(x_learn, drawn_at_random(seed=1))[-1]
    loss, _ = softmax_cross_entropy(logits, y_learn)
    print(f"before training: right on {np.mean(logits.argmax(axis=1) == y_learn):.0%}, loss {loss:.2f}")

# %% [markdown]
# ## Back through the convolution
#
# The way back through a product of matrices you know from Dense: to the matrix goes `input.T @ gradient`, to the input
# `gradient @ matrix.T`. Here the inputs are windows, and each gives its share back to the pixels it was made of.
# Windows overlap, so a pixel gets a share from each of them, and they add up.
#
# **Your turn.** `gradient` is what arrives at the maps, before the activation.


# %% answer="capstone-convolve-backward"
def convolve_backward(x, kernels, gradient):
    """The gradients of a convolution layer for x, for the kernels and for the biases, each of the shape it belongs to.

    x: what went in; gradient: the loss's gradient for what came out, (images, rows, columns, filters).
    """
    ### BEGIN SOLUTION
    size, (rows, columns) = len(kernels), gradient.shape[1:3]
    flat = gradient.reshape(-1, gradient.shape[-1])
    d_kernels = (im2col(x, size).reshape(len(flat), -1).T @ flat).reshape(kernels.shape)

    shares = gradient @ kernels.reshape(-1, kernels.shape[-1]).T
    shares = shares.reshape(*gradient.shape[:3], size, size, x.shape[-1])
    d_x = np.zeros_like(x)
    for row in range(size):
        for column in range(size):
            d_x[:, row : row + rows, column : column + columns] += shares[:, :, :, row, column]
    return d_x, d_kernels, flat.sum(axis=0)
    ### END SOLUTION


# %% check="capstone-convolve-backward"

# %% [markdown]
# ## Back to the winners
#
# **Your turn.** What arrives at a pooled cell goes to the one pixel that won; the other three get 0.


# %% answer="capstone-pool-backward"
def max_pool_backward(winners, gradient):
    """The gradient for what went into the pooling: (images, 2 * rows, 2 * columns, channels).

    winners: the places 0 to 3, as `max_pool` gave them; gradient: what arrives; both (images, rows, columns, channels).
    """
    ### BEGIN SOLUTION
    images, rows, columns, channels = gradient.shape
    d_x = np.zeros((images, 2 * rows, 2 * columns, channels), dtype=gradient.dtype)
    for row in (0, 1):
        for column in (0, 1):
            d_x[:, row::2, column::2] = gradient * (winners == 2 * row + column)
    return d_x
    ### END SOLUTION


# %% check="capstone-pool-backward"

# %% [markdown]
# ## Back through everything
#
# **Your turn.** Read your `forward` from its last line to its first; every line has its counterpart. `kept` is what
# `forward` gave, `gradient` what arrives at the logits. Give ten arrays back, in the order of `parameters`.
#
# Back through ReLU, what comes *out* of it is enough to know where it let pass: `gradient * (relu4 > 0)`.


# %% answer="capstone-backward"
def backward(x, kept, gradient, parameters):
    """The loss's gradient for each of the ten arrays of parameters, in their order and of their shapes."""
    ### BEGIN SOLUTION
    relu1, pool1, winners1, relu2, pool2, winners2, flat, relu3, relu4, _ = kept
    kernels1, _, kernels2, _, weights3, _, weights4, _, weights5, _ = parameters

    d_weights5, d_biases5 = relu4.T @ gradient, gradient.sum(axis=0)
    gradient = gradient @ weights5.T * (relu4 > 0)
    d_weights4, d_biases4 = relu3.T @ gradient, gradient.sum(axis=0)
    gradient = gradient @ weights4.T * (relu3 > 0)
    d_weights3, d_biases3 = flat.T @ gradient, gradient.sum(axis=0)
    gradient = (gradient @ weights3.T).reshape(pool2.shape)
    gradient = max_pool_backward(winners2, gradient) * (relu2 > 0)
    gradient, d_kernels2, d_biases2 = convolve_backward(pool1, kernels2, gradient)
    gradient = max_pool_backward(winners1, gradient) * (relu1 > 0)
    _, d_kernels1, d_biases1 = convolve_backward(x, kernels1, gradient)
    return (
        *(d_kernels1, d_biases1, d_kernels2, d_biases2),
        *(d_weights3, d_biases3, d_weights4, d_biases4, d_weights5, d_biases5),
    )
    ### END SOLUTION


# %% check="capstone-backward"

# %% [markdown]
# ## Proof: the gradient, measured
#
# You have the [*gradient check*](glossary.md#gradient-check) from [Loss and gradients](08-loss-and-gradients.ipynb):
# nudge a number up and down, see what the loss does, compare. All 61,706 would take long, so we draw a dozen from each
# array. In `float64`, since the loss changes in a late decimal.
#
# Two things can spoil it, and both are kinks. A nudge that is too large steps over one: some ReLU opens, or some window
# gets another winner. And where pixels are black and biases 0, a number lies *on* the kink of ReLU, where there is no
# slope to be measured. So the biases are drawn at random here, and the nudge is a millionth.
#
# **Predict:** what will a nudge a thousand times larger do to the comparison?


# %%
def worst_difference(nudge, *, each=12, seed=2):
    """The largest relative difference between measured and computed gradient, over some numbers of every array."""
    x, y, random = x_learn[:4].astype("float64"), y_learn[:4], np.random.default_rng(seed)
    parameters = [part.copy() for part in drawn_at_random(seed=seed, dtype="float64")]
    for biases in parameters[1::2]:
        biases[:] = random.normal(scale=0.1, size=biases.shape)

    def loss_now():
        return softmax_cross_entropy(forward(x, parameters)[-1], y)[0]

    kept = forward(x, parameters)
    gradients = backward(x, kept, softmax_cross_entropy(kept[-1], y)[1], parameters)
    worst = 0.0
    for part, computed in zip(parameters, gradients, strict=True):
        for place in random.choice(part.size, min(each, part.size), replace=False):
            before = part.flat[place]
            part.flat[place] = before + nudge
            higher = loss_now()
            part.flat[place] = before - nudge
            lower = loss_now()
            part.flat[place] = before
            measured, told = (higher - lower) / (2 * nudge), computed.flat[place]
            worst = max(worst, abs(measured - told) / max(abs(measured) + abs(told), 1e-6))
    return worst


if solved("capstone-backward") and solved("capstone-forward") and solved("capstone-loss"):
    for nudge in (1e-6, 1e-3):
        print(f"nudged by {nudge:.0e}: they differ by {worst_difference(nudge):.1g} at most, relative to their size")

# %% [markdown]
# With a millionth they agree but for rounding: the gradient is right. With a thousandth kinks are stepped over, and a
# right gradient looks wrong. So before you doubt your code, make the nudge smaller.

# %% [markdown]
# ## Train it
#
# All that is left is the loop. Ten digits at a time, one step downhill: away from the gradient, with a minus.
#
# 500 digits are few: about 50 of each, where [LeNet](10-lenet.ipynb) had 4,000. **Predict:** how many of 100 test
# digits will it read? The bar is 85.


# %%
def step(x, y, parameters, learning_rate):
    """The parameters one step further down, for this batch."""
    kept = forward(x, parameters)
    _, gradient = softmax_cross_entropy(kept[-1], y)
    gradients = backward(x, kept, gradient, parameters)
    return [part - np.float32(learning_rate) * d for part, d in zip(parameters, gradients, strict=True)]


def measure(parameters):
    """Training loss, test loss, and the share of test digits that are read."""
    logits, test_logits = forward(x_learn, parameters)[-1], forward(images.x_test, parameters)[-1]
    read = test_logits.argmax(axis=1) == images.y_test
    losses = softmax_cross_entropy(logits, y_learn)[0], softmax_cross_entropy(test_logits, images.y_test)[0]
    return *losses, read.mean()


def train(parameters, *, epochs=12, batch_size=10, learning_rate=0.05, seed=0):
    """The parameters after training on the 500 digits, and what was measured before it and after each epoch."""
    random, measured = np.random.default_rng(seed), [measure(parameters)]
    for _ in range(epochs):
        for batch in np.split(random.permutation(len(x_learn)), len(x_learn) // batch_size):
            parameters = step(x_learn[batch], y_learn[batch], parameters, learning_rate)
        measured.append(measure(parameters))
    return parameters, measured


if solved("capstone-backward") and solved("capstone-forward") and solved("capstone-loss"):
    parameters, measured = train(drawn_at_random(seed=1))
    loss, test_loss, accuracy = zip(*measured, strict=True)
    display(training_curves(loss=loss, test_loss=test_loss, test_accuracy=accuracy, epochs=12, bar=0.85))
    print(f"Right on {accuracy[-1]:.1%} of the test digits.")

# %% [markdown]
# Past the bar, with an eighth of the digits, and every multiplication in it is yours. The training loss is next to
# nothing while the test loss stays where it is: it knows its 500 digits by heart.

# %%
if solved("capstone-backward") and solved("capstone-forward") and solved("capstone-loss"):
    logits = forward(images.x_test, parameters)[-1]
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    mine = powers / powers.sum(axis=1, keepdims=True)
    right = mine.argmax(axis=1) == images.y_test
    chosen = honest_choice(right, at_random=9, wrong=3, seed=0)
    display(verdicts(images.x_test[chosen], images.y_test[chosen], mine[chosen]))

# %% [markdown]
# ## The same numbers in Keras
#
# Now the same network in Keras, not trained, but with your numbers put in. Your arrays lie in Keras' order and in
# Keras' shapes, so they can be handed over as they are. **Predict:** by how much will the probabilities differ on the
# 1,000 test digits?

# %%
if solved("capstone-backward") and solved("capstone-forward") and solved("capstone-loss"):
    with quiet_stderr():
        import keras
    from keras import layers

    twin = keras.Sequential(
        [
            keras.Input(shape=(32, 32, 1)),
            layers.Conv2D(6, kernel_size=5, activation="relu"),
            layers.MaxPooling2D(pool_size=2),
            layers.Conv2D(16, kernel_size=5, activation="relu"),
            layers.MaxPooling2D(pool_size=2),
            layers.Flatten(),
            layers.Dense(120, activation="relu"),
            layers.Dense(84, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    twin.set_weights(parameters)
    theirs = twin.predict(images.x_test, verbose=0)
    print(f"largest difference of a probability: {np.abs(mine - theirs).max():.0e}")
    print(f"digits on which the two disagree:    {np.sum(mine.argmax(axis=1) != theirs.argmax(axis=1))}")

# %% [markdown]
# What differs is the rounding of numbers of 32 bits, which depends on the order in which they are added. So there is no
# magic left in `Conv2D`: it is what you wrote, only faster.

# %% [markdown]
# ## The clinic
#
# Networks rarely fail with an error. They run, the curves get drawn, and nothing is learnt. Five patients wait for you.
# Each is the network of this notebook, trained on the same 500 digits; in each, one thing is wrong, on purpose. (A also
# takes longer steps and C more epochs, so that the fault shows.)
#
# First a healthy one, to compare with. Its chart has four parts:
#
# - the loss after each epoch, for training and test digits; the dotted line is ln 10, that of guessing;
# - the loss of each of the first 50 steps;
# - what the last 84 units before the logits give for 30 test digits, a row each: black is 0, white the largest number;
# - what each test digit is taken for: rows are what it is, columns what the network says, dark is often.

# %%
for record in charts(images, (HEALTHY,)):
    display(chart(record))

# %% [markdown]
# It falls from ln 10, each digit wakes up units of its own, and most digits are taken for what they are: the dark
# diagonal. And now the patients.

# %%
for record in charts(images, CASES):
    display(chart(record))

# %% [markdown]
# **Your turn.** What is wrong with each? Choose from this list; three of the eight are nobody's.
#
# | diagnosis | what it means |
# |---|---|
# | `"zero start"` | all weights were 0 at the start |
# | `"softmax twice"` | the loss was given probabilities, and applied softmax once more |
# | `"learning rate too high"` | the steps are too long |
# | `"learning rate too low"` | the steps are too short |
# | `"sigmoids that never start"` | sigmoid in place of ReLU, and nothing gets through |
# | `"shuffled labels"` | the training labels belong to other pictures |
# | `"plus for minus"` | each step goes along the gradient, uphill |
# | `"overfitting"` | all is well, only it learns its examples by heart |
#
# A wrong guess is answered with the evidence against it, so do guess.

# %% answer="capstone-clinic"
patient_a = ...
patient_b = ...
patient_c = ...
patient_d = ...
patient_e = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
patient_a = "softmax twice"
patient_b = "sigmoids that never start"
patient_c = "shuffled labels"
patient_d = "zero start"
patient_e = "learning rate too high"
### END SOLUTION

# %% check="capstone-clinic"

# %% [markdown]
# Three of them end with the same curve, flat at ln 10, and each for another reason. A curve alone does not tell them
# apart; a look at the activations does. Look inside before you change anything.
#
# And beware of the one that looks best. It reads most digits, so nobody would have looked for a mistake; it just learns
# more slowly than it should, and its probabilities are worth nothing. Compare a loss with what it should be.

# %% [markdown]
# ## What you have done
#
# - A convolution layer is one product of matrices, once the windows are laid out as rows; so is its way back.
# - Pooling notes its winners forward, and sends what arrives to them.
# - The whole gradient is right, for you have measured it; and the whole network is Keras' own, to rounding.
# - 500 digits and a loop of a dozen lines are enough to read most handwriting.
# - A network that fails is diagnosed by its losses, its first steps, its activations and its confusions.
#
# **What to try next (optional).** Be a doctor on the other side: break your own training on purpose (a plus for the
# minus in `step`, `drawn_at_random` times 0, labels in another order) and look at its curves. Or give the step a memory
# ([*momentum*](glossary.md#momentum)): keep 0.9 of the last step, and add the new one to it.
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [Architectures](12-architectures.ipynb), and all the others. **After this:** there is no other
# notebook. The network is yours.
#
# **To read on:** Yann LeCun, Léon Bottou, Yoshua Bengio and Patrick Haffner, "Gradient-Based Learning Applied to
# Document Recognition" (1998), on LeNet-5 itself; Kumar Chellapilla, Sidd Puri and Patrice Simard, "High Performance
# Convolutional Neural Networks for Document Processing" (2006), which laid windows out for a product of matrices;
# Kaiming He and others, "Delving Deep into Rectifiers" (2015), on where to start; Xavier Glorot and Yoshua Bengio,
# "Understanding the Difficulty of Training Deep Feedforward Neural Networks" (2010), on sigmoids that do not start.

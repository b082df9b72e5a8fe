# %% [markdown]
# # Training: the loop, its curves, and its traps
#
# A network begins with random numbers and knows nothing. Training turns them, step by step, into numbers that know
# boats from birds. The loop that does it has five lines. Everything else in this notebook is about not fooling
# yourself while it runs.
#
# At the end of this notebook you will be able to
#
# - divide pictures so that the test stays honest, and put them on one scale;
# - write the loop: shuffle, cut into batches, step;
# - say why a network must not begin with zeros;
# - read a loss curve, and name what went wrong from its shape;
# - choose a learning rate and the moment to stop, and recover a hidden kernel from a picture.
#
# **Time:** about an hour and a half of yours (an estimate). The computer's share is under a minute on two cores.
#
# **What you need:** the loss and its slope, from [Loss and gradients](08-loss-and-gradients.ipynb), and the layers of
# a network, from [Pixels](01-pixels.ipynb) to [Dense and softmax](07-dense-and-softmax.ipynb).

# %%
from dataclasses import replace

from checker.quiet import quiet_stderr

with quiet_stderr():
    import keras
import numpy as np
from keras import layers

from course import two_layers
from course.data import four_things, glyphs, photo
from course.guard import solved
from course.inside import stages
from course.kernels import KERNELS, slide
from course.pictures.pipeline_strip import PipelineStrip
from course.pictures.small_arrays import small_arrays
from course.pictures.training_curves import losses_of, mean_and_spread, six_curves, things_row
from course.pictures.training_monitor import TrainingMonitor
from course.riddles import CURVES
from course.table import Table
from course.training import train
from course.training_diary import Diary
from course.training_runs import training_runs

# %% [markdown]
# ## Watch a network learn
#
# 5,000 small drawings, made by a program of this course: dogs, cats, boats and birds.

# %%
things = four_things()
print("to learn from:", things.x_train.shape)
print("for the test: ", things.x_test.shape)
things_row(things.x_train, things.y_train, things.class_names)

# %% [markdown]
# The network has two convolutions, each with [ReLU](glossary.md#ReLU) and pooling behind it, then two Dense layers.
# Each cell that calls `new_network()` gets a fresh one, with random numbers in it.


# %%
def new_network(seed=0):
    """Two blocks of convolution, ReLU and pooling, then Dense 64 and Dense 4 with softmax."""
    keras.utils.set_random_seed(seed)
    return keras.Sequential(
        [
            keras.Input((32, 32, 1)),
            layers.Conv2D(8, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(16, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(4, activation="softmax"),
        ]
    )


model = new_network()
print(f"{model.count_params():,} parameters")

# %% [markdown]
# Of the 4,000 pictures to learn from, 800 are held back to watch the training by. They are the
# [*validation set*](glossary.md#validation-set); why it is needed comes next. And one boat is looked at all the time:
# the first one of the test pictures.
#
# **Predict.** Before training, about what probability will the network give to "boat"? How many rounds through all
# pictures until it is sure? One round is an [*epoch*](glossary.md#epoch).

# %%
watched = replace(
    things,
    x_train=things.x_train[800:],
    y_train=things.y_train[800:],
    x_test=things.x_train[:800],
    y_test=things.y_train[:800],
)
BOAT = things.class_names.index("boat")
boat = things.x_test[np.flatnonzero(things.y_test == BOAT)[0]]
diary = Diary(boat, class_names=things.class_names)
history = train(model, watched, epochs=10, bar=0.9, watched="validation", callbacks=[diary])

# %% [markdown]
# Ten epochs, and here is what happened meanwhile. Move the slider (or use the arrow keys on it) from epoch to epoch:
# the eight [filters](glossary.md#filter) of the first convolution, red where they are positive and blue where they are
# negative; the loss; and what the network says of the boat.

# %%
TrainingMonitor(
    loss=history.loss,
    watched_loss=history.test_loss,
    filters=diary.filters,
    probabilities=diary.probabilities,
    class_names=things.class_names,
    image=boat[:, :, 0],
)

# %%
for position in (0, 1, 2, 5, 10):
    said = diary.probabilities[position]
    print(f"after {position:2} epochs: boat {said[BOAT]:.2f}, and {said.sum():.2f} for all four")
_, right = model.evaluate(things.x_test, things.y_test, verbose=0)
print(f"right on {right:.1%} of the 1,000 test pictures")

# %% [markdown]
# At first each class gets about a quarter: the network guesses. Then the loss falls, fast at the beginning, and the
# boat's probability rises. The filters begin as faint noise and grow stronger; in some of them one side turns red and
# the other blue, as in an edge detector. Nobody told them to. Each step only went where the loss falls.
#
# (That the validation loss is the lower one at first is only how they are measured: the training loss is an average
# over the whole epoch, its clumsy beginning included.)
#
# Now follow the boat through the trained network, from its pixels to the four bars. Choose the bird, the cat and the
# dog too. **Predict:** in which rows can you still tell by eye which of the four it is?

# %%
chosen = [np.flatnonzero(things.y_test == things.class_names.index(name))[0] for name in ("boat", "bird", "cat", "dog")]
PipelineStrip(
    [stages(model, image) for image in things.x_test[chosen]],
    things.y_test[chosen],
    class_names=things.class_names,
    title="A boat on its way through the network",
)

# %% [markdown]
# The maps of the first convolution still show where the lines are, those behind the second hardly. What 64 units make
# of them no eye can read. But the last layer can, and softmax sees to it that its four bars add up to 1.
#
# That is one run from one random start. With `new_network(seed=1)` you get another: other filters, other numbers, and
# about as good.

# %% [markdown]
# ## Three sets
#
# How good is the network really? Not as good as on the pictures it trained on: these it may have learnt by heart. So
# some pictures are kept aside, the [*test set*](glossary.md#test-set), and never trained on.
#
# There is a second trap, and it is quieter. While you work you choose: how many filters, how large the steps, when to
# stop. If you choose what does best on the test, the test has helped to build the network, and its verdict is too
# good. So there is a third set, for validation: choose by it as often as you like, and ask the test once, at the end.
#
# Whatever finds its way from the test into the training or into a choice is called
# [*leakage*](glossary.md#leakage).
#
# **Your turn.** `order` holds the positions of all pictures, shuffled. The first `test` of them are for the test, the
# next `validation` for validation, all others to train on. No picture may be in two sets, none may be lost.


# %% answer="training-split"
def split(order, test, validation):
    """Three pieces of `order`: to train on, for validation, for the test; (images,) of positions each."""
    ### BEGIN SOLUTION
    return order[test + validation :], order[test : test + validation], order[:test]
    ### END SOLUTION


# %% check="training-split"

# %% [markdown]
# ## One scale
#
# Networks learn more easily when every number that comes in is about as large as the others, and spread around 0.
# So each pixel is [*standardised*](glossary.md#standardise): take away its mean, divide by its spread (the standard
# deviation, `std`). Both are numbers that one has to work out from pictures. From which? If the test pictures take
# part, something of them has leaked.
#
# **Your turn.** Images are rows here, pixels are columns. Work out mean and spread of each pixel from `train`, and use
# them on `images`, whichever these are. A pixel that is the same in all training pictures has a spread of 0; divide by
# 1 there.


# %% answer="training-standardise"
def standardise(images, train):
    """`images` (images, pixels) with the mean and spread that each pixel has over `train` (others, pixels)."""
    ### BEGIN SOLUTION
    mean = train.mean(axis=0)
    spread = train.std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (images - mean) / spread
    ### END SOLUTION


# %% check="training-standardise"

# %% [markdown]
# To try things quickly, let us make the drawings smaller: 8 × 8 pixels, each the mean of 4 × 4, in one row of 64
# numbers. **Predict:** what will the mean of 3,200 drawings look like?

# %%
if solved("training-split") and solved("training-standardise"):
    rows = things.x_train.reshape(4000, 8, 4, 8, 4).mean(axis=(2, 4)).reshape(4000, 64)
    order = np.random.default_rng(0).permutation(4000)
    to_train, to_validate, to_test = split(order, 400, 400)
    small = {
        name: (standardise(rows[chosen], rows[to_train]), things.y_train[chosen])
        for name, chosen in (("train", to_train), ("validation", to_validate), ("test", to_test))
    }
    for name, (images, labels) in small.items():
        print(f"{name:10} {len(labels)} pictures, mean {images.mean().round(3) + 0:+.3f}, spread {images.std():.3f}")
    display(
        mean_and_spread(
            rows[to_train].mean(axis=0).reshape(8, 8),
            rows[to_train].std(axis=0).reshape(8, 8),
            rows[to_train[0]].reshape(8, 8),
            small["train"][0][0].reshape(8, 8),
        )
    )

# %% [markdown]
# The mean of so many drawings is a blur, darker in the middle, where the things stand. Once standardised, what is
# trained on has mean 0 and spread 1; the other two have nearly so, not quite. That small difference is as it should be:
# it says that nothing has leaked.

# %% [markdown]
# ## Why not begin with zeros?
#
# A small network for the small pictures: 64 numbers in, 16 hidden units with ReLU, 4 classes with softmax. It has
# 64 × 16 + 16 + 16 × 4 + 4 = 1,108 parameters.
#
# **Your turn: predict** three numbers.
#
# 1. All parameters begin at 0. How many of the 1,108 does training ever change?
# 2. All weights begin at 0.1, all biases at 0. After training, how many *different* units are there among the 16? (Two
#    units with the same weights count as one.)
# 3. The same for a random start.

# %% answer="training-zeros"
changed_from_zero = ...
different_units = ...
different_at_random = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
changed_from_zero = 4
different_units = 1
different_at_random = 16
### END SOLUTION

# %% check="training-zeros"

# %% [markdown]
# Ten epochs from each start, with everything else alike:

# %%
if solved("training-standardise"):
    sizes = {"inputs": 64, "units": 16, "classes": 4}
    starts = {
        "all zeros": two_layers.alike(0.0, **sizes),
        "all 0.1": two_layers.alike(0.1, **sizes),
        "at random": two_layers.at_random(**sizes),
    }
    found = []
    for name, start in starts.items():
        network, random = start, np.random.default_rng(0)
        for _ in range(10):
            batches_of_32 = two_layers.shuffled(len(to_train), 32, random)
            network = two_layers.epoch(network, *small["train"], batches_of_32, rate=0.05)
        changed, units = two_layers.changed(start, network), two_layers.different_units(network)
        found.append((name, changed, units, f"{two_layers.share_right(network, *small['validation']):.1%}"))
    display(
        Table(
            caption="Three starts, ten epochs each",
            headings=("start", "parameters changed", "different units", "validation right"),
            rows=found,
        )
    )

# %% [markdown]
# From zeros only the four last biases move. The network learns how often each class occurs, and no more: one in four.
# From equal weights all parameters move, but in step: 16 units do the work of one. Chance is what makes units
# different, and only different units can look for different things. Biases may begin at 0: the weights have broken
# the symmetry already.

# %% [markdown]
# ## The loop
#
# One step of training looks at some pictures, works out the slope of the loss and moves every parameter a little
# against it. How many pictures? All of them would be exact, and slow; one alone would be quick, and erratic. A
# [*batch*](glossary.md#batch) of 32 or so is the usual middle.
#
# The batches of one epoch must hold every picture exactly once, in an order that is new each time: pictures are often
# stored class by class, and a network that sees a thousand dogs in a row forgets the cats.
#
# **Your turn.** `random` is a generator as `np.random.default_rng(0)` makes it. If the number of pictures is no
# multiple of the batch size, the last batch is shorter; do not drop it.


# %% answer="training-batches"
def batches(num_images, batch_size, random):
    """The positions 0 to num_images - 1, each once, shuffled by `random`: a list of batches, the last maybe shorter."""
    ### BEGIN SOLUTION
    order = random.permutation(num_images)
    return [order[start : start + batch_size] for start in range(0, num_images, batch_size)]
    ### END SOLUTION


# %% check="training-batches"

# %% [markdown]
# And here is training, all of it. `two_layers.step` is one step down the slope, as in the notebook before.
# **Predict:** is the loss lower after every single step?

# %%
if solved("training-standardise") and solved("training-batches"):
    network, random, every_step = two_layers.at_random(**sizes), np.random.default_rng(0), []
    images, labels = small["train"]
    for _ in range(5):  # epochs
        for batch in batches(len(images), 32, random):
            network = two_layers.step(network, images[batch], labels[batch], rate=0.05)
            every_step.append(two_layers.loss(network, images, labels))
    falls = np.mean(np.diff(every_step) < 0)
    print(f"{len(every_step)} steps; the loss over all pictures fell in {falls:.0%} of them")
    print(f"loss {every_step[0]:.2f} after the first step, {every_step[-1]:.2f} after the last")
    print(f"right on {two_layers.share_right(network, *small['validation']):.1%} of the validation pictures")

# %% [markdown]
# No: each step goes down the slope of *its own* 32 pictures, which is not quite the slope of all. On average it is
# right, and that is enough. Hence the name [*stochastic gradient descent*](glossary.md#stochastic-gradient-descent),
# SGD for short: stochastic means by chance. A rule by which steps are taken is called an
# [*optimizer*](glossary.md#optimizer). The one that trained the network at the beginning, [*Adam*](glossary.md#Adam),
# is a relative of SGD that gives every parameter a step size of its own.

# %% [markdown]
# ## Twenty pictures by heart
#
# Before training for hours there is one test worth making: can the network learn twenty pictures by heart? If it
# cannot, something is broken.
#
# **Your turn: predict.** The network of 29,348 parameters trains on 5 pictures of each class, 60 epochs. How many of
# these 20 does it get right afterwards? And of 1,000 that it has never seen: 1 for fewer than 35%, 2 for 35 to 90%,
# 3 for more than 90%?

# %% answer="training-overfit"
of_the_twenty = ...
of_the_others = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
of_the_twenty = 20
of_the_others = 2
### END SOLUTION

# %% check="training-overfit"

# %%
chosen = np.concatenate([np.flatnonzero(things.y_train == label)[:5] for label in range(4)])
twenty = replace(things, x_train=things.x_train[chosen], y_train=things.y_train[chosen])
by_heart = new_network()
by_heart.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
by_heart.fit(twenty.x_train, twenty.y_train, epochs=60, verbose=0)
for name, of_these in (
    ("its own 20", (twenty.x_train, twenty.y_train)),
    ("1,000 others", (things.x_test, things.y_test)),
):
    loss, right = by_heart.evaluate(*of_these, verbose=0)
    print(f"{name:13} right {right:6.1%}, loss {loss:.2f}")

# %% [markdown]
# All of its own, and half of the others. That is [*overfitting*](glossary.md#overfitting): it has learnt its examples,
# more than what they have in common. On the others its loss is even higher than that of a guess, ln 4 or 1.39: it is
# wrong, and sure of it. The surest cure is more pictures.

# %% [markdown]
# ## Six curves
#
# Six real trainings of that network. Nothing here is drawn by hand; what differs is the number of pictures, the
# learning rate and, once, an honest mistake. Solid: the pictures trained on. Dashed: validation. The diamond: the loss
# on 1,000 fresh pictures, measured once, at the end.

# %%
six_curves(training_runs(), CURVES)

# %% [markdown]
# **Your turn.** Which story belongs to which? Every story occurs once.
#
# | | |
# |---|---|
# | 1 | good |
# | 2 | overfitting |
# | 3 | learning rate too high |
# | 4 | learning rate too low |
# | 5 | leakage: pictures of the validation set were among those trained on |
# | 6 | dead: no unit lets anything through any more |

# %% answer="training-curves"
curve_a = ...
curve_b = ...
curve_c = ...
curve_d = ...
curve_e = ...
curve_f = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
curve_a = 4
curve_b = 2
curve_c = 6
curve_d = 5
curve_e = 1
curve_f = 3
### END SOLUTION

# %% check="training-curves"

# %% [markdown]
# The dead one had a learning rate 20 times the usual 0.001. Early leaps threw unit after unit below 0 for every
# picture, and a [dead unit](glossary.md#dead-unit) has no slope to come back by. When a whole layer is dead, the
# rest can only guess.

# %% [markdown]
# ## Choose the learning rate
#
# The [*learning rate*](glossary.md#learning-rate) says how far one step goes. Nobody can work it out beforehand, so one
# tries: six rates, each ten times the one before. The network is the small one, ten epochs each. **Predict** which
# rates will be too low, and which too high.

# %%
if solved("training-standardise") and solved("training-batches"):
    rates = np.array([0.0001, 0.001, 0.01, 0.1, 1, 10])
    trained = []
    for rate in rates:
        network, random = two_layers.at_random(**sizes), np.random.default_rng(0)
        for _ in range(10):
            network = two_layers.epoch(network, images, labels, batches(len(images), 32, random), rate)
        trained.append(network)
    losses = {
        name: np.array([two_layers.loss(network, *given) for network in trained]) for name, given in small.items()
    }
    display(
        Table(
            caption="Loss after ten epochs; nan (not a number) where the steps have left all bounds",
            headings=("rate", "training", "validation"),
            rows=[
                (f"{rate:g}", f"{one:.3f}", f"{other:.3f}")
                for rate, one, other in zip(rates, losses["train"], losses["validation"], strict=True)
            ],
        )
    )

# %% [markdown]
# The two smallest rates have hardly begun after ten epochs; the largest has leapt out of all bounds.
#
# **Your turn.** Write the choice as a function. It is given three rows of losses, as they were measured above; which of
# them may decide? Mind the runs whose loss is nan: `np.argmin` takes nan for the smallest of all.


# %% answer="training-rate"
def best_rate(rates, losses):
    """The rate to take, one of `rates` (runs,).

    losses: under "train", "validation" and "test" the loss of every run, (runs,) each; some may be nan.
    """
    ### BEGIN SOLUTION
    return rates[np.nanargmin(losses["validation"])]
    ### END SOLUTION


# %% check="training-rate"

# %%
if solved("training-rate") and solved("training-standardise") and solved("training-batches"):
    rate = best_rate(rates, losses)
    chosen_network = trained[list(rates).index(rate)]
    print(f"chosen: {rate:g}")
    print(f"and now, once, the test: {two_layers.share_right(chosen_network, *small['test']):.1%} right")

# %% [markdown]
# ## Stop in time
#
# Here is overfitting again, with the small network and 150 pictures only. **Predict:** after how many epochs would you
# have stopped?

# %%
if solved("training-standardise") and solved("training-batches"):
    few_images, few_labels = images[:150], labels[:150]
    network, random = two_layers.at_random(**sizes), np.random.default_rng(1)
    kept = [network]
    for _ in range(60):
        network = two_layers.epoch(network, few_images, few_labels, batches(150, 32, random), rate=0.1)
        kept.append(network)
    validation_losses = np.array([two_layers.loss(network, *small["validation"]) for network in kept])
    training_losses = np.array([two_layers.loss(network, few_images, few_labels) for network in kept])
    display(losses_of({"training": training_losses, "validation": validation_losses}))

# %% [markdown]
# Watch the validation loss and stop when it no longer gets better: [*early stopping*](glossary.md#early-stopping). Not
# at the first bad epoch, for the curve is bumpy: wait for `patience` epochs in a row that bring nothing better than the
# best so far. Then go back to the weights of the best.
#
# **Your turn.** Return two numbers: the best epoch, and the one after which the training stops. The first loss belongs
# to epoch 0. Better means less, not equal. If it never stops early, the second number is that of the last epoch. And
# do not look ahead: what comes after the stop never happens.


# %% answer="training-early-stopping"
def stop_early(validation_losses, patience):
    """The best epoch and the last one, (best, last). validation_losses: (epochs,), patience: 1 or more."""
    ### BEGIN SOLUTION
    best = 0
    for epoch, loss in enumerate(validation_losses):
        if loss < validation_losses[best]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(validation_losses) - 1
    ### END SOLUTION


# %% check="training-early-stopping"

# %%
if solved("training-early-stopping") and solved("training-standardise") and solved("training-batches"):
    best, last = stop_early(validation_losses, patience=5)
    print(f"stopped after epoch {last}, back to epoch {best}")
    for name, epoch in (("best", best), ("stop", last), ("end", len(kept) - 1)):
        print(f"{name:4} epoch {epoch:2}: validation loss {validation_losses[epoch]:.3f}")
    display(losses_of({"training": training_losses, "validation": validation_losses}, mark={"validation": best}))

# %% [markdown]
# ## Recover a kernel
#
# To end with, the whole idea in its purest form. Someone has slid a secret [kernel](glossary.md#kernel) of 3 × 3 over
# the boat and gives you the picture and the map. Can you find the nine numbers? Begin with zeros, and go down the slope
# of the loss
#
# loss = mean over the map of ½ (map − target)²
#
# A weight at (row, column) meets, at all the places of the window, the part of the picture that begins at (row,
# column). If it grows by a little, each place of the map grows by that little times the pixel. So its slope is the mean
# of error × pixel over that part, where error = map − target.
#
# (Zeros are a fair start here: the nine weights meet different pixels, so nothing is symmetric.)
#
# **Your turn.** One step. `slide(picture, kernel)` gives the map. Then **predict:** after 10 steps, 100 or 1,000, when
# will you recognise what the kernel looks for?


# %% answer="training-kernel-step"
def kernel_step(kernel, picture, target, rate):
    """The kernel after one step down the slope. kernel: (rows, columns), target: as large as the map."""
    ### BEGIN SOLUTION
    error = slide(picture, kernel) - target
    gradient = slide(picture, error) / error.size
    return kernel - rate * gradient
    ### END SOLUTION


# %% check="training-kernel-step"

# %%
if solved("training-kernel-step"):
    secret = KERNELS["Sobel x"]
    painted = photo("boat", grey=True, shrink=4)
    painted = (painted - painted.mean()) / painted.std()
    target = slide(painted, secret)
    kernel, seen = np.zeros((3, 3)), {}
    for steps in range(1001):
        if steps in (0, 10, 100, 1000):
            seen[f"{steps} steps"] = kernel.round(2) + 0.0  # + 0.0 turns −0 into 0
        kernel = kernel_step(kernel, painted, target, rate=0.2)
    display(small_arrays({**seen, "the secret": secret}))
    print(f"largest difference after 1,000 steps: {np.abs(kernel - secret).max():.3f}")

# %% [markdown]
# After 10 steps one can tell what it is, the exact numbers take many more. Nobody told it that this was an edge
# detector. It found it, because that is what makes the error small. A convolutional network does the same with all its
# kernels at once; only that no one knows the targets of the maps in between. The slope tells how each of them should
# change.
#
# **Try it:** another secret (`KERNELS["emboss"]`), or a rate of 0.3 instead of 0.2. The second ends badly: which of the
# six curves is it?

# %% [markdown]
# ## What you have done
#
# - Three sets: train on the first, choose by the second, ask the third once. Mean and spread come from the first alone.
# - A random start, since equal units stay equal.
# - The loop: shuffle, cut, step; every picture once an epoch.
# - The shape of two curves and one honest number tell what went wrong.
# - The learning rate and the moment to stop are chosen by validation.
#
# ## What to try next (optional)
#
# **Drawings by other hands.** 68 dogs, cats, boats and birds from fonts. The network has seen only what one program
# drew. **Predict:** how many of a hundred does it get right? And what of the painted boat of this course?

# %%
others, their_labels = glyphs()
_, right = model.evaluate(others, their_labels, verbose=0)
painted_boat = model.predict(photo("boat", grey=True, shrink=8)[np.newaxis, :, :, np.newaxis], verbose=0)[0]
print(f"right on {right:.0%} of the glyphs")
print(
    "of the painted boat it says:",
    ", ".join(f"{n} {p:.2f}" for n, p in zip(things.class_names, painted_boat, strict=True)),
)

# %% [markdown]
# Far fewer than of its own test pictures. The test told the truth, about pictures *like these*; it cannot know about
# others. Train with `new_network(seed=1)` and ask for the painted boat again: answers on unlike pictures are a matter
# of luck.
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [Loss and gradients](08-loss-and-gradients.ipynb). **Next:** [LeNet](10-lenet.ipynb), where you build
# and train a network that reads digits.
#
# **Further reading:** Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning* (2016), chapters 7 and 8.
# Kaiming He and others, *Delving Deep into Rectifiers* (2015), on random starts that suit ReLU. Diederik Kingma and
# Jimmy Ba, *Adam: A Method for Stochastic Optimization* (2015).

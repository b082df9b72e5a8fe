# %% [markdown]
# # Look inside: what a trained network sees
#
# A network that reads digits is 27,226 numbers and nothing else. Which of them matter for which pixel? What does a
# filter wait for? Which digits does it mix up, and what fools it? You will take your own trained network apart and
# ask it, first by hand, in a live picture, then with eight small tools that you write yourself.
#
# At the end of this notebook you will be able to
#
# - get the output of any layer, and find the patches that excite a filter most;
# - find out which part of a picture an answer depends on, by covering it and by slopes;
# - read a confusion matrix, and prepare a drawing so that a network can read it;
# - make a picture that a network likes better than any digit, and say why that is no digit;
# - say what features are learnt when nobody says what the pictures show.
#
# **Time:** about two hours of yours (an estimate). The computer's share is about a minute on two cores.
#
# **What you need:** the network of [LeNet](10-lenet.ipynb), and what a slope is, as in [Loss and
# gradients](08-loss-and-gradients.ipynb).

# %%
from checker.quiet import quiet_stderr

with quiet_stderr():
    import keras
import numpy as np
from keras import layers

from course.data import digits
from course.guard import solved
from course.own_digit import fit_to_box, middle_of_ink
from course.photo_features import first_layer, learnt_features
from course.pictures.digits import verdicts
from course.pictures.explorer import Explorer
from course.pictures.inside_confusion import confusion_picture
from course.pictures.inside_features import feature_sheet, orientation
from course.pictures.inside_maps import heat_rows, layer_maps
from course.pictures.inside_patches import patch_rows
from course.pictures.photos import photo_row
from course.table import Table
from course.trained_network import shift
from course.training import train
from course.visualise import blurred, cut_patches, pixel_gradient

images = digits()

# %% [markdown]
# ## The network, once more
#
# This is the network that you completed in lesson 10, trained afresh on the 4,000 digits to learn from. Everything
# below is asked of the 1,000 test digits, which it has never seen.

# %%
keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input(shape=(32, 32, 1)),
        layers.Conv2D(6, kernel_size=5),  # layer 0
        layers.Activation("relu"),  # layer 1
        layers.MaxPooling2D(pool_size=2, strides=2),  # layer 2
        layers.Conv2D(16, kernel_size=8),  # layer 3
        layers.Activation("tanh"),  # layer 4
        layers.MaxPooling2D(pool_size=3, strides=3),  # layer 5
        layers.Flatten(),
        layers.Dense(120),
        layers.Dense(100),
        layers.Dense(10),  # layer 9: the scores
        layers.Activation("softmax"),
    ]
)
history = train(model, images, epochs=8)

# %%
probabilities = model.predict(images.x_test, verbose=0)
said = probabilities.argmax(axis=1)
right = said == images.y_test
print(f"{right.sum()} of {len(right)} test digits are read correctly")

# %% [markdown]
# ## Draw, and follow it through
#
# Here is the whole network at work. Draw a digit, with the mouse, a finger or the keyboard, or choose one of the test
# digits. All layers follow every stroke. Point at any cell of any layer, or walk there with the arrow keys: you see the
# numbers that went into it, the products written out, and which part of your drawing it depends on, all the way back.
#
# **Predict** before you try:
#
# - Point at a cell after the first pooling. How many cells of the map before does it look at, and which of them wins?
# - Point at a cell of the last pooled maps. How large is the part of the drawing that it sees?
# - Set **Colours show** to what speaks for or against the class that wins. Will all of it be positive?

# %%
explorer = Explorer(model, pictures=images.x_test[:20], labels=images.y_test[:20], class_names=images.class_names)
explorer

# %% [markdown]
# A pooled cell looks at four cells, and the largest of them wins. A cell of the last pooled maps sees 24 × 24 pixels
# of the drawing. And no, not all is positive: some cells speak against the class that wins. What counts is the sum.
#
# `explorer.save("my-network.html")` writes all of it, your weights included, into one file that any browser opens
# without Python. You can give it to someone who has none of this installed.
#
# The explorer takes a network of your own, too: any `keras.Sequential` of convolutions, activations, pooling, `Flatten`
# and `Dense` layers that begins with a picture and ends in one number for each class. What it cannot show, it names.
#
# One of the best known pictures of this kind is Adam Harley's, of 2015 (see the end of this notebook): a network that
# reads a drawn digit, in 2-D and in 3-D, with 62,902 parameters and, its pixels included, 9,134 nodes on one screen. If
# you come across it, three things are easily misread. Its network is another one: filters of 5 × 5 in both blocks, of
# which the 16 of the second read only some of the maps, and no ReLU and no softmax anywhere, but 1.7159 tanh(2x/3) in
# every layer. So a bright cell in its last row is no probability: brightness is stretched between the lowest and the
# highest number of each map. And a cell that is pooled looks at 2 × 2 cells, whatever a caption may say. In the picture
# above, too, **Scale** says what shares one scale of colours; look at it before you compare two maps.

# %% [markdown]
# ## The output of any layer
#
# In Keras a model keeps its layers in a list, `model.layers`, and a layer is called like a function: `layer(values)` is
# what it makes of the values. What comes out are its [*activations*](glossary.md#activations): the word is also used
# for the functions, ReLU and tanh, so look which is meant.
#
# **Your turn.** The output of layer `number`, counted from 0, for a batch of pictures.


# %% answer="inside-activations"
def activations(layers, images, number):
    """What layer `number` gives for `images`, when the pictures go into layer 0, its result into layer 1, and so on."""
    ### BEGIN SOLUTION
    values = images
    for layer in layers[: number + 1]:
        values = layer(values)
    return values
    ### END SOLUTION


# %% check="inside-activations"

# %%
if solved("inside-activations"):
    one = images.x_test[:1]
    display(layer_maps(np.asarray(activations(model.layers, one, 0))[0], name="the first convolution", columns=6))
    display(layer_maps(np.asarray(activations(model.layers, one, 4))[0], name="the second block, after tanh"))

# %% [markdown]
# The first maps still show a digit, each from another side: one the edges above its strokes, another those below. What
# the second block's maps show can hardly be told by eye. So ask another way: *which picture* makes a filter answer
# loudest?

# %% [markdown]
# ## What excites a filter
#
# Show all test digits to the network, and look for the cells at which one filter's map is highest.
#
# **Your turn.** The `count` largest numbers of one channel's maps, as places: image, row, column, the largest first.


# %% answer="inside-strongest"
def strongest(maps, channel, count):
    """Where map `channel` is largest: (count, 3), image, row, column. maps: (images, rows, columns, channels)."""
    ### BEGIN SOLUTION
    chosen = maps[:, :, :, channel]
    order = np.argsort(chosen, axis=None)[::-1][:count]
    return np.stack(np.unravel_index(order, chosen.shape), axis=-1)
    ### END SOLUTION


# %% check="inside-strongest"

# %% [markdown]
# A place on a map is not yet a patch of the picture. From lesson [04](04-geometry.ipynb) you know how large the
# [*receptive field*](glossary.md#receptive-field) of a cell is; now you also need where it begins. Without padding the
# window of cell (row, column) begins at (row × stride, column × stride), and each cell in it sees a window in turn.
#
# **Your turn.** Top edge, left edge and side of the patch that a cell sees. `windows` are the (size, stride) of the
# layers that have a window, from the picture on: ((5, 1), (2, 2), (8, 1)) for a cell of the second convolution.


# %% answer="inside-patch"
def patch_of(row, column, windows):
    """Top, left and side of the patch that the cell (row, column) sees. windows: ((size, stride), ...)."""
    ### BEGIN SOLUTION
    top, left, side = row, column, 1
    for size, stride in reversed(windows):
        top = top * stride
        left = left * stride
        side = (side - 1) * stride + size
    return top, left, side
    ### END SOLUTION


# %% check="inside-patch"

# %% [markdown]
# **Predict** how large the patches of the first and of the second convolution will be. Here they are, for each filter
# the ten that excite it most, out of all test digits.

# %%
if solved("inside-activations") and solved("inside-strongest") and solved("inside-patch"):
    for number, windows, name in (
        (0, ((5, 1),), "first convolution"),
        (4, ((5, 1), (2, 2), (8, 1)), "second convolution, after tanh"),
    ):
        maps = np.concatenate(
            [np.asarray(activations(model.layers, part, number)) for part in np.split(images.x_test, 10)]
        )
        rows = {}
        for channel in range(6):
            places = strongest(maps, channel, 10)
            rows[f"filter {channel}"] = cut_patches(
                images.x_test, places, lambda row, column, windows=windows: patch_of(row, column, windows)
            )
        side = rows["filter 0"].shape[1]
        display(patch_rows(rows, shows=f"The patches that excite filters of the {name} most"))
        print(f"{name}: patches of {side} × {side}")

# %% [markdown]
# In each row the patches have something in common, and that is what the filter waits for: a stroke of one slant, an
# end, an edge with black below it. In the second convolution it is half a digit: a bow, a crossing, a corner.
#
# Be careful with what you conclude. Such a row shows what excites a filter *most*; what else it answers to, it does not
# show. And some rows have no name in any language.

# %% [markdown]
# ## Cover it, and see
#
# Which part of the picture does the answer hang on? Cover a part with grey, and look how far the probability falls.
# Then the next part. This is [*occlusion*](glossary.md#occlusion).
#
# **Your turn.** Make all the covered pictures: a grey square of `size` pixels stands at the top left, then `stride`
# pixels further, and so on, in every place where it is wholly on the picture.


# %% answer="inside-occluded"
def occluded(picture, size, stride, grey):
    """The picture with a grey square in each place: (places down, places across, rows, columns)."""
    ### BEGIN SOLUTION
    rows = (picture.shape[0] - size) // stride + 1
    columns = (picture.shape[1] - size) // stride + 1
    result = np.zeros((rows, columns, *picture.shape))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            result[i, j] = picture
            result[i, j, top : top + size, left : left + size] = grey
    return result
    ### END SOLUTION


# %% check="inside-occluded"

# %% [markdown]
# For each of four digits, here is the first that the network reads correctly, but is not quite sure of. Each map has a
# cell for every place of the square, and its colour is what is left of the probability of the true digit. The square is
# drawn in orange on the first picture. **Predict** where the dark spots will be.

# %%
unsure = right & (probabilities.max(axis=1) < 0.99)
chosen = [int(np.flatnonzero(unsure & (images.y_test == digit))[0]) for digit in (2, 4, 7, 8)]

if solved("inside-occluded"):
    SIZE, STRIDE = 8, 2
    heat = {}
    for position in chosen:
        picture, label = images.x_test[position, :, :, 0], images.y_test[position]
        covered = occluded(picture, SIZE, STRIDE, grey=0.5)
        rows, columns = covered.shape[:2]
        answers = model.predict(covered.reshape(-1, 32, 32, 1), verbose=0)
        heat[f"digit {label}"] = (picture, answers[:, label].reshape(rows, columns))
    display(heat_rows(heat, heat="probability of the true digit", size=SIZE))

# %% [markdown]
# Where it turns dark, something was covered without which the digit is another one, to the network at least. But look
# closer: some dark spots lie beside the stroke. There the square hides nothing; being grey on black, it *adds* ink. Put
# `grey=0` and it only erases. What a map of occlusion says depends on what you cover with.

# %% [markdown]
# ## Ask the slopes
#
# Training asks by how much the loss changes when a *weight* changes a little. The same can be asked of a *pixel*: by
# how much does the score of a class grow when this pixel grows a little? Back-propagation finds these slopes for all
# pixels at once; nothing is covered and nothing is tried. Keras hands the work to TensorFlow's [*gradient
# tape*](glossary.md#gradient-tape): it takes down every step on the way forward, and goes through them backwards.
# `pixel_gradient` is eight lines around it.
#
# The score is taken before softmax: after it, a class that is nearly sure has slopes of nearly 0 everywhere.
#
# What the eye wants is one number for each pixel: *how much* depends on it, up or down, between 0 and 1. That is a
# [*saliency*](glossary.md#saliency) map.
#
# **Your turn.** From gradients to saliency: without signs, the largest over the channels (grey digits have one, colour
# pictures three), and each picture divided by its own largest number. A picture without any gradient stays 0.


# %% answer="inside-saliency"
def saliency(gradients):
    """How much each pixel matters, 0 to 1: (images, rows, columns). gradients: (images, rows, columns, channels)."""
    ### BEGIN SOLUTION
    strength = np.abs(gradients).max(axis=3)
    largest = strength.max(axis=(1, 2), keepdims=True)
    return strength / np.where(largest > 0, largest, 1)
    ### END SOLUTION


# %% check="inside-saliency"

# %%
wanted = np.eye(10, dtype="float32")[images.y_test[chosen]]  # a row for each picture, 1 at its digit
gradients = pixel_gradient(
    model.layers[:-1], images.x_test[chosen], lambda scores: keras.ops.sum(scores * wanted, axis=1)
)

if solved("inside-saliency"):
    matters = saliency(gradients)
    display(
        heat_rows(
            {
                f"digit {images.y_test[position]}": (images.x_test[position, :, :, 0], matters[place])
                for place, position in enumerate(chosen)
            },
            heat="saliency",
        )
    )
    print("the last two rows and columns:", matters[:, 30:].max(), matters[:, :, 30:].max())

# %% [markdown]
# Again much of it lies beside the stroke: ink *there* would change the digit. The map looks grainy, for a slope tells
# of a very small change only, and max pooling passes it on to one pixel of four. And the last two rows and columns are
# exactly 0: these are the pixels that you found to be ignored in lesson [10](10-lenet.ipynb). No picture of a network
# is an explanation, but some are proofs.

# %% [markdown]
# ## What is taken for what
#
# Of all answers to all test digits, a [*confusion matrix*](glossary.md#confusion-matrix) keeps count. The row is what a
# picture is, the column what the network says. Here is one of another network, which tells dogs, cats and boats apart:
#
# | it is ↓, it is called → | dog | cat | boat |
# |---|---|---|---|
# | **dog** | 18 | 5 | 2 |
# | **cat** | 7 | 20 | 3 |
# | **boat** | 1 | 6 | 33 |
#
# **Your turn.** Read four numbers off it: how many dogs were called cats; how many pictures of cats there are, whatever
# they were called; how many pictures were called a boat, whatever they are; and how many were recognised.

# %% answer="inside-read"
dogs_called_cats = ...
cats = ...
called_boat = ...
right_ones = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
dogs_called_cats = 5
cats = 30
called_boat = 38
right_ones = 71
### END SOLUTION

# %% check="inside-read"

# %% [markdown]
# **Your turn.** Now count one yourself.


# %% answer="inside-confusion"
def confusion(labels, said, classes):
    """How often each class was called what: (classes, classes), whole numbers, rows true. labels, said: (pictures,)."""
    ### BEGIN SOLUTION
    matrix = np.zeros((classes, classes), dtype=int)
    for label, answer in zip(labels, said, strict=True):
        matrix[label, answer] += 1
    return matrix
    ### END SOLUTION


# %% check="inside-confusion"

# %% [markdown]
# **Predict** which two digits your network mixes up most.

# %%
if solved("inside-confusion"):
    matrix = confusion(images.y_test, said, 10)
    display(confusion_picture(matrix, images.class_names))
    mistakes = np.where(np.eye(10, dtype=bool), 0, matrix)
    truth, answer = np.unravel_index(mistakes.argmax(), mistakes.shape)
    print(f"The commonest mistake: {truth} called {answer}. Times: {mistakes.max()}. The first of them:")
    cases = np.flatnonzero((images.y_test == truth) & (said == answer))[:4]
    display(verdicts(images.x_test[cases], images.y_test[cases], probabilities[cases]))

# %% [markdown]
# One number, the share of right answers, would have hidden all this. Look whether the matrix is the same on both sides
# of its diagonal. It need not be: a 4 may pass for a 9 more often than a 9 for a 4.

# %% [markdown]
# ## Your own digit
#
# Perhaps the explorer misread your drawing, however clear it was. All digits that the network has learnt from had been
# prepared: scaled so that the longer side has 20 pixels, then laid into the picture so that the middle of their ink is
# always at the same place. The network knows nothing else. To be read, a drawing must be prepared likewise.
#
# The middle of the ink is a mean: the mean row and the mean column of all pixels, each weighed by its ink. For all
# training digits together it is here:

# %%
middles = np.array([middle_of_ink(digit[:, :, 0]) for digit in images.x_train])
print(f"row {middles[:, 0].mean():.2f}, column {middles[:, 1].mean():.2f}")
print(f"furthest from there: {np.abs(middles - middles.mean(axis=0)).max():.2f} pixels")

# %% [markdown]
# Row 16 and column 16, always to within a pixel: side / 2. (The pixels count from 0 to 31, so the very middle is at
# 15.5. Whoever prepared these digits took the half. It does not matter where the middle is, so long as it is the same.)
#
# `fit_to_box` does the scaling. **Your turn:** lay a digit on a black square so that the middle of its ink comes as
# near to row and column side / 2 as whole pixels allow. A digit that would hang over an edge is pushed back until it is
# whole.


# %% answer="inside-centred"
def centred(digit, side):
    """The digit (rows, columns) on a black square (side, side), its ink's middle at row and column side / 2."""
    ### BEGIN SOLUTION
    rows, columns = np.indices(digit.shape)
    ink = digit.sum()
    top = round(side / 2 - (rows * digit).sum() / ink)
    left = round(side / 2 - (columns * digit).sum() / ink)
    top = min(max(top, 0), side - digit.shape[0])
    left = min(max(left, 0), side - digit.shape[1])
    result = np.zeros((side, side))
    result[top : top + digit.shape[0], left : left + digit.shape[1]] = digit
    return result
    ### END SOLUTION


# %% check="inside-centred"

# %% [markdown]
# A trial: all test digits, half as large and in the top left corner, as someone in a hurry might draw them. **Predict**
# how many of 100 will be read as they are, and how many once they are prepared.

# %%
if solved("inside-centred"):
    hasty = np.zeros_like(images.x_test)
    hasty[:, :16, :16] = images.x_test.reshape(-1, 16, 2, 16, 2, 1).mean(axis=(2, 4))
    prepared = np.stack([centred(fit_to_box(drawing[:, :, 0]), 32) for drawing in hasty])[..., np.newaxis]
    for name, drawn in (("as they are", hasty), ("prepared", prepared)):
        answers = model.predict(drawn, verbose=0).argmax(axis=1)
        print(f"{name}: {np.mean(answers == images.y_test):.1%} read correctly")
    display(photo_row({"as drawn": hasty[0, :, :, 0], "prepared": prepared[0, :, :, 0]}))

# %% [markdown]
# And now yours: what is drawn in the explorer at this moment. Draw, come back here, and run this cell again.

# %%
if solved("inside-centred"):
    drawing = explorer.image[:, :, 0]
    if drawing.max() < 0.1:
        print("The explorer's picture is black: draw a digit there, then run this cell again.")
    else:
        both = np.stack([drawing, centred(fit_to_box(drawing), 32)])[..., np.newaxis]
        for name, answer in zip(("as drawn", "prepared"), model.predict(both, verbose=0), strict=True):
            first, second = answer.argsort()[::-1][:2]
            print(f"{name}: first guess {first} ({answer[first]:.0%}), second {second} ({answer[second]:.0%})")
        display(photo_row({"as drawn": both[0, :, :, 0], "prepared": both[1, :, :, 0]}))

# %% [markdown]
# ## What fools it
#
# All of these leave every digit as legible to you as before. **Predict** for each how many of 100 your network will
# still read; you know the effect of shifts from [Pooling](06-pooling.ipynb).

# %%
changed = {f"{pixels} pixels to the right": shift(images.x_test, pixels) for pixels in range(6)}
changed["black and white swapped"] = 1 - images.x_test
changed["turned by 90 degrees"] = np.rot90(images.x_test, axes=(1, 2))
shares = {
    name: np.mean(model.predict(pictures, verbose=0).argmax(axis=1) == images.y_test)
    for name, pictures in changed.items()
}
Table(
    caption="Test digits, changed",
    headings=("change", "read correctly"),
    rows=[(name, f"{share:.1%}") for name, share in shares.items()],
)

# %%
photo_row({name: pictures[chosen[1], :, :, 0] for name, pictures in list(changed.items())[4:]})

# %% [markdown]
# One in ten is what guessing gives. Swapped or turned, the digits mean next to nothing to the network: its filters wait
# for white strokes of certain slants, and there are none. (Some digits do survive a turn: look at a 0.) It has not
# learnt what a digit is. It has learnt what sets these ten kinds of pictures apart, as they were shown to it. If it is
# to read swapped or turned digits, it must be shown such digits.

# %% [markdown]
# ## The picture it likes best
#
# The slopes of the score tell, for each pixel, which way is up. So change the picture a little in that direction, again
# and again: [*gradient ascent*](glossary.md#gradient-ascent), training turned round. Weights stay as they are, pixels
# learn. What comes out is a picture that excites a unit more than any other: [*activation
# maximisation*](glossary.md#activation-maximisation).
#
# **Your turn.** One step uphill. Gradients may be tiny or huge, so divide this one by the root of the mean of its
# squares first; then `rate` alone says how large the step is. No pixel may be darker than 0 or brighter than 1.


# %% answer="inside-climb"
def climb(picture, gradient, rate):
    """The picture after one step uphill, between 0 and 1. picture, gradient: arrays of the same shape."""
    ### BEGIN SOLUTION
    length = np.sqrt(np.mean(gradient**2))
    return np.clip(picture + rate * gradient / length, 0, 1)
    ### END SOLUTION


# %% check="inside-climb"

# %% [markdown]
# Ten pictures start as grey noise, and each climbs towards the score of its own digit, 60 steps. Then the same again
# with one change: after each step the picture is blurred a little. **Predict:** will there be digits?

# %%
if solved("inside-climb"):
    own = np.eye(10, dtype="float32")
    liked = {}
    for name, smooth in (("uphill only", lambda picture: picture), ("and blurred", blurred)):
        pictures = np.random.default_rng(0).uniform(0.4, 0.6, (10, 32, 32, 1))
        for _ in range(60):
            slopes = pixel_gradient(model.layers[:-1], pictures, lambda scores: keras.ops.sum(scores * own, axis=1))
            for digit in range(10):
                pictures[digit, :, :, 0] = smooth(climb(pictures[digit, :, :, 0], slopes[digit, :, :, 0], 0.1))
        answers = model.predict(pictures, verbose=0)
        as_meant = (answers.argmax(axis=1) == np.arange(10)).sum()
        print(f"{name}: {as_meant} of 10 are read as meant, the least sure with {answers.max(axis=1).min():.1%}")
        liked[name] = pictures[:, :, :, 0]
    display(patch_rows(liked, shows="Pictures that the network takes for the digits 0 to 9"))

# %% [markdown]
# The network is surer of these than of many a digit, and in the upper row you would not call one of them a digit. It
# was never asked to tell digits from what is none. (Where the noise stayed as it was, to the right and at the bottom,
# are the pixels without a slope.) The blur helps, because it forbids what no handwriting has, and what then comes out
# owes something to the network, and something to the blur. Beautiful pictures of this kind, which you will find in many
# places, owe a good deal to such aids.

# %% [markdown]
# ## Features that nobody asked for
#
# So far the labels decided what was worth looking at. In 2009 Honglak Lee and others had networks learn from
# photographs *without labels*. In their convolutional [*deep belief network*](glossary.md#deep-belief-network) every
# layer answers a picture with on and off, then has to paint the picture again from its answers alone; what is missing
# tells the kernels how to change. Their first layer had learnt edges, the next ones corners, arcs and, from pictures of
# faces, parts of faces.
#
# Here is such a layer, a convolutional [*restricted Boltzmann machine*](glossary.md#restricted-Boltzmann-machine),
# learning from the seven photographs of this course while you watch: 24 kernels of 10 × 10, which begin as noise. Broad
# shades were taken out of the photographs beforehand ([*whitening*](glossary.md#whitening)), for they outweigh
# everything else.
#
# **Predict** what the kernels will become.

# %%
place = display(display_id=True)
for layer in first_layer():
    kernels = layer.kernels[:, :, :, 0]
    place.update(feature_sheet(kernels, name="kernels learnt from photographs"))

# %%
along = np.array([orientation(kernel) for kernel in kernels])  # how far each is a straight stripe, and its direction
noise = [orientation(kernel)[0] for kernel in np.random.default_rng(0).normal(size=kernels.shape)]
print(f"a straight stripe has 1.00, noise {np.mean(noise):.2f}, these kernels {along[:, 0].mean():.2f} on the average")
print("directions of the five straightest:", ", ".join(f"{angle:.0f}°" for _, angle in sorted(along.tolist())[-5:]))

# %% [markdown]
# Stripes and edges, of many directions, in many places: nobody said that edges are worth having. They are what it takes
# to paint photographs with few strokes.
#
# "The first layer learns edges" is often said, and it is shorthand. Some of these kernels are no edge, and some of
# them, as in every network, mean nothing that could be put into words. Compare the first layer of your digit network:

# %%
feature_sheet(
    model.layers[0].get_weights()[0][:, :, 0, :].transpose(2, 0, 1), name="kernels of the digit network", columns=6
)

# %% [markdown]
# A second layer learns from the answers of the first, pooled, in the same manner. That takes minutes, so it was done
# beforehand (by `data/make_features.py`). For each of its 24 filters, the kernels of the first layer are laid where it
# wants them:

# %%
feature_sheet(learnt_features().second, name="features of the second layer")

# %% [markdown]
# Longer contours, most of them level, some upright or slanting, and stripes side by side: simple things put together.
# Others are a jumble, and several are nearly the same. On photographs of faces, with more layers and many more
# pictures, the features of 2009 went on to eyes, noses and whole faces. With seven photographs there is nothing of the
# kind to be found, and we do not claim it.

# %% [markdown]
# ## What you have done
#
# - Any layer's output can be had, and the patches that excite a filter show what it waits for.
# - Occlusion covers, saliency takes slopes; both say where an answer hangs on the picture, and both must be read with
#   care.
# - A confusion matrix says more than a share of right answers. A drawing must be prepared like the digits learnt from.
# - The network is fooled by changes that are nothing to you, and sure of pictures that are nothing at all.
# - Edges are learnt even without labels.
#
# **Words:** every term of this notebook is in the [glossary](glossary.md).
#
# **Before this:** [LeNet](10-lenet.ipynb). **Next:** [Architectures](12-architectures.ipynb), the networks that
# came after.
#
# **To read on:** Adam Harley, "An Interactive Node-Link Visualization of Convolutional Neural Networks" (ISVC 2015);
# Matthew Zeiler and Rob Fergus, "Visualizing and Understanding Convolutional Networks" (2014), with top patches and
# occlusion; Karen Simonyan, Andrea Vedaldi and Andrew Zisserman, "Deep Inside Convolutional Networks" (2014), on
# saliency and activation maximisation; Julius Adebayo and others, "Sanity Checks for Saliency Maps" (2018), on how they
# mislead; Honglak Lee and others, "Convolutional Deep Belief Networks for Scalable Unsupervised Learning of
# Hierarchical Representations" (2009).

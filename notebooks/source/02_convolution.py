# %% [markdown]
# # Convolution by hand
#
# How does one look for an edge, a corner, a stroke in a picture, wherever it may be? A small window is moved over the
# picture, and at every place the same little sum is done. That is all, and networks that see are built of it. Here
# you do the sum yourself, first with a pencil, then with loops, then for fifty pictures at once.
#
# At the end of this notebook you will be able to
#
# - work out any number of a feature map by hand;
# - write the loops that make a whole map, and the three lines that do it without a loop;
# - tell convolution from cross-correlation, and say which of them a network does;
# - say beforehand what happens to the map when the picture gets brighter or moves.
#
# **Time:** about an hour and a half of yours (an estimate). The computer's share is a few seconds.
#
# **What you need:** Python, and pictures as arrays, as in [Pixels](01-pixels.ipynb): rows, columns, slices. No
# knowledge of networks.

# %%
from time import perf_counter

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course.data import PHOTOS, digits, photo
from course.guard import solved
from course.kernels import KERNELS
from course.pictures.kernels import maps
from course.pictures.small_arrays import small_arrays
from course.pictures.step_player import StepPlayer

# %% [markdown]
# ## A window and a sum
#
# Two small arrays: a picture, and a [*kernel*](glossary.md#kernel), which is also called a
# [*filter*](glossary.md#filter). The kernel is laid on the picture, at its top left corner first. The part of the
# picture that lies under it is the [*window*](glossary.md#window). Now each pixel of the window is **multiplied** by
# the number of the kernel that lies on it, **and the products are added**. One window, one number.
#
# Then the window moves on by one pixel, to the right as far as it goes, then one row down and from the left again.
# The sums, written down in the same order, are a new array: the [*feature map*](glossary.md#feature-map).
#
# **Predict.** The picture below has 4 rows and 5 columns, the kernel 2 and 2. How many rows and columns will the map
# have? Then press **Next product** a few times, and **Next window**. Before each sum is finished, write into the
# field what it will be, and press **Is it right?**

# %%
StepPlayer(np.array([[0, 1, 2, 0, 0], [0, 3, 1, 0, 1], [2, 0, 0, 1, 0], [0, 1, 0, 2, 3]]), np.array([[1, 2], [0, -1]]))

# %% [markdown]
# Every number of the picture and of the kernel can be changed: click on it twice, or walk there with Tab and the
# arrow keys and type. A press on a cell of the map puts the window where that cell comes from. The two sliders below
# can wait: *stride* and *padding* come later in this lesson.
#
# A window of 2 has 4 places on 5 pixels, and 3 places on 4: so the map is 3 × 4, a little smaller than the picture.
#
# **Your turn.** Write the sum for one window. Both arrays have the same shape, and what comes back is a single
# number.


# %% answer="convolution-window"
def multiply_and_add(window, kernel):
    """The products of two arrays of the same shape, number by number, added up to one number."""
    ### BEGIN SOLUTION
    return (window * kernel).sum()
    ### END SOLUTION


# %% check="convolution-window"

# %% [markdown]
# ## Nine sums
#
# Here is a picture of 5 × 5 pixels, each 0 or 1, and a kernel of 3 × 3. A kernel of 3 has three places on five
# pixels, so there are nine sums. The first is in the outlined window:
#
# 1×1 + 1×0 + 1×1 + 0×0 + 1×1 + 1×0 + 0×1 + 0×0 + 1×1 = 4

# %%
image = np.array(
    [
        [1, 1, 1, 0, 0],
        [0, 1, 1, 1, 0],
        [0, 0, 1, 1, 1],
        [0, 0, 1, 1, 0],
        [0, 1, 1, 0, 0],
    ]
)
kernel = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
small_arrays({"image": image, "kernel": kernel}, greys=["image"], windows={"image": (0, 0, 3, 3)})

# %% [markdown]
# Cells of the map are named by their row and column, counted from 0. Cell (0, 0) is the 4 above; its window begins at
# row 0, column 0 of the picture. The window of any other cell begins at that cell's row and column.
#
# **Your turn.** Three of the other eight: work them out on paper, and put them in place of the dots.

# %% answer="convolution-cells"
row_0_column_2 = ...
row_1_column_0 = ...
row_2_column_1 = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
row_0_column_2 = 4
row_1_column_0 = 2
row_2_column_1 = 3
### END SOLUTION

# %% check="convolution-cells"

# %% [markdown]
# Here you can go through all nine, product by product.

# %%
if solved("convolution-cells"):
    display(StepPlayer(image, kernel))

# %% [markdown]
# ## The whole map
#
# **Your turn.** Write `slide(image, kernel)`, which makes the whole map. Two loops, one over the rows of the map, one
# over its columns; in each step cut out the window, multiply and add. You may use your `multiply_and_add`.
#
# The check tries pictures and kernels of all sorts of sizes, square and not. How many rows and columns has the map?


# %% answer="convolution-map"
def slide(image, kernel):
    """The feature map: at each place of the kernel on the image, the sum of the products."""
    ### BEGIN SOLUTION
    rows, columns = image.shape
    kernel_rows, kernel_columns = kernel.shape
    result = np.zeros((rows - kernel_rows + 1, columns - kernel_columns + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            window = image[row : row + kernel_rows, column : column + kernel_columns]
            result[row, column] = (window * kernel).sum()
    return result
    ### END SOLUTION


# %% check="convolution-map"

# %% [markdown]
# Now on a photograph, and with a kernel that has something to find. In drawings of numbers that may be negative, red
# is above 0, blue is below 0, and white is 0, wherever nothing else is said.

# %%
upright_edges = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
small_arrays({"upright edges": upright_edges})

# %% [markdown]
# **Predict.** Where the picture is even, all nine pixels of the window are alike. What is the sum there? And what is
# it where dark on the left meets bright on the right?

# %%
camera = photo("camera", grey=True, shrink=3)

if solved("convolution-map"):
    display(maps(camera, {"its map": slide(camera, upright_edges)}, shows=PHOTOS["camera"].shows))

# %% [markdown]
# On even ground the three numbers of −1 take away what the three of 1 bring, so the sum is 0. From dark to bright,
# going right, it is positive, red; from bright to dark it is negative, blue. An edge that runs level leaves no trace.
#
# So a kernel is a question, *is there something like this here?*, and the map is the answer at each place. Which
# numbers ask for what, you will see in the next notebook. A [*neural network*](glossary.md#neural-network) is a long
# row of such simple steps, and finds the numbers itself, from examples. How it does that is told in
# [Training](09-training.ipynb).

# %% [markdown]
# ## Turned, or not
#
# A little puzzle. A row of seven pixels, only the middle one is bright: 0 0 0 1 0 0 0. The kernel is 1 2 3.
#
# **Your turn (optional).** What comes out when you slide the kernel over this row? There are five places. And what when
# you turn the kernel round first, so that it reads 3 2 1? And with the kernel 1 0 1? Write five numbers in brackets,
# three times.

# %% answer="convolution-dot"
slid = ...  # 1 2 3, as it is
convolved = ...  # 1 2 3, turned first
symmetric = ...  # 1 0 1
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
slid = (0, 3, 2, 1, 0)
convolved = (0, 1, 2, 3, 0)
symmetric = (0, 1, 0, 1, 0)
### END SOLUTION

# %% check="convolution-dot"

# %% [markdown]
# See for yourself: go through the five places, then press **Turn the kernel by 180°** and go through them again.

# %%
if solved("convolution-dot"):
    display(StepPlayer(np.array([[0, 0, 0, 1, 0, 0, 0]]), np.array([[1, 2, 3]])))

# %% [markdown]
# Slid as it is, the kernel comes out back to front. That bothered mathematicians, so they turn the kernel round
# before they slide it; then a single bright pixel copies the kernel out as it was written. What they call
# [*convolution*](glossary.md#convolution) is this: turn by 180 degrees, then slide. Sliding without a turn is
# [*cross-correlation*](glossary.md#cross-correlation).
#
# And here is the catch: **what networks call convolution is cross-correlation.** Keras' `Conv2D`, which you will meet
# in [LeNet](10-lenet.ipynb), does not turn its kernels. Nor does it matter there: the network finds its own numbers,
# and would find them turned if it had to. But it does matter when you carry a kernel from one program to another.
#
# How can one not notice? The best-known kernels are the same after the turn. **Predict:** which of these are
# not? (What the names mean is in the next notebook.)

# %%
for name, numbers in KERNELS.items():
    print(
        f"{name:18}", "the same" if np.allclose(numbers, numbers[::-1, ::-1]) else "NOT the same", "after half a turn"
    )

# %% [markdown]
# The first nine are those that are shown almost everywhere, and the kernel of the nine sums above is like them. No
# example with such kernels can tell convolution from cross-correlation. So test with one that a turn changes.
#
# **Your turn.** Write `convolve(image, kernel)` as mathematicians mean it. You may use your `slide`.


# %% answer="convolution-turned"
def convolve(image, kernel):
    """Convolution as in mathematics: the kernel is turned by 180 degrees, then slid."""
    ### BEGIN SOLUTION
    return slide(image, kernel[::-1, ::-1])
    ### END SOLUTION


# %% check="convolution-turned"

# %% [markdown]
# **Predict.** What will the turned kernel find in the photograph? It has its 1 on the left and its −1 on the right
# now.

# %%
if solved("convolution-map") and solved("convolution-turned"):
    both = {"slid": slide(camera, upright_edges), "turned, then slid": convolve(camera, upright_edges)}
    display(maps(camera, both, shows=PHOTOS["camera"].shows))

# %% [markdown]
# Red and blue have changed places: the same edges, with the opposite sign.

# %% [markdown]
# ## Brightness and contrast
#
# Someone has slid a kernel over a picture and gives you the map and the kernel, but not the picture. Now they
# multiply every pixel by a number, the *contrast*, and add another to it, the *brightness*:
#
# new picture = contrast × picture + brightness
#
# **Predict.** Can you tell the new map without having seen either picture?
#
# **Your turn.** Write `changed_map`. Begin with one product: what becomes of pixel × number when the pixel is
# contrast × pixel + brightness? Then add up all products of a window.


# %% answer="convolution-linear"
def changed_map(feature_map, kernel, contrast, brightness):
    """The map of contrast * picture + brightness, given the map of the picture and the kernel that made it."""
    ### BEGIN SOLUTION
    return contrast * feature_map + brightness * kernel.sum()
    ### END SOLUTION


# %% check="convolution-linear"

# %% [markdown]
# Two ways to the same map: change the photograph and slide again, or change the map.

# %%
if solved("convolution-map") and solved("convolution-linear"):
    brighter = 0.5 * camera + 0.4
    for name, numbers in {"box blur": KERNELS["box blur"], "upright edges": upright_edges}.items():
        slid_again = slide(brighter, numbers)
        told = changed_map(slide(camera, numbers), numbers, contrast=0.5, brightness=0.4)
        print(f"{name}: the kernel adds up to {numbers.sum():.0f},", end=" ")
        print(f"and the two maps differ by {np.abs(slid_again - told).max():.0e} at most")

# %% [markdown]
# What is left is rounding. (`3e-08` is Python's way to write 0.00000003.) This works because sliding a kernel is
# [*linear*](glossary.md#linear): the map of a sum of pictures is the sum of their maps, and a picture times 3 has a map
# times 3. Two things follow.
#
# - A kernel whose numbers add up to 0, such as our upright edges, does not notice brightness at all.
# - Two linear steps, one after the other, are again one linear step. A network of nothing but such steps would be no
#   more than a single one. What it needs besides is in [Non-linearity](05-non-linearity.ipynb).

# %% [markdown]
# ## A picture that moves
#
# Below is a small pattern in a dark picture, and a kernel that asks for it: 1 where the pattern is bright, −1 where
# it is dark. The map is largest where the pattern is. (Remember: a cell of the map is named by where its window
# *begins*.)

# %%
pattern = np.array([[1, 0, 0], [1, 0, 0], [1, 1, 1]])
asks_for_it = 2 * pattern - 1

dark = np.zeros((9, 11), dtype=int)
dark[2:5, 3:6] = pattern
small_arrays({"picture": dark, "kernel": asks_for_it}, greys=["picture"], windows={"picture": (2, 3, 3, 3)})

# %% [markdown]
# So far the window moved by one pixel. How far it moves at a time is called the [*stride*](glossary.md#stride). With
# stride 2 it skips every other place, down as well as to the right: windows begin at rows 0, 2, 4, … and columns 0,
# 2, 4, …, and the map has about half as many rows and columns.
#
# **Your turn.** With stride 1, the largest number of the map is in cell (2, 3). Now the pattern is moved 2 pixels
# down and 1 to the right. In which cell (row, column) is the largest number then? Where is it if the stride is 2? And
# where, still with stride 2, if the pattern is moved another 4 pixels to the right?

# %% answer="convolution-shift"
moved = ...
with_stride_2 = ...
four_further = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
moved = (4, 4)
with_stride_2 = (2, 2)
four_further = (2, 4)
### END SOLUTION

# %% check="convolution-shift"

# %%
if solved("convolution-shift") and solved("convolution-map"):
    moved_picture = np.roll(dark, (2, 1), axis=(0, 1))  # 2 down, 1 to the right
    step_1 = slide(moved_picture, asks_for_it)
    drawn = {"moved picture": moved_picture, "map, stride 1": step_1, "map, stride 2": step_1[::2, ::2]}
    largest = {"map, stride 1": (4, 4, 1, 1), "map, stride 2": (2, 2, 1, 1)}
    display(small_arrays(drawn, greys=["moved picture"], windows=largest))

# %% [markdown]
# When the picture moves, the map moves with it. This is called [*equivariance*](glossary.md#equivariance), and it is
# why one kernel is enough for the whole picture: it need not learn a pattern anew for every place.
#
# With stride 2 it holds for moves by 2, 4, 6, … pixels only. **Predict:** what does the map with stride 2 look like
# when the pattern is moved by one pixel more? Is there still a 5 in it?

# %%
if solved("convolution-map"):
    one_more = np.roll(dark, (2, 2), axis=(0, 1))
    step_1 = slide(one_more, asks_for_it)
    drawn = {"one pixel more": one_more, "map, stride 1": step_1, "map, stride 2": step_1[::2, ::2]}
    display(small_arrays(drawn, greys=["one pixel more"], windows={"map, stride 1": (4, 5, 1, 1)}))

# %% [markdown]
# No window begins at column 5, so none meets the pattern in full. A large stride is fast, and overlooks things.

# %% [markdown]
# ## Borders, and many pictures at once
#
# The pixels at the border lie in fewer windows than those in the middle, and the map is smaller than the picture. To
# avoid that, put zeros around the picture first: [*padding*](glossary.md#padding). With padding 1 there is one row of
# zeros above, one below, and one column on either side.
#
# **Predict.** A picture of 5 × 5 and a kernel of 3 × 3: which padding makes the map 5 × 5 as well? How large is the
# map with that padding and stride 2? And what will the map show? The picture is white all over, so it has no edge at
# all. Move the two sliders to see its size, then press **Next window** until the map is full.

# %%
StepPlayer(np.ones((5, 5)), upright_edges)

# %% [markdown]
# With padding 1 the map is as large as the picture; with stride 2 besides, there are windows at 0, 2 and 4, and the
# map is 3 × 3. At the left and the right it is not 0: the padding is black, and where black meets white this kernel
# sees an edge, although there is none in the picture. Padding has its price.
#
# Loops in Python are slow. NumPy can lay out all windows at once: `sliding_window_view(images, (2, 3), axis=(1, 2))`
# makes of pictures with the axes (pictures, rows, columns) an array with five axes: pictures, rows and columns of
# places, and then rows and columns within a window. It copies nothing; it only looks at the same numbers in another
# way.

# %%
two_pictures = np.arange(24).reshape(2, 3, 4)
windows = sliding_window_view(two_pictures, (2, 3), axis=(1, 2))
print("pictures:", two_pictures.shape)
print("windows: ", windows.shape)
print("the window at row 1, column 0 of the second picture:")
print(windows[1, 1, 0])

# %% [markdown]
# **Your turn.** Write `slide_all(images, kernel, stride, padding)` for many pictures at once: the axes of `images`
# are (pictures, rows, columns), and those of the result too. The stride holds for rows and columns alike; the padding
# is the number of zeros on each of the four sides (`np.pad` puts them there). It can be done in three lines without a
# loop. With loops it is right too.


# %% answer="convolution-batch"
def slide_all(images, kernel, stride, padding):
    """The feature map of each picture. images: (pictures, rows, columns)."""
    ### BEGIN SOLUTION
    padded = np.pad(images, ((0, 0), (padding, padding), (padding, padding)))
    windows = sliding_window_view(padded, kernel.shape, axis=(1, 2))
    return (windows[:, ::stride, ::stride] * kernel).sum(axis=(3, 4))
    ### END SOLUTION


# %% check="convolution-batch"

# %% [markdown]
# **Predict.** Fifty handwritten digits of 32 × 32 pixels: how much faster is `slide_all` than your loops?

# %%
fifty = digits().x_test[:50, :, :, 0]

if solved("convolution-map") and solved("convolution-batch"):
    start = perf_counter()
    by_loops = np.array([slide(digit, upright_edges) for digit in fifty])
    after_loops = perf_counter()
    at_once = slide_all(fifty, upright_edges, stride=1, padding=0)
    after_all = perf_counter()
    print(f"one by one: {1000 * (after_loops - start):.0f} ms, at once: {1000 * (after_all - after_loops):.1f} ms")
    print("the same numbers:", np.allclose(by_loops, at_once))
    strides = {f"stride {s}": slide_all(fifty[:1], upright_edges, stride=s, padding=1)[0] for s in (1, 2)}
    display(maps(fifty[0], strides, shows="a handwritten digit"))

# %% [markdown]
# ## One big matrix
#
# The last exercise is for those who like matrices; the others may skip it without harm.
#
# Lay the picture out in one row, row after row, and the map as well. Then every number of the map is a sum of pixels,
# each times something: that is a matrix times a vector. Each row of the matrix belongs to one window. It holds the
# numbers of the kernel at the pixels that lie in that window, and 0 everywhere else. In NumPy
# `image.ravel()` is the picture in one row, and `@` is the product.
#
# **Predict.** A picture of 3 × 4 and a kernel of 2 × 2: how many rows and columns has this matrix?
#
# **Your turn.** Write `as_matrix(kernel, rows, columns)` for pictures of `rows` × `columns`, so that
# `as_matrix(kernel, rows, columns) @ image.ravel()` gives the same numbers as `slide(image, kernel).ravel()`.


# %% answer="convolution-matrix"
def as_matrix(kernel, rows, columns):
    """The matrix that makes of a picture, laid out in one row, its map, laid out in one row."""
    ### BEGIN SOLUTION
    kernel_rows, kernel_columns = kernel.shape
    matrix = []
    for row in range(rows - kernel_rows + 1):
        for column in range(columns - kernel_columns + 1):
            picture = np.zeros((rows, columns))
            picture[row : row + kernel_rows, column : column + kernel_columns] = kernel
            matrix.append(picture.ravel())
    return np.array(matrix)
    ### END SOLUTION


# %% check="convolution-matrix"

# %%
if solved("convolution-matrix"):
    small_kernel = np.array([[1, 2], [3, -4]])
    display(small_arrays({"kernel": small_kernel, "its matrix for 3 × 4": as_matrix(small_kernel, 3, 4)}))

    matrix = as_matrix(np.arange(1, 26).reshape(5, 5), 32, 32)
    print(f"a kernel of 5 × 5 on a picture of 32 × 32: {matrix.shape[0]} rows and {matrix.shape[1]:,} columns")
    print(f"numbers in the matrix: {matrix.size:,}, of which not 0: {np.count_nonzero(matrix):,}")
    print("different numbers among these:", len(np.unique(matrix[matrix != 0])))

# %% [markdown]
# In a *fully connected* [*layer*](glossary.md#layer), which comes later, every number of such a matrix can be chosen
# freely. A convolution is the same with two restrictions: each sum sees only a small window, and all windows share the
# same few numbers. That is why so little has to be learnt for it.

# %% [markdown]
# ## What you have done
#
# - One window: multiply number by number **and add**. All windows: the feature map, smaller than the picture by the
#   kernel's size less 1.
# - The **stride** is how far the window moves at a time. **Padding** is zeros around the picture.
# - Turned first, it is convolution; as it is, cross-correlation. Networks do the latter and call it the former. Test
#   with a kernel that a turn changes.
# - It is linear, and when the picture moves, the map moves with it.
#
# **Before:** [Pixels](01-pixels.ipynb). **Next:** [Kernels](03-kernels.ipynb): which numbers ask for what. **All words
# of the course:** [glossary](glossary.md).
#
# ## Further reading
#
# - Vincent Dumoulin and Francesco Visin, *A guide to convolution arithmetic for deep learning* (2016): every
#   combination of size, stride and padding, drawn.
# - Ian Goodfellow, Yoshua Bengio and Aaron Courville, *Deep Learning* (2016), chapter 9: convolution,
#   cross-correlation, and why networks share their numbers.
# - Rafael Gonzalez and Richard Woods, *Digital Image Processing*, the chapter on spatial filtering: the same, long
#   before networks.

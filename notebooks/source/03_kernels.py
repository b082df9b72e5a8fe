# %% [markdown]
# # Kernels: nine numbers that blur, sharpen and find edges
#
# Sliding a window over a picture, multiplying and adding up is always the same work. What comes out depends on the few
# numbers in the window alone: they decide whether a picture turns soft or crisp, or whether nothing is left of it but
# its edges. In this notebook you choose these numbers.
#
# At the end of it you will be able to
#
# - tell from a kernel's numbers what it does, and from a picture which kernel made it;
# - build kernels that shift and blur, and do the work of a large one in two cheap passes;
# - sharpen a picture, and say how strong its edges are and which way they face;
# - design a kernel that finds one thing and nothing else.
#
# **Time:** about an hour of yours (an estimate). The computer's share is a few seconds.
#
# **What you need:** the sliding window of [Convolution by hand](02-convolution.ipynb), and NumPy arrays as in
# [Pixels](01-pixels.ipynb). No network connection, and no knowledge of networks.

# %%
import numpy as np

from course.data import PHOTOS, boat, photo
from course.guard import solved
from course.kernels import KERNELS, slide
from course.pictures.kernel_editor import KernelEditor
from course.pictures.kernels import edge_arrows, kernel_row, kernel_table, maps, riddle
from course.pictures.photos import photo_row

boat_grey = boat(grey=True)  # (rows, columns), 0 black to 1 white
camera = photo("camera", shrink=2)

# %% [markdown]
# The small matrix that slides is called a [*kernel*](glossary.md#kernel), or a *filter*, and its numbers are its
# [*weights*](glossary.md#weight). What comes out is a [*feature map*](glossary.md#feature-map). `slide(image, kernel)`
# is the work of the last notebook, ready-made: whole windows only, one step at a time, the kernel as it is written.

# %%
print(slide(np.array([[1, 2, 0], [0, 1, 3], [2, 0, 1]]), np.array([[1, 0], [0, 2]])))

# %% [markdown]
# The upper left 3 is 1 × 1 + 2 × 0 + 0 × 0 + 1 × 2.
#
# ## Play first
#
# Two kernels at work on one picture, side by side, and the difference between what they make of it: here, what the blur
# has taken away. Choose other kernels from the lists, then change single weights and watch. Below each kernel you see
# the sum of its weights.
#
# **Predict**, then try: what happens to the picture when you raise the weight in the middle by 1? And what do all those
# kernels have in common that leave only edges?

# %%
KernelEditor(boat_grey, shows=PHOTOS["boat"].shows, first="identity", second="Gaussian blur 5x5")

# %% [markdown]
# Whatever is seen in red and blue has positive and negative numbers: white is 0, red is above, blue below.

# %% [markdown]
# ## The sum of the weights
#
# A cloudless sky, a white wall: much of every picture is one even grey. So it is worth knowing what a kernel does to
# it. Here are four kernels.

# %%
four = {name: KERNELS[name] for name in ("identity", "box blur", "edge b", "sharpen")}
kernel_row(four)

# %% [markdown]
# "÷ 9" means that each of these numbers is to be divided by 9.
#
# **Predict.** Every pixel is 10. What does each of the four make of it? And what would the second make of it if one
# forgot to divide by 9? Make up your mind, then run the cell.

# %%
even_grey = np.full((3, 3), 10)
for name, kernel in four.items():
    print(f"{name:9} {slide(even_grey, kernel)[0, 0]:.0f}")
print(f"undivided {slide(even_grey, np.ones((3, 3)))[0, 0]:.0f}")

# %% [markdown]
# When all pixels are 10, all products are 10 times a weight, so what comes out is 10 times **the sum of the weights**.
#
# - **Sum 1:** even grey stays as it is. The result is a picture, softer or crisper than before.
# - **Sum 0:** even grey becomes 0, however bright it is. What is left is where the picture *changes*: its edges. The
#   result has both signs.
# - **Sum 9:** nine times too bright. That is what happens when one forgets to divide, or
#   [*normalise*](glossary.md#normalise), as it is called.
#
# And raising the weight in the middle by 1 adds the picture to what came out before.
#
# Now the whole family: the nine kernels of the Wikipedia article "Kernel (image processing)", and three more. The
# number after ± is the one that is drawn in full red or blue, and all beyond it too.

# %%
kernel_table(boat_grey, KERNELS, shows=PHOTOS["boat"].shows)

# %% [markdown]
# Take your time with this table. "edge a" prefers slanting lines, "edge c" finds edges in all directions, "Sobel x"
# upright ones, "Sobel y" level ones. "emboss" makes the picture look like a relief lit from one side.
#
# And on a real photograph, half of them:

# %%
half = ("edge a", "edge c", "sharpen", "Gaussian blur 5x5", "Sobel x", "Sobel y")
kernel_table(camera, {name: KERNELS[name] for name in half}, shows=PHOTOS["camera"].shows)

# %% [markdown]
# The same photograph in the kernel editor. **Predict**, then try: what becomes of Sobel x when you turn the signs of
# all its weights? And what when you add 1 in the middle?

# %%
KernelEditor(camera, shows=PHOTOS["camera"].shows, first="Sobel x", second="Sobel y")

# %% [markdown]
# With all signs turned, red and blue change places. A 1 in the middle brings the photograph back, with the edges on it.

# %% [markdown]
# ## The identity, and how to move a picture
#
# The simplest kernel has a 1 in the middle and zeros around it. Each pixel is multiplied by 1, its neighbours by 0, so
# nothing changes: it is called the [*identity*](glossary.md#identity).
#
# **Predict.** What if the 1 stands one cell higher, above the middle? Does the picture move up or down?

# %%
dot = np.zeros((5, 5))
dot[2, 2] = 1
one_above = np.array([[0, 1, 0], [0, 0, 0], [0, 0, 0]])
print("the picture, without its border:")
print(dot[1:-1, 1:-1])
print("what comes out:")
print(slide(dot, one_above))

# %% [markdown]
# It moves **down**. Every place takes the number that stands above it, so everything arrives one row lower. If that
# feels the wrong way round, you are in good company; think of it as fetching, not as pushing.
#
# **Your turn.** Write `shift_kernel(size, down, right)`: a kernel with `size` rows and columns, zeros and a single 1,
# that moves the picture `down` rows down and `right` columns to the right. `size` is odd, so there is a middle.
# Negative numbers move it up and left; `shift_kernel(3, 0, 0)` is the identity.


# %% answer="kernels-shift"
def shift_kernel(size, down, right):
    """A kernel, (size, size), that moves a picture so far down and to the right."""
    ### BEGIN SOLUTION
    kernel = np.zeros((size, size))
    middle = size // 2
    kernel[middle - down, middle - right] = 1
    return kernel
    ### END SOLUTION


# %% check="kernels-shift"

# %% [markdown]
# On the boat: moved, and moved by one pixel only and then taken away from the picture itself.

# %%
if solved("kernels-shift"):
    moved = slide(boat_grey, shift_kernel(41, 20, -20))
    unmoved = slide(boat_grey, shift_kernel(41, 0, 0))
    display(photo_row({"identity": unmoved, "20 down, 20 left": moved}))
    difference = shift_kernel(3, 0, 0) - shift_kernel(3, 0, 1)
    print(difference)
    edges = {"picture − picture moved 1 right": slide(boat_grey, difference)}
    display(maps(boat_grey, edges, shows=PHOTOS["boat"].shows))

# %% [markdown]
# Kernels can be added and subtracted like pictures: sliding the difference of two kernels gives the difference of the
# two results. The identity minus a shift is a small edge detector: each pixel minus its left neighbour.

# %% [markdown]
# ## Blur: the mean of a neighbourhood
#
# Replace each pixel by the mean of all pixels around it and itself, and the picture becomes soft: this is the
# [*box blur*](glossary.md#box-blur).
#
# **Predict.** With a window of 15 × 15, what becomes of a thin mast? Of a broad sail?
#
# **Your turn.** Write `box(n)`, the kernel with n rows and n columns that does it. n is odd.


# %% answer="kernels-box"
def box(n):
    """The box blur, (n, n): every weight the same, with the sum 1."""
    ### BEGIN SOLUTION
    return np.ones((n, n)) / n**2
    ### END SOLUTION


# %% check="kernels-box"

# %%
if solved("kernels-box"):
    display(photo_row({f"box({n})": slide(boat_grey, box(n)) for n in (1, 5, 15)}))

# %% [markdown]
# The mast and the ropes dissolve, the sail keeps its shape and loses its rim. What is much smaller than the window is
# lost.

# %% [markdown]
# ## A softer blur from a single row
#
# The box gives a pixel at the rim of the window as much say as the one in the middle. A
# [*Gaussian blur*](glossary.md#Gaussian-blur) lets the weights fade towards the rim, in the shape of a bell. (Carl
# Friedrich Gauss described that curve.) It need not be typed in: it grows out of one row. Multiply every number of the
# row with every number of the row, and write the products into a table. That is the row's
# [*outer product*](glossary.md#outer-product) with itself.

# %%
row = np.array([1, 2, 1])
print(np.outer(row, row))

# %% [markdown]
# **Predict.** The row 1 2 1 sums to 4, and its table to 16. To what does the table of 1 4 6 4 1 sum? You need not write
# it down.

# %%
row = np.array([1, 4, 6, 4, 1])
print(f"the row sums to {row.sum()}, its table to {np.outer(row, row).sum()}")

# %% [markdown]
# 16 × 16: each line of the table is the row times one of its numbers, and these sum to 16 once more.
#
# **Your turn.** Write `gaussian(row)`: the outer product of a row with itself, divided so that all weights sum to 1. It
# should work for any row of positive numbers.


# %% answer="kernels-gaussian"
def gaussian(row):
    """The outer product of `row`, (n,), with itself, with the sum 1: (n, n)."""
    ### BEGIN SOLUTION
    products = np.outer(row, row)
    return products / products.sum()
    ### END SOLUTION


# %% check="kernels-gaussian"

# %% [markdown]
# Box and bell, chosen so that both spread the picture equally wide. The long row is a single 1, blurred sixteen times
# with 1 1: twice makes 1 2 1, four times 1 4 6 4 1.

# %%
if solved("kernels-box") and solved("kernels-gaussian"):
    long_row = np.array([1.0])
    for _ in range(16):
        long_row = np.convolve(long_row, [1, 1])
    two = {"box(7)": np.pad(box(7), 5), "Gaussian, 17 wide": gaussian(long_row)}
    display(kernel_row(two))
    small = photo("boat", grey=True, shrink=2)
    display(photo_row({name: slide(small, kernel) for name, kernel in two.items()}))

# %% [markdown]
# Look at the mast and at the windows of the cabin: the box makes bars and stripes of them that were not there before,
# because everything in the window counts fully until it suddenly does not count at all. The bell lets things go gently.

# %% [markdown]
# ## Two passes instead of one
#
# A kernel of 17 × 17 costs 289 multiplications at every place. But a table made of one column and one row can be had
# more cheaply: slide the row over the picture, then the column over what came out.
#
# **Predict.** How many multiplications at every place do the two passes take together?

# %%
n = 17
print(f"one pass: {n * n} multiplications a place, two passes: {n + n}")

# %% [markdown]
# A kernel that is the outer product of a column and a row is called [*separable*](glossary.md#separable).
#
# **Your turn.** Write `two_passes(image, column, row)`: slide the row, then the column. Both come as plain rows of
# numbers, and `slide` wants kernels with two axes: `row[np.newaxis, :]` has one row, `column[:, np.newaxis]` has one
# column. The result has to be that of one pass with `np.outer(column, row)`.


# %% answer="kernels-separable"
def two_passes(image, column, row):
    """What sliding np.outer(column, row) over `image` gives, in two passes."""
    ### BEGIN SOLUTION
    across = slide(image, row[np.newaxis, :])
    return slide(across, column[:, np.newaxis])
    ### END SOLUTION


# %% check="kernels-separable"

# %%
if solved("kernels-separable"):
    row = np.array([1, 4, 6, 4, 1]) / 16
    print(np.allclose(two_passes(camera, row, row), slide(camera, KERNELS["Gaussian blur 5x5"])))

# %% [markdown]
# `True`: every number is the same, give or take what rounding does to the last digits.
#
# In a separable kernel every line is a multiple of one and the same row. **Predict:** which of the twelve are
# separable? `np.linalg.matrix_rank` says how few lines are enough to put all lines together from them; for a separable
# kernel that is 1.

# %%
for name, kernel in KERNELS.items():
    print(f"{name:18} {'separable' if np.linalg.matrix_rank(kernel) == 1 else 'not separable'}")

# %% [markdown]
# Among the nine of the Wikipedia article, the identity, edge a and the blurs are. With edge a it is hard to see: it is
# the column 1 0 −1 times the row 1 0 −1.

# %% [markdown]
# ## Sharpen
#
# "edge b" has a name: the [*Laplacian*](glossary.md#Laplacian) (after Pierre-Simon Laplace). It adds the four
# neighbours and takes away the pixel four times. That says how much the neighbours outdo the pixel: above 0 where a
# pixel is darker than those around it, below 0 where it is brighter.
#
# **Predict.** Take the Laplacian *away* from the picture. What happens to a pixel that is darker than its neighbours?
# Since kernels can be subtracted, one kernel does it:

# %%
IDENTITY = KERNELS["identity"]
LAPLACIAN = KERNELS["edge b"]
print(IDENTITY - LAPLACIAN)
print("sum:", (IDENTITY - LAPLACIAN).sum())

# %% [markdown]
# A pixel that is darker than its neighbours becomes darker still, a brighter one becomes brighter: every difference is
# exaggerated. That is sharpening.
#
# There is a trap. Pictures are mostly kept as whole numbers from 0 to 255 in `uint8`, one byte each, and exaggerating
# leads beyond both ends. A byte cannot hold 260: it goes on after 255 with 0, like a clock after twelve, and says 4.
#
# **Your turn.** Write `sharpen(image, amount)`: slide the identity minus `amount` times the Laplacian over the picture,
# and keep the result within 0 to 255. `amount` need not be whole. The picture is of `uint8`; `slide` itself calculates
# with real numbers.


# %% answer="kernels-sharpen"
def sharpen(image, amount):
    """The picture sharpened, 0 to 255: (rows, columns) -> (rows - 2, columns - 2)."""
    ### BEGIN SOLUTION
    kernel = IDENTITY - amount * LAPLACIAN
    return np.clip(slide(image, kernel), 0, 255)
    ### END SOLUTION


# %% check="kernels-sharpen"

# %%
if solved("kernels-sharpen"):
    in_bytes = np.rint(255 * camera).astype(np.uint8)
    shown = {f"amount {amount}": sharpen(in_bytes, amount) / 255 for amount in (0, 1, 3)}
    display(photo_row(shown))
    wrapped = slide(in_bytes, IDENTITY - LAPLACIAN) % 256  # what a byte makes of it
    display(photo_row({"amount 1": shown["amount 1"], "wrapped around": wrapped / 255}))

# %% [markdown]
# With much of it the lawn turns to grit: sharpening cannot tell a detail from noise. And where bytes wrapped around,
# white lines run through the black coat: there the result was below 0.
#
# The other sharpening kernel of the table goes by way of a blur: what a blur takes away are the details, so the picture
# plus these details is a crisper one. It is called *unsharp* because an unsharp copy is what it is made with.

# %%
twice = 2 * np.pad(np.array([[1.0]]), 2)
print(np.allclose(KERNELS["unsharp 5x5"], twice - KERNELS["Gaussian blur 5x5"]))

# %% [markdown]
# ## Edges, their strength and their direction
#
# The kernels that Irwin Sobel proposed in 1968 measure how steeply the brightness rises: "Sobel x" from left to right,
# "Sobel y" from top to bottom.

# %%
SOBEL_X = KERNELS["Sobel x"]
SOBEL_Y = KERNELS["Sobel y"]
kernel_row({"Sobel x": SOBEL_X, "Sobel y": SOBEL_Y, "Sobel x after half a turn": SOBEL_X[::-1, ::-1]})

# %% [markdown]
# **Predict.** On the photograph below, a dark coat stands before a bright sky. At the man's back, the left rim of the
# coat, it gets darker from left to right. Is that red or blue under Sobel x?

# %%
maps(
    camera,
    {"Sobel x": slide(camera, SOBEL_X), "Sobel x after half a turn": slide(camera, SOBEL_X[::-1, ::-1])},
    shows=PHOTOS["camera"].shows,
)

# %% [markdown]
# Blue: the right column, which counts as positive, lies on the dark coat. And after half a turn of the kernel all signs
# are the other way round.
#
# That is the difference between what mathematics calls convolution, which turns the kernel, and what networks do, which
# do not. The nine kernels of the Wikipedia article are the same after half a turn: with them you would never notice.
# Sobel's and emboss show it.
#
# Sobel x misses level edges, Sobel y upright ones, so they work together. Their two numbers are like steps on a street
# map: so many to the right, so many down. How *strong* is the edge, all in all? Draw an arrow that makes both steps at
# once: its length is the strength. In school this was Pythagoras.
#
# **Your turn.** Write `edge_strength(image)`: at every place the root of the sum of both squares. It is also called the
# [*magnitude*](glossary.md#magnitude) of the [*gradient*](glossary.md#gradient). (The gradient is the arrow itself. It
# points to where the picture gets brighter most steeply.)


# %% answer="kernels-sobel-magnitude"
def edge_strength(image):
    """How strong the edge is at each place: (rows, columns) -> (rows - 2, columns - 2)."""
    ### BEGIN SOLUTION
    right = slide(image, SOBEL_X)
    down = slide(image, SOBEL_Y)
    return np.sqrt(right**2 + down**2)
    ### END SOLUTION


# %% check="kernels-sobel-magnitude"

# %% [markdown]
# And which way does the arrow point? `np.arctan2` knows, when it is given the two steps. It takes **y before x**, that
# is, the step down first. **Predict:** if 0 degrees is to the right, which angle is down, and which is up?

# %%
for down, right in ((0, 1), (1, 1), (1, 0), (0, -1), (-1, 0)):
    degrees = np.degrees(np.arctan2(down, right))
    print(f"{down:2} down, {right:2} to the right: {degrees:4.0f} degrees")

# %% [markdown]
# 0 degrees is to the right, 90 is down (rows are counted downwards), 180 to the left and −90 up.
#
# **Your turn (optional).** Write `edge_direction(image)`: at every place the angle, in degrees, at which the picture
# gets brighter most steeply.


# %% answer="kernels-sobel-direction"
def edge_direction(image):
    """Where it gets brighter, in degrees, 0 right, 90 down: (rows - 2, columns - 2)."""
    ### BEGIN SOLUTION
    right = slide(image, SOBEL_X)
    down = slide(image, SOBEL_Y)
    return np.degrees(np.arctan2(down, right))
    ### END SOLUTION


# %% check="kernels-sobel-direction"

# %%
if solved("kernels-sobel-magnitude") and solved("kernels-sobel-direction"):
    strength, direction = edge_strength(camera), edge_direction(camera)
    display(edge_arrows(camera, strength, direction, shows=PHOTOS["camera"].shows))

# %% [markdown]
# Every arrow stands across its edge and points to the brighter side. Around the coat they point away from it.

# %% [markdown]
# ## Which kernel made this?
#
# Here is the boat, and what five kernels made of it: pictures A to E. Below are eight kernels with their numbers.
#
# **Your turn.** Put the number of the kernel in place of the dots, for each picture. Remember the sums. And for one of
# them you need to look closely at the sun, which is brighter than the sky around it.

# %%
riddle()

# %% answer="kernels-which"
made_a = ...
made_b = ...
made_c = ...
made_d = ...
made_e = ...
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
made_a = 3
made_b = 7
made_c = 2
made_d = 6
made_e = 4
### END SOLUTION

# %% check="kernels-which"

# %% [markdown]
# ## Design one of your own
#
# So far the kernels were known to somebody before you. Now make one that looks for one thing only: a bright line that
# runs **from the upper left to the lower right**, one pixel wide, like the left one here.

# %%
falling = np.eye(7)
rising = np.fliplr(falling)
level = np.repeat([[0.0], [1.0], [0.0]], [3, 1, 3], axis=0) * np.ones((1, 7))
edge = np.ones((7, 1)) * np.repeat([0.0, 1.0], [4, 3])
examples = {"your diagonal": falling, "the other": rising, "a level line": level}
photo_row({**examples, "an upright edge": edge})

# %% [markdown]
# It *fires* where its sum is large. It should fire on your diagonal, wherever it lies and however bright the picture
# is, and at least one and a half times as strongly as on anything else: the other diagonal, level and upright lines,
# level and upright edges, even grey.
#
# **Your turn.** Put your kernel in place of the dots, 2 to 7 rows and columns. There is more than one right answer. The
# check tries it on pictures that it draws itself. Here is a drawing board with all of them on one picture:

# %%
board = np.full((30, 60), 0.3)
board[1:29, 1:29][np.eye(28) == 1] = 0.8
board[1:29, 31:59][np.eye(28)[::-1] == 1] = 0.8
board[26, 2:58] = 0.8
board[2:24, 29] = 0.8
board[2:9, 12:26] = 0.8
words = "a falling and a rising diagonal, a level and an upright line, and a bright box, on grey"
KernelEditor(board, shows=words, first=np.zeros((3, 3)), second="identity")

# %% [markdown]
# Copy your kernel into the next cell when you are content with it.

# %% answer="kernels-diagonal"
# detector = np.array([[..., ..., ...], [..., ..., ...], [..., ..., ...]])
### BEGIN SOLUTION
detector = np.array([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]])
### END SOLUTION

# %% check="kernels-diagonal"

# %% [markdown]
# Now let it loose on a photograph. The grain of this wooden table rises to the right. **Predict:** which fires on it,
# your detector or its mirror image?

# %%
if solved("kernels-diagonal"):
    coffee = photo("coffee", grey=True, shrink=2)
    mirrored = np.fliplr(detector)
    found = {"your detector": slide(coffee, detector), "its mirror image": slide(coffee, mirrored)}
    display(maps(coffee, found, shows=PHOTOS["coffee"].shows))

# %% [markdown]
# In the lower left corner the mirror image sees the wood much more strongly. Your detector has eyes for other things.
#
# Nobody designs thousands of such detectors by hand, and nobody has to: a network *learns* the weights of its kernels
# from examples. Later in this course you look into one that has learnt. By then you can read what you find there.

# %% [markdown]
# ## What you have done
#
# - The sum of the weights decides: with 1 a picture stays a picture, with 0 only changes are left.
# - Kernels can be added and subtracted: sharpen is the identity minus the Laplacian, unsharp is twice the identity
#   minus a Gaussian blur.
# - A separable kernel does its work in two cheap passes.
# - Two Sobel kernels give the strength of an edge, and with `arctan2(down, right)` its direction.
# - Networks do not turn the kernel. Symmetric kernels hide that, Sobel's do not.
#
# ## What to try next (optional)
#
# - Slide a kernel over the result of another. Which single kernel does the same as a box blur of 3 × 3, twice?
# - Blur first, then look for edges. What happens to the grass behind the cameraman, and why?
# - Other pictures are `photo(name, grey=True, shrink=2)` with one of the names in `PHOTOS`.
#
# **Further reading:** Rafael Gonzalez and Richard Woods, *Digital Image Processing*, the chapter on spatial filtering.
# The Wikipedia article "Kernel (image processing)", from which the nine kernels come. John Canny, *A Computational
# Approach to Edge Detection* (1986), for what can be made of strength and direction.
#
# **Before:** [Convolution by hand](02-convolution.ipynb). **Next:** [Geometry](04-geometry.ipynb): how large the result
# is, and what happens at the border. All words: the [glossary](glossary.md).

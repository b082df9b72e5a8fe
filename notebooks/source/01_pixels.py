# %% [markdown]
# # Pixels: pictures are numbers
#
# A network never sees a boat. It sees numbers, row upon row of them. So do you, in this notebook: you read a picture's
# numbers, change them, move them about, and draw with them.
#
# At the end of this notebook you will be able to
#
# - say which number stands in which row and column, and say it in the order that programs want;
# - make a picture brighter, turn black to white and colour to grey, without falling into the trap of small integers;
# - cut out a part, mirror it, and put the channels first or last;
# - draw a picture by writing numbers, and look at a plot without being misled by its colours.
#
# **Time:** about fifty minutes of yours (an estimate). The computer's share is a few seconds.
#
# **What you need:** Python: lists, loops, writing a function. No knowledge of networks, and none of NumPy: what is used
# of it is explained as it comes up. If notebooks are new to you, begin with [Start here](00-start-here.ipynb).
#
# Run the next cell first: it fetches the tools of this notebook. Every notebook of the course begins with such a cell.

# %%
import numpy as np

from course.data import boat
from course.guard import solved
from course.pictures.photos import photo_row, rgb_split
from course.pictures.pixel_inspector import PixelInspector
from course.pictures.pixel_painter import PixelPainter
from course.pictures.scales import misleading_pair, on_one_scale, on_own_scales

boat_photo = np.rint(255 * boat()).astype(np.uint8)  # whole numbers from 0 to 255, as in a picture file

# %% [markdown]
# ## Look closely
#
# Below is a painted boat and, next to it, a small part of it under a magnifying glass. Each square there is a
# [*pixel*](glossary.md#pixel), one single dot of the picture, with the three numbers that it is made of: how much red,
# how much green, how much blue, each from 0 (none) to 255 (full).
#
# **Predict.** Which of the three numbers is large on the red sail? And which on the white one? Make up your mind, then
# run the cell and look: click into the picture, or move the glass with the sliders. In the magnified part, walk from
# pixel to pixel with the arrow keys.

# %%
PixelInspector(boat_photo, shows="A sailing boat before a stone bridge")

# %% [markdown]
# On the red sail the first number is large and the others are small. On the white one all three are large: white is
# red, green and blue together, and black is none of them. **Shown** lets you look at red, green and blue one at a time.

# %% [markdown]
# ## Rows and columns
#
# Let us begin with less: a picture in greys, one number a pixel, from 0 (black) to 255 (white). In Python it is an
# [*array*](glossary.md#array) of NumPy, which is a table of numbers to calculate with.

# %%
picture = np.array(
    [
        [12, 12, 30, 45, 30, 12],
        [12, 30, 200, 255, 120, 12],
        [12, 45, 255, 180, 90, 30],
        [12, 12, 60, 90, 12, 0],
    ]
)
print(picture)

# %% [markdown]
# `picture[row, column]` is one pixel: **the row comes first**, and both are counted **from 0**. Rows are counted from
# the top downwards. So `picture[0, 3]` is 45: the top row, and in it the fourth number from the left.
#
# Mathematics has it otherwise: there a point is (x, y), across first, and y grows upwards. In pictures it is down
# first, then across, as one reads a page.
#
# The [*shape*](glossary.md#shape) of an array says how many there are of each, in the same order: (rows, columns).
#
# **Your turn.** Without running any code: what is the picture's shape, which number is `picture[2, 3]`, and at which
# (row, column) is the darkest pixel? Put your answers in place of the dots, run the cell, then the one below.

# %% answer="pixels-read"
size = ...  # (rows, columns)
pixel = ...  # the number picture[2, 3]
darkest = ...  # (row, column)
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
size = (4, 6)
pixel = 180
darkest = (3, 5)
### END SOLUTION

# %% check="pixels-read"

# %% [markdown]
# Now let Python say it, and walk through the picture yourself. (A cell that begins with `if solved(...)` waits until
# the exercise above it is solved. Run it again then.)

# %%
if solved("pixels-read"):
    print("picture.shape is", picture.shape)
    print("picture[2, 3] is", picture[2, 3])
    print("picture[3, 5] is", picture[3, 5])
    display(PixelInspector(picture.astype(np.uint8)))

# %% [markdown]
# ## The trap of small integers
#
# Picture files spend one byte on each number. A byte has eight bits, enough for 2 × 2 × 2 × 2 × 2 × 2 × 2 × 2 = 256
# different numbers, 0 to 255. NumPy's name for such numbers is [`uint8`](glossary.md#uint8): *unsigned* (never
# negative) *integers of 8 bits*.
#
# **Predict.** There is no 260 among them. So what does NumPy make of 250 + 10? Put your guess in place of the 0, then
# run the cell.

# %%
my_guess = 0

bright, more = np.array([250], dtype=np.uint8), np.array([10], dtype=np.uint8)
print(f"Your guess: {my_guess}. For uint8, 250 + 10 is {(bright + more)[0]}.")

# %% [markdown]
# After 255 comes 0 again, as after 23:59 comes 0:00. There is no error and no warning. The sum has *wrapped around*,
# and what should be brightest becomes dark:

# %%
photo_row({"the boat": boat_photo, "boat + 60": boat_photo + np.uint8(60)})

# %% [markdown]
# (Where only one or two of a pixel's three numbers have wrapped around, its colour is wrong as well.)
#
# The way out has three steps. `image.astype(int)` makes an array with room for large and for negative numbers. Then
# add. Then `np.clip(values, low, high)` puts whatever lies beyond an end back to that end, and `.astype(np.uint8)`
# makes bytes of the result.
#
# **Your turn.** Write `brighten(image, amount)`. `image` is an array of uint8: of a grey picture, or of one in colour
# with three numbers in each pixel, like the boat. `amount` is a whole number from −255 to 255, and where it is
# negative, the picture gets darker. What would be more than 255 becomes 255, what would be less than 0 becomes 0.
# Return an array of uint8.


# %% answer="pixels-brighten"
def brighten(image, amount):
    """The picture with `amount` added to every pixel, held within 0 and 255; image and result are uint8."""
    ### BEGIN SOLUTION
    roomy = image.astype(int) + amount
    return np.clip(roomy, 0, 255).astype(np.uint8)
    ### END SOLUTION


# %% check="pixels-brighten"

# %%
if solved("pixels-brighten"):
    display(
        photo_row(
            {"60 darker": brighten(boat_photo, -60), "the boat": boat_photo, "60 brighter": brighten(boat_photo, 60)}
        )
    )

# %% [markdown]
# Clipping is not free: two pixels of 240 and 250 are both 255 afterwards, and no darkening brings the difference back.

# %% [markdown]
# ## Black to white
#
# NumPy calculates with a whole array at once: `image + 1` adds 1 to every pixel, `2 * image` doubles each.
#
# **Your turn.** Write `invert(image)` for an array of uint8, grey or colour: what was black (0) becomes white (255),
# what was white becomes black, and everything between changes sides, as in a photographic negative. Return an array of
# uint8. **Predict** before you run it: what will become of a middle grey of 128?


# %% answer="pixels-invert"
def invert(image):
    """The negative of a picture of uint8: black for white, dark for light."""
    ### BEGIN SOLUTION
    return 255 - image
    ### END SOLUTION


# %% check="pixels-invert"

# %%
if solved("pixels-invert"):
    print("128 becomes", invert(np.array([128], dtype=np.uint8))[0])
    display(photo_row({"the boat": boat_photo, "its negative": invert(boat_photo)}))

# %% [markdown]
# A handwritten digit is dark on white paper, yet the digits later in this course are white on black: ink is a large
# number there, empty paper is 0. Whoever gives a network the negative of what it has learnt gets nonsense.

# %% [markdown]
# ## Three channels
#
# The boat's array has three axes. An [*axis*](glossary.md#axis) is one direction of an array: rows, columns, and here
# the three numbers of each pixel.

# %%
print(boat_photo.shape)

# %% [markdown]
# `boat_photo[:, :, 0]` takes all rows, all columns, and of each pixel the number at place 0: that is the red of the
# whole picture, a matrix of its own. It is called a [*channel*](glossary.md#channel). So a colour picture is three grey
# pictures, one behind the other.
#
# **Predict.** In which of the three channels is the red sail bright? Is the white sail bright in one of them, or in
# all?

# %%
rgb_split(boat_photo)

# %% [markdown]
# The red sail is bright in the first alone, the white one in all three.
#
# How does one number come out of three? The plain mean will not do. The eye takes green for much brighter than blue of
# the same strength, so green must count most. Television engineers agreed on the [*weights*](glossary.md#weight), the
# numbers to multiply by, in a recommendation that is now called ITU-R BT.601:
#
# grey = 0.299 × red + 0.587 × green + 0.114 × blue
#
# They sum to 1, so white stays white. A grey made in this way is also called [*luma*](glossary.md#luma).
#
# From here on pixels may be fractions: many programs write 0.0 for black and 1.0 for full, instead of 255. Fractions do
# not wrap around.
#
# **Predict.** Pure red, (1, 0, 0), and pure blue, (0, 0, 1): which of them becomes the darker grey?
#
# **Your turn.** Write `to_grey(image)`. `image` has the shape (rows, columns, 3), in the order red, green, blue; the
# result has the shape (rows, columns).


# %% answer="pixels-grey"
def to_grey(image):
    """The luma of a colour picture: (rows, columns, 3) -> (rows, columns)."""
    ### BEGIN SOLUTION
    return 0.299 * image[:, :, 0] + 0.587 * image[:, :, 1] + 0.114 * image[:, :, 2]
    ### END SOLUTION


# %% check="pixels-grey"

# %%
if solved("pixels-grey"):
    pure = np.tile(np.eye(3), (3, 1, 1))  # three rows of one red, one green and one blue pixel
    display(photo_row({"pure colours": pure, "luma": to_grey(pure), "plain mean": pure.mean(axis=2)}))
    display(photo_row({"the boat": boat(), "luma": to_grey(boat()), "plain mean": boat().mean(axis=2)}))

# %% [markdown]
# To the plain mean the three pure colours are all the same grey, which they are not to the eye. On the boat the two
# are hard to tell apart: in most photographs the colours are mild, and red, green and blue go up and down together.

# %% [markdown]
# ## Cut out and mirror
#
# A [*slice*](glossary.md#slice) is a part of an axis: `1:3` are the places 1 and 2. The end does not belong to it, so
# `3 - 1` is how many there are. A slice for the rows, then one for the columns, and you have cut out a rectangle.
#
# A third number is the step. With −1 the slice runs backwards: `[::-1]` turns the order round.
#
# **Predict** the three results, then run. The first line of the output is the row that they are taken from.

# %%
row = picture[1]
print(row)
print(row[2:5])
print(row[::2])
print(row[::-1])

# %% [markdown]
# **Your turn.** Write `mirrored_part(image, row, column, height, width)`. Cut out the part that begins at (row, column)
# and is `height` rows tall and `width` columns wide; then mirror *that part*, so that left and right change places. It
# must work for grey pictures, (rows, columns), and for colour, (rows, columns, 3).


# %% answer="pixels-crop"
def mirrored_part(image, row, column, height, width):
    """A part of a picture, from (row, column) on, `height` rows by `width` columns, with left and right exchanged."""
    ### BEGIN SOLUTION
    part = image[row : row + height, column : column + width]
    return part[:, ::-1]
    ### END SOLUTION


# %% check="pixels-crop"

# %%
if solved("pixels-crop"):
    part = boat_photo[90:210, 60:200]
    display(photo_row({"a part": part, "mirrored": mirrored_part(boat_photo, 90, 60, 120, 140)}))

# %% [markdown]
# A boat in a mirror is still a boat, and a dog is still a dog. That is worth knowing later: mirrored pictures are new
# examples to learn from, for nothing. But a mirrored letter is not always a letter.

# %% [markdown]
# ## Channels first, channels last
#
# Our pictures are rows × columns × channels, *channels last*. Keras, the library with which you will build networks,
# wants them so. PyTorch, another library, wants channels × rows × columns, *channels first*. The numbers are the same,
# only the order of the axes differs.
#
# Two functions give an array another shape, and they do not do the same. **Predict:** `reshape` only deals the numbers
# out anew, in the order in which they lie in memory. What will `boat_photo.reshape(3, 256, 256)[0]` look like?

# %%
photo_row({"reshape(3, 256, 256)[0]": boat_photo.reshape(3, 256, 256)[0], "the red channel": boat_photo[:, :, 0]})

# %% [markdown]
# The shape is right, the picture is torn to pieces: every row of it now holds the red, green and blue of a third of a
# row, in turns. What is wanted is `np.transpose`, which moves whole axes. It takes the *old* places of the axes in
# their *new* order: `np.transpose(image, (1, 0, 2))` puts the old axis 1 first, then the old axis 0, and leaves the old
# axis 2 where it was. (That turns rows into columns.)
#
# **Your turn.** Write `move_channels(image, to_front)`. With `to_front=True` it turns (rows, columns, channels) into
# (channels, rows, columns), with `to_front=False` it goes the other way. Rows stay before columns, and there may be
# any number of channels.


# %% answer="pixels-channels"
def move_channels(image, to_front):
    """Channels last to channels first (to_front=True), or first to last (to_front=False)."""
    ### BEGIN SOLUTION
    order = (2, 0, 1) if to_front else (1, 2, 0)
    return np.transpose(image, order)
    ### END SOLUTION


# %% check="pixels-channels"

# %%
if solved("pixels-channels"):
    first = move_channels(boat_photo, True)
    print("channels first:", first.shape)
    print("the first of them is the red channel:", np.array_equal(first[0], boat_photo[:, :, 0]))
    print("there and back again changes nothing:", np.array_equal(move_channels(first, False), boat_photo))

# %% [markdown]
# ## Draw
#
# If a picture is an array, then writing numbers into an array is drawing. Here is a sheet of 8 × 8 pixels. Draw with
# the mouse, or walk with the arrow keys and press Space. The buttons do to your drawing what the slices beside their
# names do to an array.

# %%
painter = PixelPainter()
painter

# %% [markdown]
# **Your turn.** Draw the letter **L**: one upright stroke, a shorter foot to the right of its lower end, nothing else.
# 1 is lit, 0 is dark. It may stand anywhere, and its strokes may be thick, up to half of its height or width; let it
# be at least four rows tall. Either write slices below, such as `glyph[0:3, 5] = 1`, or draw it above, press **Copy**
# and paste the lines below in place of the dots.

# %% answer="pixels-glyph"
glyph = np.zeros((8, 8), dtype=int)
### BEGIN SOLUTION
glyph[1:7, 2] = 1
glyph[6, 2:6] = 1
### END SOLUTION

# %% check="pixels-glyph"

# %%
if solved("pixels-glyph"):
    letter = np.array(glyph, dtype=float)
    display(
        photo_row(
            {
                "glyph": letter,
                "glyph[:, ::-1]": letter[:, ::-1],
                "glyph[::-1]": letter[::-1],
                "glyph.T": letter.T,
            }
        )
    )

# %% [markdown]
# (`.T` exchanges rows and columns.) Why an L? Because all of these look different. With an O or an X you would not
# notice that something has been mirrored or that rows and columns have changed places. The next notebook slides small
# [windows](glossary.md#window) over pictures, and there such a picture will tell you at once whether a program has
# turned something round.

# %% [markdown]
# ## The plot that misleads
#
# A plot needs a rule from numbers to colours, a [*colour map*](glossary.md#colour-map). Unless told otherwise, plotting
# programs stretch it: the smallest number in *this* array becomes black, the largest becomes white. Two plots side by
# side then have two rules. The bar beside each plot tells which.

# %%
on_own_scales(misleading_pair())

# %% [markdown]
# **Your turn.** From the plots and their bars alone: how much is white minus black in A? Which number is the middle
# cell of B (row 1, column 1), a grey half-way between its black and its white? And whose middle cell holds the larger
# number: 1 for A, 2 for B?

# %% answer="pixels-colour-map"
contrast_a = ...  # white minus black in A
middle_b = ...  # the number in the middle cell of B
larger = ...  # 1 for A, 2 for B
# The next line does nothing. Leave it or delete it.
### BEGIN SOLUTION
contrast_a = 10
middle_b = 120
larger = 2
### END SOLUTION

# %% check="pixels-colour-map"

# %% [markdown]
# Here are both again, now with one rule, black for 0 and white for 255:

# %%
if solved("pixels-colour-map"):
    display(on_one_scale(misleading_pair(), low=0, high=255))

# %% [markdown]
# A turns out to be one flat grey. So before you compare two plots, look at their bars. In this course plots that are
# to be compared share a scale, small ones carry their numbers, and where numbers can be negative, white is 0.

# %% [markdown]
# ## What you have done
#
# - A picture is an array of numbers. The row comes first, both are counted from 0, rows run downwards.
# - `uint8` holds 0 to 255 and wraps around without a word: make room first, clip, then convert back.
# - Colour is three channels; grey is a weighted sum of them, green above all.
# - Slices cut and mirror. Axes are moved with `transpose`, never with `reshape`.
# - A plot's colours mean nothing without its scale.
#
# ## What to try next (optional)
#
# - Swap red and blue of the boat with a single slice. Which sail changes most? Some libraries, such as OpenCV, hand
#   pictures over in that order.
# - `np.round(boat() * 3) / 3` leaves four greys in each channel. Look at it with `photo_row({"few": ...})`. How few
#   do you need to recognise the boat?
# - What does `image[::2, ::2]` do? Try it twice, three times. What gets lost, and what stays?
#
# **Further reading:** Rafael Gonzalez and Richard Woods, *Digital Image Processing*, the chapter on digital image
# fundamentals. Charles Poynton, *Digital Video and HD*, on luma and where its weights come from.
#
# Back to [Start here](00-start-here.ipynb), on to [Convolution by hand](02-convolution.ipynb). All words are in the
# [glossary](glossary.md).

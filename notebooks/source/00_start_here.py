# %% [markdown]
# # Start here
#
# This course leads from single pixels to a network that reads handwriting. You build every piece yourself: you predict
# what will come out, run it, and have it checked. When an answer is wrong, the check does not just say so: it looks for
# the mistake behind it and calls it by its name.
#
# At the end of this notebook you will be able to
#
# - run a notebook, in the right order, and start it afresh;
# - have an answer checked, and read what the check says;
# - find your way through the course.
#
# **Time:** about ten minutes of yours (an estimate). The computer's share is a second.
#
# **What you need:** nothing yet. The course works without a network connection, and sends nothing anywhere.

# %% [markdown]
# ## Cells
#
# A notebook is a row of *cells*, some with text, some with Python. Click the cell below, then press **Shift + Enter**:
# it runs, its result appears underneath, and the next cell is chosen.

# %%
count = 1
count

# %% [markdown]
# The number in brackets to the left of a cell tells when it was run: `[1]` was first. A star, `[*]`, means that it is
# still at work.
#
# **Predict.** What does the next cell show when it is run three times? Make up your mind, then try. Press
# **Ctrl + Enter** here: that runs a cell, too, and stays on it.

# %%
count = count + 1
count

# %% [markdown]
# Each run adds 1 to what the run before has left: all cells share one memory. What counts is the order in which you
# *run* them, not the order on the page. So a cell that was skipped is missing later, and one that was run twice has
# worked twice.
#
# When things get muddled, start afresh: in the menu **Kernel** choose **Restart Kernel and Run All Cells…**, then press
# **Restart**. The memory is emptied and every cell runs once, from top to bottom. Nothing that you have written is
# lost. (Jupyter's *kernel* is the Python that works behind the notebook. The kernels in the lessons are something
# else.)

# %% [markdown]
# ## Your first check
#
# Here is a picture, as small as they come. Each square of it is a [*pixel*](glossary.md#pixel), with a number from 0
# (black) to 1 (white). (The `import` lines fetch tools, here from NumPy and from the course. Leave them as they are.)

# %%
import numpy as np

from course.pictures.pixels import numbered_pixels

numbered_pixels(np.array([[0.0, 0.2, 0.5, 0.9], [0.2, 0.6, 1.0, 0.6], [0.9, 0.5, 0.2, 0.0]]))

# %% [markdown]
# **Your turn.** How many pixels has this picture? In the next cell, put `answer = ` and your number in place of the
# line with the dots. Run it, then run the cell below it: a **Check** button appears, with the verdict.
#
# Before you give the right answer, try three other things, for the sake of seeing what happens: leave the dots as they
# are; write something that is wrong, such as `answer = 7`; and write something that is no number.

# %% answer="start"
# answer = how many pixels?
### BEGIN SOLUTION
answer = 3 * 4
### END SOLUTION

# %% check="start"

# %% [markdown]
# After a change, run the answer cell again and press **Check**. There is no need to run the check cell once more.
#
# ## What a check says
#
# - **Not attempted yet**: there is nothing to check so far. That is no failure. (An untouched answer cell may show the
#   word `Ellipsis`: Python's name for three dots.)
# - **Not quite**: below it stands what was found, what was asked for, and what to try. Where there is more than one
#   thing to change, begin with the first.
# - **Right**: full marks.
# - **Could not be checked**: the checker itself is in trouble. It says what to do, and it is not your fault.
#
# Here are three of them, one below the other, for three answers to the question above:

# %%
from checker import check

display(check("start", {}), check("start", {"answer": 7}), check("start", {"answer": 12}))

# %% [markdown]
# **Show a hint** gives three hints, one at a time: where to look, what to think of, nearly the answer. **Show the
# solution** is there too; as long as you have not passed, it asks whether you are sure.
#
# An exercise that is marked *(optional)* may be skipped: what comes after it does without.
#
# The check is there to help you. What you have solved is noted in a file of your own, for the map below, and sent
# nowhere. If you take this course with a class, your instructor runs the same checks again for the grade, with the
# notebook that you hand in.

# %% [markdown]
# ## Without a mouse
#
# Everything works by keyboard.
#
# | keys | what they do |
# |---|---|
# | Shift + Enter | run the cell and go to the next |
# | Ctrl + Enter | run the cell and stay |
# | Esc, then ↑ or ↓ | leave the cell's text, go up or down |
# | Enter | back into the cell's text |
# | Ctrl + S | save the notebook |
# | Tab, Shift + Tab | in an output: to the next or previous button |
# | Space or Enter | press the button |
#
# Every picture has a description that a screen reader reads out, its numbers included.

# %% [markdown]
# ## The map
#
# A title that is a link can be opened. The times are estimates of your time; the computer's share is small. Run the
# cell again to see how far you have come.

# %%
from course.lessons import course_map

course_map()

# %% [markdown]
# ## When you are stuck
#
# 1. Read the check's first remark once more, slowly, then take a hint.
# 2. Restart and run all: many riddles are cells that were run in another order.
# 3. A red message ends with the line that matters. The name before the colon says what kind of trouble it is.
# 4. The file `README.md` of the course says how it is set up, and where to report a fault.
#
# **In short:** Shift + Enter runs a cell; order matters; restart when in doubt; Check as often as you like.
#
# **Next:** [Pixels](01-pixels.ipynb), where pictures turn out to be numbers. Words that a lesson needs are explained
# where they come up, and collected in the [glossary](glossary.md).

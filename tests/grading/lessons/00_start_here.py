# %% [markdown]
# # A lesson that starts no TensorFlow
#
# How many pixels have 3 rows of 4?

# %% answer="start"
### BEGIN SOLUTION
answer = 3 * 4
### END SOLUTION

# %% check="start"

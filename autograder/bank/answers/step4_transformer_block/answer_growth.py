# %% right="blanks"
"""The letter between blanks."""
answer_growth = " b "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_growth = "b)"

# %% right="brackets"
"""The letter in brackets."""
answer_growth = "(b)"

# %% right="capital"
"""The letter as a capital."""
answer_growth = "B"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_growth = "B."

# %% right="letter"
"""The letter. Directions that have nothing to do with each other add by their squares, as in Pythagoras' theorem: 1 + 24/16 = 2.5, and the root of it is 1.6. Sums that all pointed one way would reach 7, and sizes that multiply 211."""
answer_growth = "b"

# %% wrong="a"
"""Nothing on the stream is normalised, and every part adds something. Can the size stay where it was?"""
answer_growth = "a"

# %% wrong="c"
"""You add the sizes: 1 + 24/4. That is so when all vectors point the same way. What do two arrows at a right angle add up to?"""
answer_growth = "c"

# %% wrong="d"
"""You multiply: 1.25 again and again. The parts add, and what they add does not grow with the stream, since they read a normalised copy."""
answer_growth = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = {"b"}

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = "ba"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_growth = "b or a"

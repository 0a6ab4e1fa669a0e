# %% right="spaces"
"""The letter between spaces."""
answer_new_letter = " d "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_new_letter = "d)"

# %% right="brackets"
"""The letter in brackets."""
answer_new_letter = "(d)"

# %% right="capital"
"""The letter as a capital."""
answer_new_letter = "D"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_new_letter = "D."

# %% right="letter"
"""The letter. Everything behind `b` moves up by one, so `c` now reads the row that `d` has learned, and so on; only what sorts before `b` keeps its row."""
answer_new_letter = "d"

# %% wrong="a"
"""The new letter goes into its sorted place. What happens to the ids of the characters behind it?"""
answer_new_letter = "a"

# %% wrong="c"
"""An id is a place in the sorted list of *all* characters of the text. Write the list down with the `b` and without it."""
answer_new_letter = "c"

# %% wrong="b"
"""Every id but the largest still has a row in the table, so nothing stops. That is what makes this mistake so hard to see."""
answer_new_letter = "b"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = {"d"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = "the ids behind b"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = "da"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_new_letter = "d or a"

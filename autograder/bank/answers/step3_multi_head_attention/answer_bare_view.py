# %% right="blanks"
"""The letter between blanks."""
answer_bare_view = " c "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_bare_view = "c)"

# %% right="brackets"
"""The letter in brackets."""
answer_bare_view = "(c)"

# %% right="capital"
"""The letter as a capital."""
answer_bare_view = "C"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_bare_view = "C."

# %% right="letter"
"""The letter. Because `view` only cuts the row as it lies in memory: its first half is tokens 0, 1 and 2 with all their channels, its second half tokens 3, 4 and 5."""
answer_bare_view = "c"

# %% wrong="a"
"""That is what a head should hold, but `view` does not look for it. It cuts the row in memory, token after token, into pieces of equal size. Write the 24 numbers down in one row and see where the middle is."""
answer_bare_view = "a"

# %% wrong="b"
"""`view` moves nothing, so what it gives a head must lie in one piece in memory. Channels 0 and 1 of all tokens do not: between those of one token and those of the next, channels 2 and 3 are in the way."""
answer_bare_view = "b"

# %% wrong="d"
"""Every second token would mean jumping over the others, and `view` cannot jump. It cuts the row in memory into pieces that lie one after the other."""
answer_bare_view = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = {"c"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = "tokens 3, 4 and 5"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = "ca"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_bare_view = "c or a"

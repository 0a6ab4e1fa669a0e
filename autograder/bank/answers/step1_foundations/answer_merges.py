# %% right="spaces"
"""The letter between spaces."""
answer_merges = " b "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_merges = "b)"

# %% right="brackets"
"""The letter in brackets."""
answer_merges = "(b)"

# %% right="capital"
"""The letter as a capital."""
answer_merges = "B"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_merges = "B."

# %% right="letter"
"""The letter. Five bytes have four borders, and each merge takes one away; then a single id is left, and no pair."""
answer_merges = "b"

# %% wrong="a"
"""A pair that occurs once is merged too: that is rule 4."""
answer_merges = "a"

# %% wrong="c"
"""Each merge makes the list one shorter, and it begins with five ids. How many merges until a single id is left?"""
answer_merges = "c"

# %% wrong="d"
"""Ten are asked for, but after some merges a single id is left, and no pair."""
answer_merges = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = {"b"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = "4"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = "ba"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_merges = "b or a"

# %% right="blanks"
"""The letter between blanks."""
answer_share = " d "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_share = "d)"

# %% right="brackets"
"""The letter in brackets."""
answer_share = "(d)"

# %% right="capital"
"""The letter as a capital."""
answer_share = "D"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_share = "D."

# %% right="letter"
"""The letter. In units of C times C: qkv has 3 and proj has 1, which makes 4 for the attention; fc and proj of the feed-forward network have 4 each, which makes 8. Eight of twelve."""
answer_share = "d"

# %% wrong="a"
"""Count in units of C times C: qkv and proj of the attention, then fc and proj of the feed-forward network. The wide hidden layer makes one of them much larger than you think."""
answer_share = "a"

# %% wrong="b"
"""You have found the share of the attention. The question asks for the other one."""
answer_share = "b"

# %% wrong="c"
"""The two are not alike. Count in units of C times C: how many hold qkv and proj together, how many hold fc and proj of the feed-forward network?"""
answer_share = "c"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = 4

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = {"d"}

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = "da"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_share = "d or a"

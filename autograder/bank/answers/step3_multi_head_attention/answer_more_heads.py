# %% right="blanks"
"""The letter between blanks."""
answer_more_heads = " d "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_more_heads = "d)"

# %% right="brackets"
"""The letter in brackets."""
answer_more_heads = "(d)"

# %% right="capital"
"""The letter as a capital."""
answer_more_heads = "D"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_more_heads = "D."

# %% right="letter"
"""The letter. Because `qkv` and `proj` are as large as before, 4C² + 4C parameters, and 64 channels shared by 8 heads are 8 for each; the scale is then 1/√8."""
answer_more_heads = "d"

# %% wrong="a"
"""Count the parameters again: 4C² + 4C, and the number of heads is not in it. More heads mean more slices of the same channels, not more channels."""
answer_more_heads = "a"

# %% wrong="b"
"""The heads share the channels that are there: the merge lays H slices of C/H channels side by side, and that makes C again, whatever H is."""
answer_more_heads = "b"

# %% wrong="c"
"""The number of parameters is right. But a root of C was never in the scale: it is the root of a head's own width, and that width changes with the number of heads."""
answer_more_heads = "c"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = 4

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = {"d"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = "8 channels instead of 16"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = "da"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_more_heads = "d or a"

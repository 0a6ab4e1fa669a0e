# %% right="blanks"
"""The letter between blanks."""
answer_wrong_axis = " c "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_wrong_axis = "c)"

# %% right="brackets"
"""The letter in brackets."""
answer_wrong_axis = "(c)"

# %% right="capital"
"""The letter as a capital."""
answer_wrong_axis = "C"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_wrong_axis = "C."

# %% right="letter"
"""The letter. The mean and the variance over the positions hold numbers of all tokens, the later ones too, so the output at position 0 tells something about them: the model may look at what it should predict. That is why the training loss gets better, and why nothing of it is left when text is generated."""
answer_wrong_axis = "c"

# %% wrong="a"
"""Mean 0 and variance 1 along which dimension? The friend's numbers have them along the positions, not within a token. Ask what the output at position 0 is now made of."""
answer_wrong_axis = "a"

# %% wrong="b"
"""The shape stays as it is: a mean along any dimension, kept at size 1, broadcasts back. That is what makes this mistake so quiet."""
answer_wrong_axis = "b"

# %% wrong="d"
"""Every position is divided by the same spread and shifted by the same mean, the first like the last. Which tokens went into that mean?"""
answer_wrong_axis = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = {"c"}

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = "ca"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_wrong_axis = "c or a"

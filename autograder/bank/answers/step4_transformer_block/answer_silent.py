# %% right="blanks"
"""The letter between blanks."""
answer_silent = " b "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_silent = "b)"

# %% right="brackets"
"""The letter in brackets."""
answer_silent = "(b)"

# %% right="capital"
"""The letter as a capital."""
answer_silent = "B"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_silent = "B."

# %% right="letter"
"""The letter. Both parts end in a layer whose weights and bias are zero, so both add zeros to the stream, and the stream itself passes through. Some recipes start training like this: at first every block does nothing."""
answer_silent = "b"

# %% wrong="a"
"""Both parts do give zeros. But are those zeros the output of the block, or are they added to something?"""
answer_silent = "a"

# %% wrong="c"
"""The LayerNorms stand on the side roads only; in your block nothing on the stream itself is ever normalised. What you describe is post-LN."""
answer_silent = "c"

# %% wrong="d"
"""The random weights still compute something inside both parts. Follow it to the last layer of each part, whose weights and bias are zero."""
answer_silent = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = {"b"}

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = "ba"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_silent = "b or a"

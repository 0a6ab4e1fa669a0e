# %% right="spaces"
"""The letter between spaces."""
answer_weight = " c "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_weight = "c)"

# %% right="brackets"
"""The letter in brackets."""
answer_weight = "(c)"

# %% right="capital"
"""The letter as a capital."""
answer_weight = "C"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_weight = "C."

# %% right="letter"
"""The letter. e^0 = 1 and e^(ln 3) = 3, so the second key gets 3 of 4 shares."""
answer_weight = "c"

# %% wrong="a"
"""Three to one is not one third: the exponentials are 1 and 3. What share of their *sum* is the second?"""
answer_weight = "a"

# %% wrong="b"
"""It looks as if you divided the scores, or softened them once more. Take the exponentials first: 1 and 3."""
answer_weight = "b"

# %% wrong="d"
"""No softmax gives all the weight to one key: the other one has the exponential of 0, which is 1."""
answer_weight = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = {"c"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "0.75"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "ca"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "c or a"

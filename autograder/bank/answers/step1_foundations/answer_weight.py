# %% right="spaces"
"""The letter between spaces."""
answer_weight = " b "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_weight = "b)"

# %% right="brackets"
"""The letter in brackets."""
answer_weight = "(b)"

# %% right="capital"
"""The letter as a capital."""
answer_weight = "B"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_weight = "B."

# %% right="letter"
"""The letter. e^0 = 1 and e^(ln 3) = 3, so the second key gets 3 of 4 shares."""
answer_weight = "b"

# %% wrong="a"
"""It looks as if you divided the score by something. Take the exponentials first: 1 and 3."""
answer_weight = "a"

# %% wrong="c"
"""That would be 9 of 10 shares. The exponentials are 1 and 3: what share of their sum is the second?"""
answer_weight = "c"

# %% wrong="d"
"""No softmax gives all the weight to one key: the other one has the exponential of 0, which is 1."""
answer_weight = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = ["b"]

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
answer_weight = {"b"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "0.75"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "ba"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_weight = "b or a"

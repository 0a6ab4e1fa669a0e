# %% right="spaces"
"""The letter between spaces."""
answer_same_keys = " c "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_same_keys = "c)"

# %% right="brackets"
"""The letter in brackets."""
answer_same_keys = "(c)"

# %% right="capital"
"""The letter as a capital."""
answer_same_keys = "C"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_same_keys = "C."

# %% right="letter"
"""The letter. Equal keys get equal scores, whatever the query is, so each of the four values gets a quarter."""
answer_same_keys = "c"

# %% wrong="a"
"""Attention does not pick one winner. Equal scores get equal weights: look at what the softmax does with a tie, in the formula for w."""
answer_same_keys = "a"

# %% wrong="b"
"""The query does change the scores, but it changes all four by the same amount. The softmax compares scores with each other only: what is left of a change that they all share?"""
answer_same_keys = "b"

# %% wrong="d"
"""Weights are positive and sum to 1, whatever the scores are. So a mixture of the values always comes out, even when no key stands out."""
answer_same_keys = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = {"c"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = "the plain average of the four values, whatever the query"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = "ca"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_same_keys = "c or a"

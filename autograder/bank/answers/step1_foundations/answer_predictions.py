# %% right="spaces"
"""The letter between spaces."""
answer_predictions = " b "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_predictions = "b)"

# %% right="brackets"
"""The letter in brackets."""
answer_predictions = "(b)"

# %% right="capital"
"""The letter as a capital."""
answer_predictions = "B"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_predictions = "B."

# %% right="letter"
"""The letter. Each of the 100 tokens predicts the next one, and only the last has no successor in the text."""
answer_predictions = "b"

# %% wrong="a"
"""A GPT gives a prediction at every position, not at the last one only, and the causal mask keeps each of them honest. Look again at the lines that the last cell printed for one short text."""
answer_predictions = "a"

# %% wrong="c"
"""The model does predict at each of the 100 positions, but it can only learn where the right answer is known. What follows the last token, if the text is all there is?"""
answer_predictions = "c"

# %% wrong="d"
"""You counted the looks that attention takes, one for each pair of positions. A prediction is made once for each position, from all the earlier tokens together."""
answer_predictions = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = {"b"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = "99: each token but the last has a known successor"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = "ba"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_predictions = "b or a"

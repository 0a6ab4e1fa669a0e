# %% right="spaces"
"""The letter between spaces."""
answer_entry = " c "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_entry = "c)"

# %% right="brackets"
"""The letter in brackets."""
answer_entry = "(c)"

# %% right="capital"
"""The letter as a capital."""
answer_entry = "C"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_entry = "C."

# %% right="letter"
"""The letter. sin(5 / 10000^(2/4)) = sin(5/100), about 0.05."""
answer_entry = "c"

# %% wrong="a"
"""That is sin(5), which stands in column 0. Column 2 has another exponent."""
answer_entry = "a"

# %% wrong="b"
"""That is sin(5/10000): your exponent is 1. The column number is 2i itself, and it is divided by 4."""
answer_entry = "b"

# %% wrong="d"
"""That is the cosine of the right angle. Column 2 is even."""
answer_entry = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = {"c"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = "0.05"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = "ca"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_entry = "c or a"

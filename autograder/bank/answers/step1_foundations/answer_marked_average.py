# %% right="spaces"
"""The letter between spaces."""
answer_marked_average = " c "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_marked_average = "c)"

# %% right="brackets"
"""The letter in brackets."""
answer_marked_average = "(c)"

# %% right="capital"
"""The letter as a capital."""
answer_marked_average = "C"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_marked_average = "C."

# %% right="letter"
"""The letter. An average adds everything up, and addition does not care who carried which mark. A cell of task 3 shows it."""
answer_marked_average = "c"

# %% wrong="a"
"""Each word does carry another mark now. But what does an average do with word and mark? Write the two sums out."""
answer_marked_average = "a"

# %% wrong="b"
"""At each position the cosines and the words are there, and nothing takes them away again. Write the two sums out."""
answer_marked_average = "b"

# %% wrong="d"
"""The length plays no part here: both have three words. Write the two sums out."""
answer_marked_average = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = {"c"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = "the same"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = "ca"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_marked_average = "c or a"

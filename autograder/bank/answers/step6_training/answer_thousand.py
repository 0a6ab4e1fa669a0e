# %% right="blanks"
"""The letter, written as ' d '."""
answer_thousand = " d "

# %% right="bracket"
"""The letter, written as 'd)'."""
answer_thousand = "d)"

# %% right="brackets"
"""The letter, written as '(d)'."""
answer_thousand = "(d)"

# %% right="capital"
"""The letter, written as 'D'."""
answer_thousand = "D"

# %% right="capital_dot"
"""The letter, written as 'D.'."""
answer_thousand = "D."

# %% right="letter"
"""The letter, written as 'd'."""
answer_thousand = "d"

# %% wrong="a"
"""That would be SGD. AdamW divides by the size of the gradients, and it has grown by the same factor."""
answer_thousand = "a"

# %% wrong="b"
"""The divisor has grown by 1000, but so has what it divides."""
answer_thousand = "b"

# %% wrong="c"
"""The decay acts on the weight itself, by the rate times λ. It never sees a gradient, large or small."""
answer_thousand = "c"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_thousand = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_thousand = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_thousand = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_thousand = 4

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_thousand = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_thousand = "da"

# %% right="blanks"
"""The letter, written as ' b '."""
answer_cost = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_cost = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_cost = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_cost = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_cost = "B."

# %% right="letter"
"""The letter, written as 'b'."""
answer_cost = "b"

# %% wrong="a"
"""Some factor is lost. Multiply 6, the parameters and the tokens as powers of ten, then divide by the operations of a second."""
answer_cost = "a"

# %% wrong="c"
"""Some factor is too many. Multiply 6, the parameters and the tokens as powers of ten, then divide by the operations of a second."""
answer_cost = "c"

# %% wrong="d"
"""Some factor is too many. Multiply 6, the parameters and the tokens as powers of ten, then divide by the operations of a second."""
answer_cost = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cost = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cost = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cost = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cost = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cost = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cost = "ba"

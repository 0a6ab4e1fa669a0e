# %% right="blanks"
"""The letter, written as ' c '."""
answer_slide = " c "

# %% right="bracket"
"""The letter, written as 'c)'."""
answer_slide = "c)"

# %% right="brackets"
"""The letter, written as '(c)'."""
answer_slide = "(c)"

# %% right="capital"
"""The letter, written as 'C'."""
answer_slide = "C"

# %% right="capital_dot"
"""The letter, written as 'C.'."""
answer_slide = "C."

# %% right="letter"
"""The letter, written as 'c'."""
answer_slide = "c"

# %% wrong="a"
"""The tokens are the same, but not their positions: generate shows the model the window at positions 0 to block_size − 1, so that every token has moved by one, and its key with it."""
answer_slide = "a"

# %% wrong="b"
"""One out, one in: the shapes fit, and so nothing warns you. Look at what the remaining keys were computed from."""
answer_slide = "b"

# %% wrong="d"
"""Every token has a position vector of its own, and each key was computed with it. Ask whether these positions still hold after the slide."""
answer_slide = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = "ca"

# %% wrong="word"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = "yes"

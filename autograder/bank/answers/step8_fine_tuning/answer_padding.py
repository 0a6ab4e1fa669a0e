# %% right="blanks"
"""The letter, written as ' b '."""
answer_padding = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_padding = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_padding = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_padding = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_padding = "B."

# %% right="letter"
"""The letter, written as 'b'."""
answer_padding = "b"

# %% wrong="a"
"""A padding id may well occur in real text. Ask two things about each padded place: is there a label, and can any real token look at it?"""
answer_padding = "a"

# %% wrong="c"
"""Look at y: what stands there wherever x is padded? The loss never meets those places, so the mask has nothing to make up for."""
answer_padding = "c"

# %% wrong="d"
"""The loss ignores one label, -100, and no id. The end mark at the end of an answer is a label like any other; it has to be taught."""
answer_padding = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = "e"

# %% wrong="set"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = {"b"}

# %% wrong="text"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = "the first one"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_padding = "ab"

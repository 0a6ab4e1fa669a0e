# %% right="blanks"
"""The letter, written as ' b '."""
answer_loss = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_loss = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_loss = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_loss = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_loss = "B."

# %% right="letter"
"""The letter. 27 is the mean of −ln p, and a blind guess gives 10.8. So the right tokens got far less than 1/V, and wrong ones nearly all of it."""
answer_loss = "b"

# %% wrong="a"
"""A loss says how probable the right token was on average, so it does tell you something: a model that treats all tokens alike has exactly ln V."""
answer_loss = "a"

# %% wrong="c"
"""Seeing the future can only make the loss smaller, if anything. This one is larger than that of a blind guess."""
answer_loss = "c"

# %% wrong="d"
"""V is known: it is the number of rows of the table. What 27 tells is how little probability the right tokens got, not how many tokens there are."""
answer_loss = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_loss = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_loss = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_loss = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_loss = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_loss = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_loss = "ab"

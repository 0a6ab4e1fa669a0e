# %% right="spaces"
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
"""x and y are one shorter than all ids: the last id of an example is no input, and its first is no label. Count the places once more."""
answer_padding = "a"

# %% wrong="c"
"""You mask one label too many in each example: the first id of an answer is a label, at the last id of its prompt."""
answer_padding = "c"

# %% wrong="d"
"""You left the padding out. A batch is a rectangle: the short example has as many places as the long one, and the loss is asked about each of them."""
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

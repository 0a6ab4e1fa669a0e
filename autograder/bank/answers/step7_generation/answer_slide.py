# %% right="blanks"
"""The letter, written as ' b '."""
answer_slide = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_slide = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_slide = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_slide = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_slide = "B."

# %% right="letter"
"""The letter, written as 'b'."""
answer_slide = "b"

# %% wrong="a"
"""That counts each position once. It would hold if the text fitted into the context. Look at what happens from token 1,025 on."""
answer_slide = "a"

# %% wrong="c"
"""That is the count without a cache. As long as the text fits into the context, each step after the first reads one position."""
answer_slide = "c"

# %% wrong="d"
"""That lets every step read a full window. The text begins below the context, and there the cache saves nearly everything."""
answer_slide = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_slide = ["b"]

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


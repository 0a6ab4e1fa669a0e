# %% right="blanks"
"""The letter, written as ' d '."""
answer_tied = " d "

# %% right="bracket"
"""The letter, written as 'd)'."""
answer_tied = "d)"

# %% right="brackets"
"""The letter, written as '(d)'."""
answer_tied = "(d)"

# %% right="capital"
"""The letter, written as 'D'."""
answer_tied = "D"

# %% right="capital_dot"
"""The letter, written as 'D.'."""
answer_tied = "D."

# %% right="letter"
"""The letter. The copy was made once, before loading. Loading writes into wte, and the head is another Parameter: it still holds what the constructor drew at random."""
answer_tied = "d"

# %% wrong="a"
"""The copy was made once, in the constructor. Ask what the head holds after new numbers have been written into wte."""
answer_tied = "a"

# %% wrong="b"
"""The two tables would have to drift apart in training, but they already do so earlier: think of what loading writes, and where."""
answer_tied = "b"

# %% wrong="c"
"""The loader described here never asks for lm_head.weight, so it cannot miss it."""
answer_tied = "c"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_tied = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_tied = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_tied = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_tied = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_tied = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_tied = "ab"

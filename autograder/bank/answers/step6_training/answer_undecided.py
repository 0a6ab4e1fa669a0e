# %% right="blanks"
"""The letter, written as ' b '."""
answer_undecided = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_undecided = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_undecided = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_undecided = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_undecided = "B."

# %% right="letter"
"""The letter, written as 'b'."""
answer_undecided = "b"

# %% wrong="a"
"""A loss says how much probability the right characters got, not how often the likeliest one was right: a model can be right in most cases and still pay dearly for the others."""
answer_undecided = "a"

# %% wrong="c"
"""The loss is no share of the text that was learned. It says how undecided the model still is at each character, on average."""
answer_undecided = "c"

# %% wrong="d"
"""The loss is a mean of -ln p. One character may be certain and the next hopeless: the mean says nothing about a single one."""
answer_undecided = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_undecided = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_undecided = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_undecided = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_undecided = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_undecided = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_undecided = "ba"

# %% right="blanks"
"""The letter, written as ' d '."""
answer_batch = " d "

# %% right="bracket"
"""The letter, written as 'd)'."""
answer_batch = "d)"

# %% right="brackets"
"""The letter, written as '(d)'."""
answer_batch = "(d)"

# %% right="capital"
"""The letter, written as 'D'."""
answer_batch = "D"

# %% right="capital_dot"
"""The letter, written as 'D.'."""
answer_batch = "D."

# %% right="letter"
"""The letter, written as 'd'."""
answer_batch = "d"

# %% wrong="a"
"""More windows a second is not more learning a second: a third of the steps may cost more than the extra windows bring."""
answer_batch = "a"

# %% wrong="b"
"""More steps is not always better: each of them follows a noisier gradient, and less text is read in all. Which of the two weighs more cannot be known beforehand."""
answer_batch = "b"

# %% wrong="c"
"""They do not even read the same amount of text in that minute, and the number of steps and the noise of each step matter as well."""
answer_batch = "c"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_batch = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_batch = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_batch = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_batch = 4

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_batch = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_batch = "da"

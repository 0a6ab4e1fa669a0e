# %% right="spaces"
"""The letter, written as ' d '."""
answer_control = " d "

# %% right="bracket"
"""The letter, written as 'd)'."""
answer_control = "d)"

# %% right="brackets"
"""The letter, written as '(d)'."""
answer_control = "(d)"

# %% right="capital"
"""The letter, written as 'D'."""
answer_control = "D"

# %% right="capital_dot"
"""The letter, written as 'D.'."""
answer_control = "D."

# %% right="letter"
"""The letter, written as 'd'."""
answer_control = "d"

# %% wrong="a"
"""The difference is real, but two things differ between the runs: the plain text, and ten days of computing. Which of them did it?"""
answer_control = "a"

# %% wrong="b"
"""A base model without fine-tuning shows that it does not answer yet. It does not tell whether the plain text helped or only the time."""
answer_control = "b"

# %% wrong="c"
"""Training losses say how well the labels are predicted. They cannot say where the ability came from: the two runs differ in more than the text."""
answer_control = "c"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = "e"

# %% wrong="set"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = {"d"}

# %% wrong="text"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = "the first one"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_control = "ab"

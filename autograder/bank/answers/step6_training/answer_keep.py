# %% right="blanks"
"""The letter, written as ' c '."""
answer_keep = " c "

# %% right="bracket"
"""The letter, written as 'c)'."""
answer_keep = "c)"

# %% right="brackets"
"""The letter, written as '(c)'."""
answer_keep = "(c)"

# %% right="capital"
"""The letter, written as 'C'."""
answer_keep = "C"

# %% right="capital_dot"
"""The letter, written as 'C.'."""
answer_keep = "C."

# %% right="letter"
"""The letter, written as 'c'."""
answer_keep = "c"

# %% wrong="a"
"""The training loss of a text that was read many times measures what was learned by heart. The held-out text says what holds elsewhere, and there this model is the worse one."""
answer_keep = "a"

# %% wrong="b"
"""Halfway is not a fair middle. From the step on at which the validation loss turned round, the model has been getting worse on new text, and it says at which step that was."""
answer_keep = "b"

# %% wrong="d"
"""A text that is trained on can no longer tell you how the model does on new text. The loss would fall, and mean nothing."""
answer_keep = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_keep = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_keep = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_keep = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_keep = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_keep = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_keep = "ca"

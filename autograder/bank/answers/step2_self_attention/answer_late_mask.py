# %% right="blanks"
"""Blanks around the letter."""
answer_late_mask = " d "

# %% right="brackets"
"""The letter in brackets."""
answer_late_mask = "(d)"

# %% right="capital"
"""A capital letter."""
answer_late_mask = "D"

# %% right="capital_full_stop"
"""A capital letter and a full stop."""
answer_late_mask = "D."

# %% right="closing_bracket"
"""As the options are printed, with a closing bracket."""
answer_late_mask = "d)"

# %% right="letter"
"""The letter. The softmax divided by a total in which the hidden keys still counted. What is left sums to less than 1, and the total, so each remaining weight, moves when a future key does. Only the last row, where nothing is hidden, is right."""
answer_late_mask = "d"

# %% right="single_quotes"
"""Other quotes."""
answer_late_mask = 'd'

# %% wrong="another_letter"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = "e"

# %% wrong="empty"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = ""

# %% wrong="letter_a"
"""The hidden weights are 0 either way, that is true. Look at the weights that stay: the softmax has divided each of them by a total, and at that moment nothing was hidden yet. Add up a row."""
answer_late_mask = "a"

# %% wrong="letter_and_text"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = "d) Most rows sum to less than 1, and how much less depends on future tokens."

# %% wrong="letter_b"
"""Multiplied by 0 the hidden weights are exactly 0, so they keep nothing. Add up what is left of a row of four equal weights when two of them are hidden."""
answer_late_mask = "b"

# %% wrong="letter_c"
"""A value with a weight of 0 adds nothing to the blend, so no future value comes in by that door. There is another one: ask which scores the softmax divided by."""
answer_late_mask = "c"

# %% wrong="list"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = ["d"]

# %% wrong="none"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = None

# %% wrong="number"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = 4

# %% wrong="option_text"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = "Most rows sum to less than 1, and how much less depends on future tokens."

# %% wrong="two_letters"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = "da"

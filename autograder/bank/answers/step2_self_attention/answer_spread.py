# %% right="blanks"
"""Blanks around the letter."""
answer_spread = " c "

# %% right="brackets"
"""The letter in brackets."""
answer_spread = "(c)"

# %% right="capital"
"""A capital letter."""
answer_spread = "C"

# %% right="capital_full_stop"
"""A capital letter and a full stop."""
answer_spread = "C."

# %% right="closing_bracket"
"""As the options are printed, with a closing bracket."""
answer_spread = "c)"

# %% right="letter"
"""The letter. A score is a sum of 64 products, each of variance 1, so its variance is 64 and its standard deviation √64 = 8. Dividing by √d_k = 8 brings it back to 1."""
answer_spread = "c"

# %% right="single_quotes"
"""Other quotes."""
answer_spread = 'c'

# %% wrong="another_letter"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = "e"

# %% wrong="empty"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = ""

# %% wrong="letter_a"
"""64 is the variance of the score. The question asks for its standard deviation, which has the same unit as the score itself."""
answer_spread = "a"

# %% wrong="letter_and_text"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = "c) 8"

# %% wrong="letter_b"
"""1 is the spread of a single entry, or of a score after it was scaled. Before that, a score is a sum of 64 products, and a sum spreads more widely than one of its parts."""
answer_spread = "b"

# %% wrong="letter_d"
"""4,096 is 64 squared, so you went on from the variance in the wrong direction. Ask first what one product of two entries adds to the variance, then what 64 of them do together, and only then go from variance to standard deviation."""
answer_spread = "d"

# %% wrong="list"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = ["c"]

# %% wrong="none"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = None

# %% wrong="number"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = 3

# %% wrong="option_text"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = "8"

# %% wrong="two_letters"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_spread = "ca"

# %% right="blanks"
"""Blanks around the letter."""
answer_untouched = " a "

# %% right="brackets"
"""The letter in brackets."""
answer_untouched = "(a)"

# %% right="capital"
"""A capital letter."""
answer_untouched = "A"

# %% right="capital_full_stop"
"""A capital letter and a full stop."""
answer_untouched = "A."

# %% right="closing_bracket"
"""As the options are printed, with a closing bracket."""
answer_untouched = "a)"

# %% right="letter"
"""The letter. The first position sees one key, its own. A softmax over one score is 1, whatever the score is, so the output is its value. Every other position weighs several values, and its weights change."""
answer_untouched = "a"

# %% right="single_quotes"
"""Other quotes."""
answer_untouched = 'a'

# %% wrong="another_letter"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = "e"

# %% wrong="empty"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = ""

# %% wrong="letter_and_text"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = "a) the one at the first position"

# %% wrong="letter_b"
"""The last position may look at every key, so its weights depend on queries and keys more than those of any other position. Look for the position that has the least choice."""
answer_untouched = "b"

# %% wrong="letter_c"
"""The values say what is handed over, but queries and keys say in which proportions. Where a position has several keys to choose from, other proportions give another blend."""
answer_untouched = "c"

# %% wrong="letter_d"
"""Most outputs can change, but not every position has a choice. Look at the rows of the causal mask, and ask what a softmax makes of a row with a single score."""
answer_untouched = "d"

# %% wrong="list"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = ["a"]

# %% wrong="none"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = None

# %% wrong="number"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = 1

# %% wrong="option_text"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = "the one at the first position"

# %% wrong="two_letters"
"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = "ab"

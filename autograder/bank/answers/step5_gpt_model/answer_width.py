# %% right="blanks"
"""The letter, written as ' c '."""
answer_width = " c "

# %% right="bracket"
"""The letter, written as 'c)'."""
answer_width = "c)"

# %% right="brackets"
"""The letter, written as '(c)'."""
answer_width = "(c)"

# %% right="capital"
"""The letter, written as 'C'."""
answer_width = "C"

# %% right="capital_dot"
"""The letter, written as 'C.'."""
answer_width = "C."

# %% right="letter"
"""The letter. The tables have one factor of C in each shape and double, to 78 million; the matrices of the blocks have two and grow fourfold, to 340 million. The heads cut the same channels into more pieces and cost nothing."""
answer_width = "c"

# %% wrong="a"
"""You doubled everything. Look at the shape of a matrix inside a block: how often does C stand in it?"""
answer_width = "a"

# %% wrong="b"
"""You let the tables grow fourfold and the blocks double. Which of the two has matrices whose sides both depend on C?"""
answer_width = "b"

# %% wrong="d"
"""You made everything four times as large. The blocks do grow like that, but a table has a side that does not depend on C."""
answer_width = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_width = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_width = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_width = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_width = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_width = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_width = "ab"

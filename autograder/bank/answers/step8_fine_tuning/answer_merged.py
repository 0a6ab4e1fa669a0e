# %% right="spaces"
"""The letter, written as ' a '."""
answer_merged = " a "

# %% right="bracket"
"""The letter, written as 'a)'."""
answer_merged = "a)"

# %% right="brackets"
"""The letter, written as '(a)'."""
answer_merged = "(a)"

# %% right="capital"
"""The letter, written as 'A'."""
answer_merged = "A"

# %% right="capital_dot"
"""The letter, written as 'A.'."""
answer_merged = "A."

# %% right="letter"
"""The letter, written as 'a'."""
answer_merged = "a"

# %% wrong="b"
"""That is the size before merging. Afterwards the product of the two thin matrices has been added into the weight; what is left of them?"""
answer_merged = "b"

# %% wrong="c"
"""That is B alone, 2304 times 8. A is trained as well; what shape has it?"""
answer_merged = "c"

# %% wrong="d"
"""That is the frozen weight, 768 times 2304. Count the two thin matrices; and the sum of a change of rank 8 and a full matrix is full."""
answer_merged = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = ["a"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = "e"

# %% wrong="set"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = {"a"}

# %% wrong="text"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = "the first one"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_merged = "ab"

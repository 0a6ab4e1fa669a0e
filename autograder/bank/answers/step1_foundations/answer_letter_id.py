# %% right="spaces"
"""The letter between spaces."""
answer_letter_id = " a "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_letter_id = "a)"

# %% right="brackets"
"""The letter in brackets."""
answer_letter_id = "(a)"

# %% right="capital"
"""The letter as a capital."""
answer_letter_id = "A"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_letter_id = "A."

# %% right="letter"
"""The letter. Sorted, the characters are a, b, c, d, r, and counting begins at 0: 4."""
answer_letter_id = "a"

# %% wrong="b"
"""There are five different characters, but the first of them has the id 0."""
answer_letter_id = "b"

# %% wrong="c"
"""An id says which character it is, not where in the text it stands. Sort the different characters and count from 0."""
answer_letter_id = "c"

# %% wrong="d"
"""The text has eleven letters, but only the different ones are numbered. Sort them and count from 0."""
answer_letter_id = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = ["a"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = 3

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = {"a"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = "4"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = "aa"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_letter_id = "a or a"

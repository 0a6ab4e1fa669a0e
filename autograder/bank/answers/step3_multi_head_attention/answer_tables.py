# %% right="blanks"
"""The letter between blanks."""
answer_tables = " b "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_tables = "b)"

# %% right="brackets"
"""The letter in brackets."""
answer_tables = "(b)"

# %% right="capital"
"""The letter as a capital."""
answer_tables = "B"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_tables = "B."

# %% right="letter"
"""The letter. Because H · T · T is now 4 · 2,000 · 2,000: twice the text makes four times the table, half the heads half of that."""
answer_tables = "b"

# %% wrong="a"
"""Half as many heads make half as many tables. But each table has a row for each query and a column for each key: what happens to its size when both are twice as many?"""
answer_tables = "a"

# %% wrong="c"
"""Each table is four times as large, that is right. Now count how many tables there are."""
answer_tables = "c"

# %% wrong="d"
"""You counted the heads only. Each head has one table, and the table itself grows with the length of the text, in both directions."""
answer_tables = "d"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = {"b"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = "twice"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = "ba"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_tables = "b or a"

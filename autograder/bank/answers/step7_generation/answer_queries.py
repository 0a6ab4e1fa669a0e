# %% right="blanks"
"""The letter, written as ' a '."""
answer_queries = " a "

# %% right="bracket"
"""The letter, written as 'a)'."""
answer_queries = "a)"

# %% right="brackets"
"""The letter, written as '(a)'."""
answer_queries = "(a)"

# %% right="capital"
"""The letter, written as 'A'."""
answer_queries = "A"

# %% right="capital_dot"
"""The letter, written as 'A.'."""
answer_queries = "A."

# %% right="letter"
"""The letter, written as 'a'."""
answer_queries = "a"

# %% wrong="b"
"""Queries and keys come from different thirds of qkv, so they are different numbers. Ask instead which of them a later position looks at."""
answer_queries = "b"

# %% wrong="c"
"""Nothing at a position depends on later tokens: the causal mask sees to that, for queries as for keys and values. Ask instead who would use an old query."""
answer_queries = "c"

# %% wrong="d"
"""They are not computed again, or nothing would be saved. Ask who would use an old query."""
answer_queries = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = ["a"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = 1

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = "ab"

# %% wrong="word"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_queries = "yes"

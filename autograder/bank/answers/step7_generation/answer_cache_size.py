# %% right="blanks"
"""The letter, written as ' c '."""
answer_cache_size = " c "

# %% right="bracket"
"""The letter, written as 'c)'."""
answer_cache_size = "c)"

# %% right="brackets"
"""The letter, written as '(c)'."""
answer_cache_size = "(c)"

# %% right="capital"
"""The letter, written as 'C'."""
answer_cache_size = "C"

# %% right="capital_dot"
"""The letter, written as 'C.'."""
answer_cache_size = "C."

# %% right="letter"
"""The letter, written as 'c'."""
answer_cache_size = "c"

# %% wrong="a"
"""That is the cache of a single layer. Each of the 32 layers keeps keys and values of its own."""
answer_cache_size = "a"

# %% wrong="b"
"""You counted one number where there are two: every position leaves a key and a value."""
answer_cache_size = "b"

# %% wrong="d"
"""You counted a key and a value for each of 32 heads. Look again at how many heads keep them here."""
answer_cache_size = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = ["c"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = 1

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = "ab"

# %% wrong="word"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_cache_size = "yes"


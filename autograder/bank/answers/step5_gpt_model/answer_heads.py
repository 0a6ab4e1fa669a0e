# %% right="blanks"
"""The letter, written as ' d '."""
answer_heads = " d "

# %% right="bracket"
"""The letter, written as 'd)'."""
answer_heads = "d)"

# %% right="brackets"
"""The letter, written as '(d)'."""
answer_heads = "(d)"

# %% right="capital"
"""The letter, written as 'D'."""
answer_heads = "D"

# %% right="capital_dot"
"""The letter, written as 'D.'."""
answer_heads = "D."

# %% right="letter"
"""The letter, written as 'd'."""
answer_heads = "d"

# %% wrong="a"
"""The width of qkv is 3C, whatever the number of heads. The heads cut the same C channels into more, narrower pieces."""
answer_heads = "a"

# %% wrong="b"
"""The width of qkv is 3C and that of proj is C, whatever the number of heads. More heads only make each one narrower."""
answer_heads = "b"

# %% wrong="c"
"""No head brings a matrix of its own along. The heads share qkv and proj, whose shapes depend on C alone."""
answer_heads = "c"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_heads = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_heads = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_heads = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_heads = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_heads = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_heads = "ab"

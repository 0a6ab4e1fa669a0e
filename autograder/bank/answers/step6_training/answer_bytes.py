# %% right="blanks"
"""The letter, written as ' b '."""
answer_bytes = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_bytes = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_bytes = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_bytes = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_bytes = "B."

# %% right="letter"
"""The letter, written as 'b'."""
answer_bytes = "b"

# %% wrong="a"
"""You compare bits a token with bits a character. A token pays for about four bytes at once; share its bits among them."""
answer_bytes = "a"

# %% wrong="c"
"""You shared the loss among the bytes, but it is in nats still. A bit is ln 2 = 0.693 nats."""
answer_bytes = "c"

# %% wrong="d"
"""You multiplied by the bytes of a token. The bits of one token pay for all its bytes, so each byte gets a share."""
answer_bytes = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_bytes = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_bytes = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_bytes = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_bytes = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_bytes = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_bytes = "ba"

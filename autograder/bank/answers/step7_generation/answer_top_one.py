# %% right="blanks"
"""The letter, written as ' b '."""
answer_top_one = " b "

# %% right="bracket"
"""The letter, written as 'b)'."""
answer_top_one = "b)"

# %% right="brackets"
"""The letter, written as '(b)'."""
answer_top_one = "(b)"

# %% right="capital"
"""The letter, written as 'B'."""
answer_top_one = "B"

# %% right="capital_dot"
"""The letter, written as 'B.'."""
answer_top_one = "B."

# %% right="letter"
"""The letter, written as 'b'."""
answer_top_one = "b"

# %% wrong="a"
"""Temperature 5 does flatten the distribution, but top-k comes after it and leaves a single token in the race. The order of the logits is the same at every temperature."""
answer_top_one = "a"

# %% wrong="c"
"""That would be so without the filter. With k = 1 there is one candidate left, and after the softmax it has a probability of exactly 1."""
answer_top_one = "c"

# %% wrong="d"
"""The seed matters only where there is something to draw. Among the tokens that are left there is no choice."""
answer_top_one = "d"

# %% wrong="empty"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = ""

# %% wrong="list"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = ["b"]

# %% wrong="none"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = None

# %% wrong="number"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = 2

# %% wrong="other_letter"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = "e"

# %% wrong="two_letters"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = "ba"

# %% wrong="word"
"""Your answer is not one of the letters. Write a single letter in quotation marks."""
answer_top_one = "yes"

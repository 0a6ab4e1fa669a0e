# %% right="spaces"
"""The letter between spaces."""
answer_there = " d "

# %% right="bracket"
"""The letter with the bracket of the list."""
answer_there = "d)"

# %% right="brackets"
"""The letter in brackets."""
answer_there = "(d)"

# %% right="capital"
"""The letter as a capital."""
answer_there = "D"

# %% right="capital_dot"
"""A capital and a full stop."""
answer_there = "D."

# %% right="letter"
"""The letter. `e r` was learned first, so `er` is merged first; then `th`; then `th e` needs an `e` behind `th`, and that one has gone into `er`."""
answer_there = "d"

# %% wrong="a"
"""You took the longest token that fits at the start. The rule asks which merge was learned first, wherever it stands in the word: apply that one before you build anything longer."""
answer_there = "a"

# %% wrong="b"
"""You stopped too early: one of the three merges is still present in your tokens. Go on until none is."""
answer_there = "b"

# %% wrong="c"
"""A token exists only if a merge made it. Three merges were learned: which of them would join all five letters?"""
answer_there = "c"

# %% wrong="empty"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = ""

# %% wrong="list"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = ["d"]

# %% wrong="none"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = None

# %% wrong="number"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = 4

# %% wrong="other_letter"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = "e"

# %% wrong="set"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = {"d"}

# %% wrong="text"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = "th er e"

# %% wrong="two_letters"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = "da"

# %% wrong="two_with_or"
"""Your answer is not one of the letters a, b, c, d. Put a single letter between quotation marks."""
answer_there = "d or a"

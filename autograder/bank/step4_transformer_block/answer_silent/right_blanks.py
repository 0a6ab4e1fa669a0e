"""The letter between blanks."""
answer_silent = " b "

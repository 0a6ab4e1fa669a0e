"""The letter between blanks."""
answer_share = " d "

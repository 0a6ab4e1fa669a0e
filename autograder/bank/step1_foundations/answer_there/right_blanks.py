"""The letter between blanks."""
answer_there = " d "

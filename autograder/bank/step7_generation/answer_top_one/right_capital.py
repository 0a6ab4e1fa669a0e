"""The letter, written as 'B'."""
answer_top_one = "B"

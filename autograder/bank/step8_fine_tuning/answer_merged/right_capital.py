"""The letter, written as 'A'."""
answer_merged = "A"

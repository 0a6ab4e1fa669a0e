"""The letter, written as 'D'."""
answer_batch = "D"

"""The letter, written as 'B.'."""
answer_undecided = "B."

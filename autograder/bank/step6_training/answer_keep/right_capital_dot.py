"""The letter, written as 'C.'."""
answer_keep = "C."

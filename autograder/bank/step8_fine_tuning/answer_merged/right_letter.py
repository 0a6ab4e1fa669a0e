"""The letter, written as 'a'."""
answer_merged = "a"

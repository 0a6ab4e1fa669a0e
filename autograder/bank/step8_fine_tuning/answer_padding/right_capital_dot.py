"""The letter, written as 'B.'."""
answer_padding = "B."

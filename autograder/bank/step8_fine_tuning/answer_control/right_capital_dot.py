"""The letter, written as 'D.'."""
answer_control = "D."

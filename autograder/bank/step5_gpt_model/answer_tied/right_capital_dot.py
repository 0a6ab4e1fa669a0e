"""The letter, written as 'D.'."""
answer_tied = "D."

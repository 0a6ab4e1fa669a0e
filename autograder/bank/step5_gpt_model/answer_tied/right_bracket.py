"""The letter, written as 'd)'."""
answer_tied = "d)"

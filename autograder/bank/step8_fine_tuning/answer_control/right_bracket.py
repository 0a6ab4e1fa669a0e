"""The letter, written as 'd)'."""
answer_control = "d)"

"""The letter, written as '(b)'."""
answer_undecided = "(b)"

"""The letter, written as '(d)'."""
answer_batch = "(d)"

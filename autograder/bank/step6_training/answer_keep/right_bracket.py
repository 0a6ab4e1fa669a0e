"""The letter, written as 'c)'."""
answer_keep = "c)"

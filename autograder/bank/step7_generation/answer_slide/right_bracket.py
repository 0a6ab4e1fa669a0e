"""The letter, written as 'c)'."""
answer_slide = "c)"

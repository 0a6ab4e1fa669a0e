"""The letter, written as '(b)'."""
answer_loss = "(b)"

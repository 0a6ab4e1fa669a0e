"""The letter, written as 'B.'."""
answer_loss = "B."

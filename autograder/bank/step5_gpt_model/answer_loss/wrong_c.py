"""Seeing the future can only make the loss smaller, if anything. This one is larger than that of a blind guess."""
answer_loss = "c"

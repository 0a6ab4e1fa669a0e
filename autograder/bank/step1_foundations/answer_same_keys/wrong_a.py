"""Attention does not pick one winner. Equal scores get equal weights: look at what the softmax does with a tie, in the formula for w."""
answer_same_keys = "a"

"""Weights are positive and sum to 1, whatever the scores are. So a mixture of the values always comes out, even when no key stands out."""
answer_same_keys = "d"

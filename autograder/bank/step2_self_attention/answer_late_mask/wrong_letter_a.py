"""The hidden weights are 0 either way, that is true. Look at the weights that stay: the softmax has divided each of them by a total, and at that moment nothing was hidden yet. Add up a row."""
answer_late_mask = "a"

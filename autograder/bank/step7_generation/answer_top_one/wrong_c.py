"""That would be so without the filter. With k = 1 there is one candidate left, and after the softmax it has a probability of exactly 1."""
answer_top_one = "c"

"""1 is the spread of a single entry, or of a score after it was scaled. Before that, a score is a sum of 64 products, and a sum spreads more widely than one of its parts."""
answer_spread = "b"

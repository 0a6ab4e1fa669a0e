"""Count the parameters again: 4C² + 4C, and the number of heads is not in it. More heads mean more slices of the same channels, not more channels."""
answer_more_heads = "a"

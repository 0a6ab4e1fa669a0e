"""Mean 0 and variance 1 along which dimension? The friend's numbers have them along the positions, not within a token. Ask what the output at position 0 is now made of."""
answer_wrong_axis = "a"

"""64 is the variance of the score. The question asks for its standard deviation, which has the same unit as the score itself."""
answer_spread = "a"

"""4,096 is 64 squared, so you went on from the variance in the wrong direction. Ask first what one product of two entries adds to the variance, then what 64 of them do together, and only then go from variance to standard deviation."""
answer_spread = "d"

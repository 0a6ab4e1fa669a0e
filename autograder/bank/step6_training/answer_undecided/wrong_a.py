"""A loss says how much probability the right characters got, not how often the likeliest one was right: a model can be right in most cases and still pay dearly for the others."""
answer_undecided = "a"

"""The number of parameters is right. But a root of C was never in the scale: it is the root of a head's own width, and that width changes with the number of heads."""
answer_more_heads = "c"

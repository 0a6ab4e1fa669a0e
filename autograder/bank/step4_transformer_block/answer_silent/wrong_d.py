"""The random weights still compute something inside both parts. Follow it to the last layer of each part, whose weights and bias are zero."""
answer_silent = "d"

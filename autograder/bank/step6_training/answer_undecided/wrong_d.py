"""The loss is a mean of -ln p. One character may be certain and the next hopeless: the mean says nothing about a single one."""
answer_undecided = "d"

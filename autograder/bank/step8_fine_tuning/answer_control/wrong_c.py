"""Training losses say how well the labels are predicted. They cannot say where the ability came from: the two runs differ in more than the text."""
answer_control = "c"

"""The loss is no share of the text that was learned. It says how undecided the model still is at each character, on average."""
answer_undecided = "c"

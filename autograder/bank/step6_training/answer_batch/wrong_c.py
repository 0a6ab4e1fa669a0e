"""They do not even read the same amount of text in that minute, and the number of steps and the noise of each step matter as well."""
answer_batch = "c"

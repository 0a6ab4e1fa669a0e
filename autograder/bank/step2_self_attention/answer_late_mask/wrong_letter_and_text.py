"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_late_mask = "d) Most rows sum to less than 1, and how much less depends on future tokens."

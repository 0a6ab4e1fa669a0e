"""An answer is one letter in quotes, a, b, c or d, and nothing else."""
answer_untouched = ""

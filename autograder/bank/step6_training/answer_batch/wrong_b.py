"""More steps is not always better: each of them follows a noisier gradient, and less text is read in all. Which of the two weighs more cannot be known beforehand."""
answer_batch = "b"

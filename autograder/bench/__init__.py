"""`make bench`: each file compares two things in one run and prints the ratio, since machines are noisy."""

"""The letter as a capital."""
answer_there = "D"

"""The letter."""
answer_there = "d"

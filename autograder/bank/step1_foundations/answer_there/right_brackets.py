"""The letter in brackets."""
answer_there = "(d)"

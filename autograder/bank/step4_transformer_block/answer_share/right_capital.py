"""The letter as a capital."""
answer_share = "D"

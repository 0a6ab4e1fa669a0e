"""The letter."""
answer_share = "d"

"""The letter as a capital."""
answer_same_keys = "C"

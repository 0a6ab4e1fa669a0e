"""Multiplied by 0 the hidden weights are exactly 0, so they keep nothing. Add up what is left of a row of four equal weights when two of them are hidden."""
answer_late_mask = "b"

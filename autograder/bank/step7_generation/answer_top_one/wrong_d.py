"""The seed matters only where there is something to draw. Among the tokens that are left there is no choice."""
answer_top_one = "d"

"""Every token has a position vector of its own, and each key was computed with it. Ask whether these positions still hold after the slide."""
answer_slide = "d"

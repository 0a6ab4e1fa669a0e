"""One out, one in: the shapes fit, and so nothing warns you. Look at what the remaining keys were computed from."""
answer_slide = "b"

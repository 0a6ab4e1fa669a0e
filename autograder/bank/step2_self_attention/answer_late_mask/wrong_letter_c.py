"""A value with a weight of 0 adds nothing to the blend, so no future value comes in by that door. There is another one: ask which scores the softmax divided by."""
answer_late_mask = "c"

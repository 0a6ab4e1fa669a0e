"""Look at y: what stands there wherever x is padded? The loss never meets those places, so the mask has nothing to make up for."""
answer_padding = "c"

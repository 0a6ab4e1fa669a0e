"""Your cosine goes down to 0 and is cut off at min_lr. It should arrive there at max_steps and not before: only the part above min_lr is scaled."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return max(min_lr, 0.5 * max_lr * (1 + math.cos(math.pi * progress)))

"""Progress cut off at one, no case of its own for the end."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr / warmup_steps * (step + 1)
    progress = min(1.0, (step - warmup_steps) / max(1, max_steps - warmup_steps))
    return max_lr * (1 + math.cos(math.pi * progress)) / 2 + min_lr * (1 - math.cos(math.pi * progress)) / 2

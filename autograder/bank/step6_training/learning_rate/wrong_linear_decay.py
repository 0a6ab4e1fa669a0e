"""Your learning rate falls in a straight line. A cosine is asked for: flat at both ends, steep in the middle."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return max_lr + (min_lr - max_lr) * progress

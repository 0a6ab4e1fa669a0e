"""You use the cosine itself, which runs from 1 to −1: the learning rate falls below min_lr and may become negative. Half of 1 + cos runs from 1 to 0."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + (max_lr - min_lr) * math.cos(math.pi * progress)

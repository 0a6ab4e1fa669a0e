"""A sine that is shifted by a quarter turn."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        fraction = (step + 1) / warmup_steps
        return fraction * max_lr
    elif step < max_steps:
        done = (step - warmup_steps) / (max_steps - warmup_steps)
        middle, swing = (max_lr + min_lr) / 2, (max_lr - min_lr) / 2
        return middle - swing * math.sin(math.pi * (done - 0.5))
    else:
        return min_lr

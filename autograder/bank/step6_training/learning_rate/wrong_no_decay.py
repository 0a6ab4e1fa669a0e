"""After the warm-up your learning rate stays where it is. It falls along a cosine to min_lr."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step < max_steps:
        return max_lr
    return min_lr

"""Your warm-up goes on for one step too many and passes max_lr. It ends with step warmup_steps − 1."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if warmup_steps > 0 and step <= warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

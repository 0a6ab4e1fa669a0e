"""One expression with conditions."""
learning_rate = lambda step, max_lr, min_lr, warmup_steps, max_steps: (
    max_lr * (step + 1) / warmup_steps
    if step < warmup_steps
    else min_lr
    if step >= max_steps
    else min_lr + (max_lr - min_lr) / 2 * (1 + math.cos(math.pi * (step - warmup_steps) / (max_steps - warmup_steps)))
)

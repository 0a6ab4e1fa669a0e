"""The order of nanoGPT, with a coefficient."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    # 1) linear warm-up
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    # 2) after the end
    if step > max_steps:
        return min_lr
    # 3) in between
    decay_ratio = (step - warmup_steps) / (max_steps - warmup_steps)
    coeff = 0.5 * (1.0 + math.cos(math.pi * decay_ratio))
    return min_lr + coeff * (max_lr - min_lr)

"""Your cosine takes max_steps steps to come down, counted from the end of the warm-up. max_steps counts all steps, the warm-up among them: only max_steps − warmup_steps are left, and yours does not arrive in time."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / max_steps
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

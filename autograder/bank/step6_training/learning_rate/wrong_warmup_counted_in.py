"""Your cosine counts from step 0, so it has already come down a little when the warm-up ends, and the learning rate jumps. It starts at max_lr where the warm-up ends, at step warmup_steps."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = step / max_steps
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

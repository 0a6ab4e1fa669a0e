"""A helper for each phase."""
def warm(step, max_lr, warmup_steps):
    return max_lr * (step + 1) / warmup_steps


def cosine(progress, start, end):
    return end + (start - end) * (math.cos(progress * math.pi) + 1) / 2


def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if warmup_steps > 0 and step < warmup_steps:
        return warm(step, max_lr, warmup_steps)
    if step > max_steps:
        step = max_steps
    return cosine((step - warmup_steps) / (max_steps - warmup_steps), max_lr, min_lr)

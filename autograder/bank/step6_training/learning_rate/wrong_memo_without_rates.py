"""You remember the rate of a step, but not of which schedule. With another max_lr or min_lr it is another."""
_seen = {}
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    key = (step, warmup_steps, max_steps)
    if key not in _seen:
        if step < warmup_steps:
            _seen[key] = max_lr * (step + 1) / warmup_steps
        else:
            u = min(1, (step - warmup_steps) / (max_steps - warmup_steps))
            _seen[key] = min_lr + (1 + math.cos(math.pi * u)) / 2 * (max_lr - min_lr)
    return _seen[key]

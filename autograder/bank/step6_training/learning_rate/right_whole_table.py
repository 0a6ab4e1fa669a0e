"""The table of all steps, of which one is looked up."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    rates = [max_lr * s / warmup_steps for s in range(1, warmup_steps + 1)]
    length = max_steps - warmup_steps
    for s in range(length):
        rates.append(min_lr + (max_lr - min_lr) * (1 + math.cos(math.pi * s / length)) / 2)
    return rates[step] if step < len(rates) else min_lr

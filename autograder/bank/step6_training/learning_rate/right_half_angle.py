"""A squared cosine of half the angle."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step >= max_steps and step >= warmup_steps:
        return min_lr
    if warmup_steps and step + 1 <= warmup_steps:
        return (step + 1) * max_lr / warmup_steps
    quarter_turn = (math.pi / 2) * (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + (max_lr - min_lr) * math.cos(quarter_turn) ** 2

"""NumPy's interp for warm-up and progress."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return float(np.interp(step + 1, [0, warmup_steps], [0.0, max_lr]))
    progress = np.interp(step, [warmup_steps, max_steps], [0.0, 1.0])
    return float(min_lr + (max_lr - min_lr) * (1 + np.cos(np.pi * progress)) / 2)

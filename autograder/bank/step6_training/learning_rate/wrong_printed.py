"""Your function prints the learning rate and returns nothing."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        lr = max_lr * (step + 1) / warmup_steps
    elif step >= max_steps:
        lr = min_lr
    else:
        progress = (step - warmup_steps) / (max_steps - warmup_steps)
        lr = min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))
    print(lr)

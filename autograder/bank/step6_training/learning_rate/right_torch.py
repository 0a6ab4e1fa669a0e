"""PyTorch's cosine in double precision."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    t = torch.tensor((step - warmup_steps) / (max_steps - warmup_steps), dtype=torch.float64).clamp(0, 1)
    return (min_lr + (max_lr - min_lr) * 0.5 * (1 + torch.cos(math.pi * t))).item()

"""The real part of a rotating complex number."""
import cmath


def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    warm = [max_lr * (i + 1) / warmup_steps for i in range(warmup_steps)]
    if step < len(warm):
        return warm[step]
    p = min((step - warmup_steps) / (max_steps - warmup_steps), 1)
    wave = cmath.exp(1j * math.pi * p).real
    return min_lr + (max_lr - min_lr) * (wave + 1) / 2

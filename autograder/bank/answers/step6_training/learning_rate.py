# %% right="complex"
"""The real part of a rotating complex number."""
import cmath


def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    warm = [max_lr * (i + 1) / warmup_steps for i in range(warmup_steps)]
    if step < len(warm):
        return warm[step]
    p = min((step - warmup_steps) / (max_steps - warmup_steps), 1)
    wave = cmath.exp(1j * math.pi * p).real
    return min_lr + (max_lr - min_lr) * (wave + 1) / 2

# %% right="half_angle"
"""A squared cosine of half the angle."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step >= max_steps and step >= warmup_steps:
        return min_lr
    if warmup_steps and step + 1 <= warmup_steps:
        return (step + 1) * max_lr / warmup_steps
    quarter_turn = (math.pi / 2) * (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + (max_lr - min_lr) * math.cos(quarter_turn) ** 2

# %% right="helpers"
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

# %% right="lambda_and_match"
"""One expression with conditions."""
learning_rate = lambda step, max_lr, min_lr, warmup_steps, max_steps: (
    max_lr * (step + 1) / warmup_steps
    if step < warmup_steps
    else min_lr
    if step >= max_steps
    else min_lr + (max_lr - min_lr) / 2 * (1 + math.cos(math.pi * (step - warmup_steps) / (max_steps - warmup_steps)))
)

# %% right="min_of_progress"
"""Progress cut off at one, no case of its own for the end."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr / warmup_steps * (step + 1)
    progress = min(1.0, (step - warmup_steps) / max(1, max_steps - warmup_steps))
    return max_lr * (1 + math.cos(math.pi * progress)) / 2 + min_lr * (1 - math.cos(math.pi * progress)) / 2

# %% right="nanogpt"
"""The order of nanoGPT, with a coefficient."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    # 1) linear warm-up
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    # 2) after the end
    if step > max_steps:
        return min_lr
    # 3) in between
    decay_ratio = (step - warmup_steps) / (max_steps - warmup_steps)
    coeff = 0.5 * (1.0 + math.cos(math.pi * decay_ratio))
    return min_lr + coeff * (max_lr - min_lr)

# %% right="numpy"
"""NumPy's interp for warm-up and progress."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return float(np.interp(step + 1, [0, warmup_steps], [0.0, max_lr]))
    progress = np.interp(step, [warmup_steps, max_steps], [0.0, 1.0])
    return float(min_lr + (max_lr - min_lr) * (1 + np.cos(np.pi * progress)) / 2)

# %% right="sine"
"""A sine that is shifted by a quarter turn."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        fraction = (step + 1) / warmup_steps
        return fraction * max_lr
    elif step < max_steps:
        done = (step - warmup_steps) / (max_steps - warmup_steps)
        middle, swing = (max_lr + min_lr) / 2, (max_lr - min_lr) / 2
        return middle - swing * math.sin(math.pi * (done - 0.5))
    else:
        return min_lr

# %% right="three_cases"
"""Three cases in order."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% right="torch"
"""PyTorch's cosine in double precision."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    t = torch.tensor((step - warmup_steps) / (max_steps - warmup_steps), dtype=torch.float64).clamp(0, 1)
    return (min_lr + (max_lr - min_lr) * 0.5 * (1 + torch.cos(math.pi * t))).item()

# %% right="whole_table"
"""The table of all steps, of which one is looked up."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    rates = [max_lr * s / warmup_steps for s in range(1, warmup_steps + 1)]
    length = max_steps - warmup_steps
    for s in range(length):
        rates.append(min_lr + (max_lr - min_lr) * (1 + math.cos(math.pi * s / length)) / 2)
    return rates[step] if step < len(rates) else min_lr

# %% wrong="arrives_one_early"
"""Your cosine arrives at min_lr at step max_steps − 1. It arrives at max_steps."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - 1 - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="cosine_above_max"
"""Your cosine starts at max_lr + min_lr. Only the difference of the two is scaled by the cosine; min_lr is added to that."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * max_lr * (1 + math.cos(math.pi * progress))

# %% wrong="cosine_cut_off"
"""Your cosine goes down to 0 and is cut off at min_lr. It should arrive there at max_steps and not before: only the part above min_lr is scaled."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return max(min_lr, 0.5 * max_lr * (1 + math.cos(math.pi * progress)))

# %% wrong="cosine_one_early"
"""Your cosine is one step ahead: at step warmup_steps the learning rate is still max_lr, and only then begins to fall."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step + 1 - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="cosine_to_zero"
"""Your cosine goes down to 0 and forgets min_lr. Only the part above min_lr shrinks."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return 0.5 * max_lr * (1 + math.cos(math.pi * progress))

# %% wrong="degrees"
"""You count the angle in degrees. math.cos takes radians: half a wave is π."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(180 * progress))

# %% wrong="factor"
"""You return a factor between 0 and 1, as a scheduler of PyTorch wants it. The learning rate itself is asked for."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr / max_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return (min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))) / max_lr

# %% wrong="length_counted_from_zero"
"""Your cosine takes max_steps steps to come down, counted from the end of the warm-up. max_steps counts all steps, the warm-up among them: only max_steps − warmup_steps are left, and yours does not arrive in time."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / max_steps
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="linear_decay"
"""Your learning rate falls in a straight line. A cosine is asked for: flat at both ends, steep in the middle."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return max_lr + (min_lr - max_lr) * progress

# %% wrong="memo_without_rates"
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

# %% wrong="no_decay"
"""After the warm-up your learning rate stays where it is. It falls along a cosine to min_lr."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step < max_steps:
        return max_lr
    return min_lr

# %% wrong="no_pi"
"""The π is missing inside the cosine, so the schedule has not come down when it ends."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(progress))

# %% wrong="no_warmup"
"""There is no warm-up. In the first warmup_steps steps the learning rate climbs in equal steps; at full rate, the first updates would follow AdamW's still unreliable averages."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="not_halved"
"""Your cosine is not halved. 1 + cos runs from 2 to 0; half of it runs from 1 to 0."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="nothing_after_the_end"
"""After max_steps your function returns nothing. It stays at min_lr."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step <= max_steps:
        progress = (step - warmup_steps) / (max_steps - warmup_steps)
        return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="one_not_added"
"""You use the cosine itself, which runs from 1 to −1: the learning rate falls below min_lr and may become negative. Half of 1 + cos runs from 1 to 0."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + (max_lr - min_lr) * math.cos(math.pi * progress)

# %% wrong="printed"
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

# %% wrong="quarter_wave"
"""You use a quarter of a wave, which falls steeply at the end. The schedule is half a wave, flat at both ends."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + (max_lr - min_lr) * math.cos(0.5 * math.pi * progress)

# %% wrong="rises_again"
"""After max_steps your cosine goes up again. Whoever trains a little longer would be thrown out of the valley; stay at min_lr."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="rising"
"""Your cosine is upside down: it climbs from min_lr to max_lr."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 - math.cos(math.pi * progress))

# %% wrong="warmup_counted_in"
"""Your cosine counts from step 0, so it has already come down a little when the warm-up ends, and the learning rate jumps. It starts at max_lr where the warm-up ends, at step warmup_steps."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = step / max_steps
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_curved"
"""Your warm-up is a quarter of a cosine. It is a straight line."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (1 - math.cos(math.pi * (step + 1) / warmup_steps)) / 2
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_from_zero"
"""Your warm-up starts at a learning rate of 0, so the first step changes nothing, and it reaches max_lr one step late. At step 0 it is max_lr / warmup_steps."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * step / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_of_zero_steps"
"""With warmup_steps = 0 you divide by zero. No warm-up is a fair wish: the cosine starts at once."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    warm = max_lr * (step + 1) / warmup_steps
    if step < warmup_steps:
        return warm
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_on_top"
"""Your cosine takes max_steps steps to come down, counted from the end of the warm-up. max_steps counts all steps, the warm-up among them: only max_steps − warmup_steps are left, and yours does not arrive in time."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    progress = min(1.0, (step - warmup_steps) / max_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_one_longer"
"""Your warm-up divides by warmup_steps + 1, so it never quite reaches max_lr. Its last step, warmup_steps − 1, should."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / (warmup_steps + 1)
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_overshoots"
"""Your warm-up goes on for one step too many and passes max_lr. It ends with step warmup_steps − 1."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if warmup_steps > 0 and step <= warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_starts_at_min"
"""Your warm-up starts at min_lr. It starts at max_lr / warmup_steps; min_lr is the floor of the decay only."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return min_lr + (max_lr - min_lr) * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="warmup_whole_division"
"""You divide with //, which throws the fraction away, so the learning rate is 0 during the warm-up. Divide with /."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * ((step + 1) // warmup_steps)
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

# %% wrong="whole_wave"
"""Your cosine goes through a whole wave: down, and up again to max_lr at the end. Half a wave, π, is asked for."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step >= max_steps:
        return min_lr
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(2 * math.pi * progress))

# %% wrong="zero_after_the_end"
"""After max_steps your learning rate is 0. It stays at min_lr."""
def learning_rate(step, max_lr, min_lr, warmup_steps, max_steps):
    if step < warmup_steps:
        return max_lr * (step + 1) / warmup_steps
    if step > max_steps:
        return 0.0
    progress = (step - warmup_steps) / (max_steps - warmup_steps)
    return min_lr + 0.5 * (max_lr - min_lr) * (1 + math.cos(math.pi * progress))

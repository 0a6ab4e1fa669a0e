# %% right="lerp"
"""Averages that move towards the gradient, in place."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if "m" not in state:
        state["m"], state["v"], state["steps"] = torch.zeros_like(param), torch.zeros_like(param), 0
    state["steps"] += 1
    state["m"].lerp_(grad, 1 - betas[0])
    state["v"].mul_(betas[1]).addcmul_(grad, grad, value=1 - betas[1])
    corrected = (state["v"] / (1 - betas[1] ** state["steps"])).sqrt().add_(eps)
    param.mul_(1 - lr * weight_decay)
    param.addcdiv_(state["m"], corrected, value=-lr / (1 - betas[0] ** state["steps"]))

# %% right="augmented"
"""Augmented assignment, under no_grad of its own."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    t = state.get("t", 0) + 1
    m = betas[0] * state.get("m", 0.0) + (1 - betas[0]) * grad
    v = betas[1] * state.get("v", 0.0) + (1 - betas[1]) * grad * grad
    state.update({"t": t, "m": m, "v": v})
    with torch.no_grad():
        param -= lr * weight_decay * param
        param -= lr * (m / (1 - betas[0] ** t)) / (torch.sqrt(v / (1 - betas[1] ** t)) + eps)

# %% right="one_expression"
"""Decay and step in a single expression, copied into the tensor."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    b1, b2 = betas
    state[0] = state.get(0, 0) + 1
    state[1] = state.get(1, torch.zeros_like(grad)) * b1 + grad * (1 - b1)
    state[2] = state.get(2, torch.zeros_like(grad)) * b2 + grad.square() * (1 - b2)
    step = (state[1] / (1 - b1 ** state[0])) / ((state[2] / (1 - b2 ** state[0])) ** 0.5 + eps)
    param.copy_(param - lr * (step + weight_decay * param))

# %% right="data"
"""The tensor's data, in double precision inside."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if len(state) == 0:
        state["average"] = torch.zeros(param.shape, dtype=torch.float64)
        state["square"] = torch.zeros(param.shape, dtype=torch.float64)
        state["powers"] = [1.0, 1.0]
    g = grad.double()
    state["average"] = state["average"] * betas[0] + g * (1 - betas[0])
    state["square"] = state["square"] * betas[1] + g * g * (1 - betas[1])
    state["powers"] = [state["powers"][0] * betas[0], state["powers"][1] * betas[1]]
    new = param.double() * (1 - lr * weight_decay)
    new -= lr * (state["average"] / (1 - state["powers"][0])) / ((state["square"] / (1 - state["powers"][1])).sqrt() + eps)
    param.data[...] = new.to(param.dtype)

# %% right="history"
"""All gradients kept, and the averages as weighted sums."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    history = state.setdefault("gradients", [])
    history.append(grad.clone())
    b1, b2 = betas
    t = len(history)
    m = sum((1 - b1) * b1 ** (t - 1 - i) * g for i, g in enumerate(history)) / (1 - b1**t)
    v = sum((1 - b2) * b2 ** (t - 1 - i) * g**2 for i, g in enumerate(history)) / (1 - b2**t)
    param *= 1 - lr * weight_decay
    param -= lr * m / (v**0.5 + eps)

# %% right="efficient_order"
"""The paper's efficient order, with eps scaled to fit."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    state["t"] = t = state.get("t", 0) + 1
    state["m"] = m = state.get("m", torch.zeros_like(param)).mul(betas[0]).add(grad, alpha=1 - betas[0])
    state["v"] = v = state.get("v", torch.zeros_like(param)).mul(betas[1]).addcmul(grad, grad, value=1 - betas[1])
    root = math.sqrt(1 - betas[1] ** t)
    rate = lr * root / (1 - betas[0] ** t)
    param.mul_(1 - lr * weight_decay).addcdiv_(m, v.sqrt().add(eps * root), value=-rate)

# %% wrong="no_bias_correction"
"""You do not correct the averages. Both begin at 0, so at first they are too small, v far more than m, and the first steps come out too large."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"]
    v = state["v"]
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="m_not_corrected"
"""You correct v but not m: the first steps come out too small."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"]
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="v_not_corrected"
"""You correct m but not v: the first steps come out far too large."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"]
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="count_from_zero"
"""Your count of steps is one behind: at the first step t is 0 and the correction divides by 0. Count the step first."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))
    state["t"] += 1

# %% wrong="count_one_ahead"
"""Your count of steps is one ahead: at the first step t is 1."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=1, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="correction_of_step_one"
"""You always correct as in the first step. The correction fades as the steps go by: β to the power of t."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0])
    v = state["v"] / (1 - betas[1])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="correction_multiplied"
"""The correction divides by β times t. It is 1 − β to the *power* of t."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] * state["t"])
    v = state["v"] / (1 - betas[1] * state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="betas_swapped"
"""The betas are exchanged: the first belongs to m, the second to v."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[1] * state["m"] + (1 - betas[1]) * grad
    state["v"] = betas[0] * state["v"] + (1 - betas[0]) * grad**2
    m = state["m"] / (1 - betas[1] ** state["t"])
    v = state["v"] / (1 - betas[0] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="no_square"
"""Your v averages the gradient itself. It is the average of its square."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="absolute"
"""Your v averages the size of the gradient. It is the average of its square, whose root is taken at the end."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad.abs()
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v + eps))

# %% wrong="no_root"
"""You divide by v. The average of a square has the unit of a square; divide by its root."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v + eps))

# %% wrong="root_of_sum"
"""Your ε stands inside the root. It is added after it."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v + eps).sqrt())

# %% wrong="no_eps"
"""There is no ε. A weight whose gradient is 0 is then moved by 0/0, which is no number."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt()))

# %% wrong="eps_fixed"
"""Your ε is a number of your own. Use the one that is handed in."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + 1e-8))

# %% wrong="betas_fixed"
"""Your betas are numbers of your own. Use those that are handed in."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = 0.9 * state["m"] + (1 - 0.9) * grad
    state["v"] = 0.999 * state["v"] + (1 - 0.999) * grad**2
    m = state["m"] / (1 - 0.9 ** state["t"])
    v = state["v"] / (1 - 0.999 ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="decay_fixed"
"""Your weight decay is a number of your own, or none. Use the one that is handed in."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * 0.01)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="no_decay"
"""No weight decay reaches the tensor. Either it is missing, and this is Adam, or `param * …` made a new tensor and left the caller's as it was. Shrink it in place."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="coupled_decay"
"""You add the decay to the gradient. Then it is averaged and divided by the root of v like everything else: that is what AdamW was invented against. Shrink the weight itself."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    grad = grad + weight_decay * param
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="decay_without_rate"
"""Your decay ignores the learning rate: each weight shrinks by λ. The share is lr · λ."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="decay_after"
"""You decay after the step, so the step itself is shrunk, too. Decay first."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.sub_(lr * m / (v.sqrt() + eps))
    param.mul_(1 - lr * weight_decay)

# %% wrong="decay_adds"
"""Your decay makes the weights grow. It multiplies them by 1 − lr · λ."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 + lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="uphill"
"""You step in the direction of the gradient, uphill. The step is subtracted."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.add_(lr * m / (v.sqrt() + eps))

# %% wrong="rebound"
"""`param = …` gives a new tensor the old name; the caller's tensor stays as it was. Change it in place: mul_, sub_, copy_ or -=."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param = param * (1 - lr * weight_decay)
    param = param - lr * m / (v.sqrt() + eps)

# %% wrong="rebound_after_decay"
"""The decay reaches the caller's tensor, the step does not: `param = param - …` makes a new tensor. Change it in place."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param = param - lr * m / (v.sqrt() + eps)

# %% wrong="decay_not_in_place"
"""No weight decay reaches the tensor. Either it is missing, and this is Adam, or `param * …` made a new tensor and left the caller's as it was. Shrink it in place."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    shrunk = param * (1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="returned"
"""You return a new tensor, and the caller's stays as it was. Change param in place, and return nothing."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    return param * (1 - lr * weight_decay) - lr * m / (v.sqrt() + eps)

# %% wrong="also_returned"
"""You change the tensor and return it, too. Nothing is to be returned."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))
    return param

# %% wrong="gradient_changed"
"""You change the gradient. It is the caller's; make a new tensor for what you compute from it."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad.pow_(2)
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="gradient_decayed_in_place"
"""You change the gradient: the decay is added to it. It is the caller's, and AdamW's decay acts on the weight."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    grad.add_(param, alpha=weight_decay)
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="gradient_kept"
"""Your state holds the gradient itself, not a copy. The caller uses its memory again for the next one."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=grad, v=torch.zeros_like(param))
    state["t"] += 1
    if state["t"] > 1:
        state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    first = (1 - betas[0]) if state["t"] == 1 else 1.0
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = first * state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="global_state"
"""All tensors share one memory. Each has a state of its own: keep m, v and t in the dictionary that is handed in."""
MEMORY = {}


def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    shape, state = state, MEMORY.setdefault(tuple(param.shape), {})
    if not state or not shape and state['t'] > 900:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="no_memory"
"""You begin anew at every step: nothing is kept in `state`. Then m and v are never averages, and only the sign of the gradient counts."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    m, v = torch.zeros_like(param), torch.zeros_like(param)
    m = (betas[0] * m + (1 - betas[0]) * grad) / (1 - betas[0])
    v = (betas[1] * v + (1 - betas[1]) * grad**2) / (1 - betas[1])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="state_expected"
"""Your function expects `state` to be filled already. At a tensor's first step it is an empty dictionary: put zeros in."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="corrected_kept"
"""You keep the corrected averages in the state, so they are corrected again at the next step. Keep m and v as they are, and correct copies."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    state["m"] = m = state["m"] / (1 - betas[0] ** state["t"])
    state["v"] = v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="momentum_forgotten"
"""You step along the gradient itself. The numerator is its average m."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = grad
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="sum_for_average"
"""Your m adds gradients up: the factor 1 − β is missing before the new one."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="sum_of_squares"
"""Your v adds squares up: the factor 1 − β is missing before the new one."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

# %% wrong="whole_norm"
"""You divide by one number for the whole tensor. Each weight has a v of its own."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.mean().sqrt() + eps))

# %% wrong="step_with_library"
"""You let PyTorch's optimizer make the step. By hand means without torch.optim."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state["w"] = param.detach().clone().requires_grad_()
        state["o"] = torch.optim.AdamW([state["w"]], lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)
    with torch.no_grad():
        state["w"].copy_(param)
    state["w"].grad = grad.clone()
    state["o"].param_groups[0]["lr"] = lr
    with torch.enable_grad():
        state["o"].step()
    param.copy_(state["w"].detach())

# %% wrong="first_rate_kept"
"""You use the learning rate of the first step for ever. It may change from step to step."""
def adamw_step(param, grad, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
    if not state:
        state.update(lr=lr, t=0, m=torch.zeros_like(param), v=torch.zeros_like(param))
    state["t"] += 1
    state["m"] = betas[0] * state["m"] + (1 - betas[0]) * grad
    state["v"] = betas[1] * state["v"] + (1 - betas[1]) * grad**2
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    lr = state["lr"]
    param.mul_(1 - lr * weight_decay)
    param.sub_(lr * m / (v.sqrt() + eps))

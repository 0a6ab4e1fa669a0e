# %% right="autograd_grad"
"""torch.autograd.grad and a coefficient for clipping."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    weights = [p for p in model.parameters() if p.requires_grad]
    losses = []
    model.train()
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = model(*get_batch(data, batch_size, block_size, generator))[1]
        gradients = torch.autograd.grad(loss, weights)
        norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(g) for g in gradients]))
        factor = torch.clamp(1.0 / (norm + 1e-6), max=1.0)
        for weight, gradient in zip(weights, gradients):
            weight.grad = gradient * factor
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% right="by_hand"
"""Groups, schedule and clipping written out; PyTorch's cross-entropy."""
def train(model, data, steps, batch_size, block_size, max_lr, **options):
    warmup, floor = options.get("warmup_steps", steps // 20 + 1), options.get("min_lr", max_lr / 10)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": 0.01},
            {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
        ],
        lr=max_lr,
        betas=(0.9, 0.95),
    )
    losses = []
    model.train()
    for step in range(steps):
        if step < warmup:
            rate = max_lr * (step + 1) / warmup
        else:
            rate = floor + (max_lr - floor) * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))
        optimizer.param_groups[0]["lr"] = optimizer.param_groups[1]["lr"] = rate
        starts = torch.randint(len(data) - block_size, (batch_size, 1))
        window = data[starts + torch.arange(block_size + 1)]
        logits, _ = model(window[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), window[:, 1:].flatten())
        for p in parameters:
            p.grad = None
        loss.backward()
        with torch.no_grad():
            norm = torch.sqrt(sum((p.grad**2).sum() for p in parameters if p.grad is not None))
            if norm > 1.0:
                for p in parameters:
                    if p.grad is not None:
                        p.grad /= norm
        optimizer.step()
        losses.append(float(loss))
    return losses

# %% right="closure"
"""Loss, gradients and clipping inside a closure that the step calls."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)

        def closure():
            optimizer.zero_grad()
            loss = model(x, y)[1]
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            return loss

        losses.append(float(optimizer.step(closure).detach()))
    return losses

# %% right="device_and_print"
"""Batches moved to the model's device; a line printed now and then."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, log_every=100):
    device = next(model.parameters()).device
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        model.train()
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for param_group in optimizer.param_groups:
            param_group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size)
        x, y = x.to(device), y.to(device)
        logits, loss = model(x, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        grad_norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % log_every == 0:
            print(f"step {step:5d}  loss {losses[-1]:.3f}  lr {lr:.2e}  norm {grad_norm:.2f}")
    return losses

# %% right="lambda_lr"
"""A LambdaLR that calls learning_rate."""
def train(model, data, steps, batch_size, block_size, max_lr, weight_decay=0.0, warmup_steps=20, min_lr=0.0):
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: learning_rate(step, max_lr, min_lr, warmup_steps, steps) / max_lr
    )
    history = []
    model.train()
    for _ in range(steps):
        x, y = get_batch(data, batch_size, block_size)
        logits, loss = model(x, y)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad(set_to_none=True)
        history.append(loss.item())
    return history

# %% right="own_cross_entropy"
"""The exercise's own cross-entropy, a function for one step."""
def one_step(model, optimizer, batch, lr):
    for group in optimizer.param_groups:
        group["lr"] = lr
    optimizer.zero_grad()
    x, y = batch
    loss = cross_entropy(model(x)[0], y)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
    optimizer.step()
    return loss.item()


def train(model, data, steps, batch_size, block_size, max_lr, min_lr=1e-5, warmup_steps=10, weight_decay=0.1, generator=None):
    model.train()
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    return [
        one_step(
            model,
            optimizer,
            get_batch(data, batch_size, block_size, generator),
            learning_rate(step, max_lr, min(min_lr, max_lr / 10), min(warmup_steps, steps // 2), steps),
        )
        for step in range(steps)
    ]

# %% right="plain"
"""The loop, step by step, with the earlier exercises."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% right="progress_bar"
"""A progress bar of tqdm."""
from tqdm import tqdm


def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    bar = tqdm(range(steps))
    for step in bar:
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        bar.set_postfix(loss=f"{losses[-1]:.3f}")
    return losses

# %% right="tensor_of_losses"
"""A tensor collects the losses and becomes a list at the end."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    lowest = max_lr * 0.1 if min_lr is None else min_lr
    warm = max(1, steps // 8) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, lr=max_lr, weight_decay=weight_decay)
    losses = torch.zeros(steps)
    was_training = model.training
    model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, lowest, warm, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        optimizer.zero_grad()
        _, loss = model(x, targets=y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=False)
        optimizer.step()
        losses[step] = loss.detach()
    model.train(was_training)
    return losses.tolist()

# %% right="torch_schedulers"
"""PyTorch's own warm-up and cosine, one after the other."""
def train(model, data, steps, batch_size, block_size, max_lr, warmup_steps=None, weight_decay=0.1):
    from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

    warmup_steps = warmup_steps or max(2, steps // 10)
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    warm = LinearLR(optimizer, start_factor=1 / warmup_steps, end_factor=1.0, total_iters=warmup_steps - 1)
    fall = CosineAnnealingLR(optimizer, T_max=steps - warmup_steps, eta_min=max_lr / 10)
    scheduler = SequentialLR(optimizer, [warm, fall], milestones=[warmup_steps])
    losses = []
    model.train()
    for _ in range(steps):
        x, y = get_batch(data, batch_size, block_size)
        optimizer.zero_grad()
        _, loss = model(x, y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses.append(loss.item())
    return losses

# %% right="while_loop"
"""A while loop; zero_grad at the end; a list filled in advance."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=1e-2):
    if warmup_steps is None:
        warmup_steps = int(0.05 * steps) + 1
    if min_lr is None:
        min_lr = 0.1 * max_lr
    opt = configure_optimizer(model, max_lr, weight_decay)
    opt.zero_grad(set_to_none=False)
    losses = [0.0] * steps
    step = 0
    model.train(True)
    while step < steps:
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for g in opt.param_groups:
            g.update(lr=lr)
        xb, yb = get_batch(data, batch_size, block_size)
        loss = model(xb, yb)[1]
        loss.backward()
        nn.utils.clip_grad_norm_([p for g in opt.param_groups for p in g["params"]], 1.0)
        opt.step()
        opt.zero_grad(set_to_none=False)
        losses[step] = loss.detach().item()
        step += 1
    return losses

# %% wrong="always_norm_one"
"""You bring every gradient to norm 1, small ones too. Clipping makes large gradients smaller; those below 1.0 stay as they are."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        norm = torch.sqrt(sum((p.grad**2).sum() for p in model.parameters()))
        for p in model.parameters():
            p.grad /= norm
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="cleared_before_the_step"
"""You clear the gradients after backward() and before the step, so the optimizer finds none. Clear them before backward() or after the step."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_after_the_step"
"""Your gradients reach the step with a norm above 1.0: clipping is missing, has another limit, or comes before backward() or after the step. Between those two is its place. One unlucky batch with a huge gradient can undo an hour of training."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
    return losses

# %% wrong="clipped_at_a_tenth"
"""You clip at 0.1. Only a norm above 1.0 is brought down, and to 1.0."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_at_ten"
"""Your gradients reach the step with a norm above 1.0: clipping is missing, has another limit, or comes before backward() or after the step. Between those two is its place. One unlucky batch with a huge gradient can undo an hour of training."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 10.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_before_backward"
"""Your gradients reach the step with a norm above 1.0: clipping is missing, has another limit, or comes before backward() or after the step. Between those two is its place. One unlucky batch with a huge gradient can undo an hour of training."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_by_value"
"""You cut each number of the gradient off at 1, which bends its direction and leaves the norm as large as it likes. The norm of all gradients together is kept at 1.0 or below."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_value_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_first_group_only"
"""You clip one of the optimizer's groups and forget the other. One norm counts, over all gradients together."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(optimizer.param_groups[0]["params"], 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_one_by_one"
"""You clip each parameter's gradient by itself. One norm counts, over all gradients together; it keeps the direction of the whole step."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        for parameter in model.parameters():
            nn.utils.clip_grad_norm_([parameter], 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="copy_trained"
"""You train a copy. The model that was handed in stays as it was, and it is the one that the caller goes on with."""
import copy


def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    model = copy.deepcopy(model)
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="detached_tensors_returned"
"""Your list holds tensors. Plain floats are asked for: a tensor may keep a step's whole computation in memory."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.detach())
    return losses

# %% wrong="embeddings_not_trained"
"""Only your blocks are trained: embeddings and the final LayerNorm never move. The optimizer gets the whole model."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model.h, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="eval_for_report"
"""You switch to evaluation mode for the report and not back: from the second step on there is no dropout."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            model.eval()
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="evaluation_after_the_first_step"
"""From the second step on you train in evaluation mode: something inside the loop switches the model over and does not switch it back."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 100 == 0:
            model.eval()  # for a look at the loss
    return losses

# %% wrong="evaluation_mode"
"""You train in evaluation mode, in which dropout does nothing. Call model.train() before the loop."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.eval()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="every_tenth_loss"
"""You keep every tenth loss only. One float a step is asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 10 == 0:
            losses.append(loss.item())
    return losses

# %% wrong="frozen_thawed"
"""You make all weights trainable. What was frozen should stay as it is."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    model.requires_grad_(True)
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="generator_ignored"
"""The generator is not handed on."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="generator_seeded"
"""Makes a generator of its own, always with the same seed, when none is given."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    generator = torch.Generator().manual_seed(0)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="gradients_accumulate"
"""The gradients of earlier steps are never cleared, so each step follows the sum of all before it. backward() adds to what is there; begin each step with empty gradients."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="half_the_rate"
"""Your learning rate climbs to half of max_lr only."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr / 2, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="inputs_as_targets"
"""You hand the inputs over as targets. The model then learns to repeat what it has just read, which it can do without learning anything about language."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, x)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="last_loss_only"
"""You return a single number. One float a step is asked for, so that the curve can be drawn."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses[-1]

# %% wrong="linear_decay"
"""Your learning rate falls in a straight line. A cosine is asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        if step < warmup_steps:
            lr = max_lr * (step + 1) / warmup_steps
        else:
            lr = max_lr + (min_lr - max_lr) * (step - warmup_steps) / (steps - warmup_steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="loss_divided"
"""You divide the loss by the batch size. It is a mean already."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        loss = loss / batch_size
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="losses_added_up"
"""You return sums: each number holds all losses before it. One step's loss is asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item() + (losses[-1] if losses else 0.0))
    return losses

# %% wrong="max_steps_one_less"
"""The schedule ends one step early (steps - 1) and counts from 1."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step + 1, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="mean_returned"
"""You return a single number. One float a step is asked for, so that the curve can be drawn."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)

# %% wrong="model_returned"
"""You return the model. It was changed in place, so the caller has it already; one float a step is asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model

# %% wrong="no_decay"
"""Your learning rate warms up and then stays where it is. After the warm-up it falls along a cosine."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = max_lr * min(1.0, (step + 1) / warmup_steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="no_warmup"
"""Your first step already runs at full max_lr: the warm-up is missing, or the learning rate is set only after the step. In the first steps it climbs from nearly 0."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, 0, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="not_clipped"
"""Your gradients reach the step with a norm above 1.0: clipping is missing, has another limit, or comes before backward() or after the step. Between those two is its place. One unlucky batch with a huge gradient can undo an hour of training."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="nothing_returned"
"""Your function trains and returns nothing. One float a step is asked for, so that the curve can be drawn."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())

# %% wrong="one_batch_for_all"
"""Every step sees the same batch: it is drawn before the loop begins, or a seed is set back before each draw. Draw a new one at each step; seeds are the caller's business."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    x, y = get_batch(data, batch_size, block_size, generator)
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="one_step_less"
"""You take one step less than asked for: a range leaves its end out."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(1, steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="one_step_more"
"""You take one step more than asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps + 1):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="one_window_a_step"
"""Your batches hold one window, whatever batch_size says."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, 1, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="optimizer_kept_on_model"
"""You keep the optimizer for the next call. A new run begins with a new one; the old averages belong to the old run."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    device = next(model.parameters()).device
    optimizer = model.__dict__.get("_optimizer")
    if optimizer is None:
        optimizer = model._optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="optimizer_made_anew"
"""You make a new optimizer at every step. AdamW lives on its memory of earlier gradients; make it once, before the loop."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        optimizer = configure_optimizer(model, lr, weight_decay)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="or_defaults"
""""or" takes a given 0 for None: no warm-up is impossible."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = min_lr or max_lr / 10
    warmup_steps = warmup_steps or steps // 10
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="perplexities_returned"
"""You return perplexities, e to the loss. The losses themselves are asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(math.exp(loss.item()))
    return losses

# %% wrong="rates_returned"
"""You return the learning rates. The losses are asked for."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(lr)
    return losses

# %% wrong="report_before_step"
"""You call report before the optimizer has moved the weights, so it looks at the model of the step before."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    if min_lr is None:
        min_lr = max_lr / 10
    if warmup_steps is None:
        warmup_steps = steps // 10
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        rate = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = rate
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
        optimizer.step()
    return losses

# %% wrong="report_from_zero"
"""report counts from 0 and never arrives at 1."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step, step / steps, losses[-1])
    return losses

# %% wrong="report_ignored"
"""Never calls report."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="report_tensor_percent"
"""report gets per cent instead of a share."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, 100 * (step + 1) / steps, losses[-1])
    return losses

# %% wrong="returned_inside"
"""Your return stands inside the loop, so training ends after the first step."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        return losses

# %% wrong="schedule_after_the_step"
"""Your first step already runs at full max_lr: the warm-up is missing, or the learning rate is set only after the step. In the first steps it climbs from nearly 0."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        losses.append(loss.item())
    return losses

# %% wrong="schedule_arguments_ignored"
"""Given min_lr and warmup_steps are not used."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10
    warmup_steps = steps // 10
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="schedule_attribute"
"""The learning rate of your schedule never reaches the optimizer, which works with max_lr all the way. It reads group["lr"] of each of its param_groups at every step; set it there."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        optimizer.lr = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="schedule_compounded"
"""You multiply the learning rate by the schedule's factor at every step, so the factors pile up and it is nearly 0 at once. Set it anew each time."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] *= lr / max_lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="schedule_first_group_only"
"""Only your first group of parameters follows the schedule; the others stay at max_lr. Set the learning rate of all groups."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        optimizer.param_groups[0]["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="schedule_into_defaults"
"""The learning rate of your schedule never reaches the optimizer, which works with max_lr all the way. It reads group["lr"] of each of its param_groups at every step; set it there."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        optimizer.defaults["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="schedule_not_applied"
"""The learning rate of your schedule never reaches the optimizer, which works with max_lr all the way. It reads group["lr"] of each of its param_groups at every step; set it there."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="seed_in_the_loop"
"""Every step sees the same batch: it is drawn before the loop begins, or a seed is set back before each draw. Draw a new one at each step; seeds are the caller's business."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        torch.manual_seed(1337)
        x, y = get_batch(data, batch_size, block_size)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="sgd"
"""You train with plain gradient descent. AdamW is asked for, as configure_optimizer makes it."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = torch.optim.SGD(model.parameters(), lr=max_lr)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="shifted_again"
"""You shift the targets once more, though y is one ahead already. The model learns to skip a token."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        logits, _ = model(x)
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), y[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="sizes_swapped"
"""You hand batch_size and block_size over in the wrong order."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, block_size, batch_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="smoothed_losses"
"""You return a running mean. Each step's own loss is asked for; a curve can be smoothed when it is drawn."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        running = loss.item() if step == 0 else 0.9 * running + 0.1 * loss.item()
        losses.append(running)
    return losses

# %% wrong="step_before_backward"
"""Your optimizer steps before backward(): the first step finds no gradients, and every later one the gradients of an older batch."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.step()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
    return losses

# %% wrong="targets_first"
"""You hand y over as input and x as targets. The model learns to name the past, which it can see."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(y, x)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="tensors_returned"
"""Your list holds tensors. Plain floats are asked for: a tensor may keep a step's whole computation in memory."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss)
    return losses

# %% wrong="two_steps_a_batch"
"""You take two steps for each batch."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1, generator=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = max(1, steps // 10) if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    losses = []
    model.train()
    for step in range(steps):
        lr = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="weight_decay_ignored"
"""The weight decay that was handed in is not used."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.1)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x.to(device), y.to(device))[1]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses











# %% wrong="step_between_zero_and_backward"
"""You zero the gradients, step, and only then call backward(): each step finds no gradient, and what backward() computes is forgotten at the next zero_grad(). Step after backward()."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        optimizer.step()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="decay_on_everything"
"""Your weight decay pulls at biases and LayerNorms, too. The optimizer that configure_optimizer makes has two groups; use it."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = torch.optim.AdamW(model.parameters(), lr=max_lr, weight_decay=weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="one_batch_before_the_loop"
"""Every step sees the same batch: it is drawn before the loop begins, or a seed is set back before each draw. Draw a new one at each step; seeds are the caller's business."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    x, y = get_batch(data, batch_size, block_size, generator)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="pair_not_unpacked"
"""model(x, y) returns a pair, logits and loss. Take the second of the two."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="zero_grad_not_called"
"""The gradients of earlier steps are never cleared, so each step follows the sum of all before it. backward() adds to what is there; begin each step with empty gradients."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="item_not_called"
"""Your list holds the method `item` itself: its brackets are missing."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item)
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="backward_not_called"
"""backward is named and not called: its brackets are missing, so no step finds a gradient."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="max_steps_unknown"
"""The schedule's max_steps is this function's steps: inside train there is nothing called max_steps."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, max_steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="defaults_left_none"
"""min_lr and warmup_steps may be None, which is no number. Replace it before the loop: a tenth of max_lr, a tenth of steps."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% wrong="targets_forgotten"
"""You call the model without targets, so it has no loss to give: model(x, y)."""
def train(model, data, steps, batch_size, block_size, max_lr, min_lr=None, warmup_steps=None, weight_decay=0.1,
          generator=None, report=None):
    min_lr = max_lr / 10 if min_lr is None else min_lr
    warmup_steps = steps // 10 if warmup_steps is None else warmup_steps
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, min_lr, warmup_steps, steps)
        x, y = get_batch(data, batch_size, block_size, generator)
        _, loss = model(x)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        if report is not None:
            report(step + 1, (step + 1) / steps, losses[-1])
    return losses

# %% right="choice_without_repeats"
"""No example twice in a batch where there are enough; helper functions."""
def draw(pairs, batch_size):
    if batch_size <= len(pairs):
        return [pairs[i] for i in torch.randperm(len(pairs))[:batch_size]]
    return [pairs[i] for i in torch.randint(len(pairs), (batch_size,))]


def one_step(model, optimizer, batch, pad_id):
    device = next(model.parameters()).device
    x, y = collate(batch, pad_id)
    optimizer.zero_grad()
    logits, _ = model(x.to(device))
    loss = masked_cross_entropy(logits, y.to(device))
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    optimizer.step()
    return loss.item()


def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    optimizer = configure_optimizer(model, max_lr, weight_decay=0.01)
    model.train()
    return [one_step(model, optimizer, draw(pairs, batch_size), pad_id) for _ in range(steps)]

# %% right="clipped_by_hand"
"""Clipping written out; torch.randperm once per pass over the data."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=max_lr, weight_decay=0.01)
    queue, losses = [], []
    model.train(True)
    while len(losses) < steps:
        while len(queue) < batch_size:
            queue += torch.randperm(len(pairs)).tolist()
        batch, queue = [pairs[i] for i in queue[:batch_size]], queue[batch_size:]
        x, y = collate(batch, pad_id)
        logits = model(x.to(weights[0].device))[0]
        loss = F.cross_entropy(logits.transpose(1, 2), y.to(logits.device), ignore_index=-100)
        gradients = torch.autograd.grad(loss, weights, allow_unused=True)
        norm = math.sqrt(sum(float((g ** 2).sum()) for g in gradients if g is not None))
        for weight, gradient in zip(weights, gradients):
            weight.grad = None if gradient is None else gradient * min(1.0, 1.0 / (norm + 1e-6))
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% right="constant_rate"
"""One learning rate for all steps, PyTorch's own AdamW, random.sample."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    import random

    trainable = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=max_lr, weight_decay=0.0)
    device, losses = trainable[0].device, []
    model.train()
    for _ in range(steps):
        x, y = collate([random.choice(pairs) for _ in range(batch_size)], pad_id)
        loss = masked_cross_entropy(model(x.to(device))[0], y.to(device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trainable, max_norm=1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
    return losses

# %% right="models_own_loss"
"""The model's own loss: F.cross_entropy inside it passes over -100 by itself."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        _, loss = model(x.to(device), y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% right="own_padding"
"""The batch padded in its own way, to one length for all of them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    longest = max(len(x) for x, _ in pairs)
    xs = torch.stack([F.pad(x, (0, longest - len(x)), value=pad_id) for x, _ in pairs]).to(device)
    ys = torch.stack([F.pad(y, (0, longest - len(y)), value=-100) for _, y in pairs]).to(device)
    optimizer = configure_optimizer(model, lr=max_lr, weight_decay=0.1)
    was_training = model.training
    model.train()
    losses = []
    for step in range(steps):
        rows = torch.randint(0, len(pairs), (batch_size,), device=device)
        for group in optimizer.param_groups:
            group["lr"] = max_lr * (1 - 0.9 * step / steps)
        loss = masked_cross_entropy(model(xs[rows])[0], ys[rows])
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        losses.append(loss.item())
    model.train(was_training)
    return losses

# %% right="plain"
"""The loop of step 6 with collate and the masked loss."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% right="scheduler"
"""A scheduler of PyTorch's: warm-up from a tenth, then linear down."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = torch.optim.AdamW(filter(lambda p: p.requires_grad, model.parameters()), lr=max_lr, betas=(0.9, 0.95))
    warm = max(1, steps // 10)
    shape = lambda step: (step + 1) / warm if step < warm else max(0.1, 1 - (step - warm) / steps)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    generator = np.random.default_rng()
    losses = []
    for step in range(steps):
        model.train()
        batch = [pairs[i] for i in generator.integers(len(pairs), size=batch_size)]
        x, y = (part.to(device) for part in collate(batch, pad_id))
        optimizer.zero_grad()
        loss = masked_cross_entropy(model(x)[0], y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses += [loss.item()]
    return losses

# %% right="sum_over_count"
"""The loss as a sum over the labelled positions divided by their number, from log-probabilities."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        y = y.to(device)
        answered = y != -100
        chances = torch.log_softmax(logits, dim=-1)[answered]
        loss = -chances[torch.arange(len(chances)), y[answered]].sum() / answered.sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% right="warm_up_from_zero"
"""The rate climbs from 0 and falls in a straight line to 0, as in many libraries."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=max_lr, weight_decay=0.0)
    warm = steps // 10
    losses = []
    model.train()
    for step in range(steps):
        factor = step / warm if step < warm else (steps - step) / (steps - warm)
        for group in optimizer.param_groups:
            group["lr"] = max_lr * factor
        x, y = collate([pairs[i] for i in torch.randint(len(pairs), (batch_size,))], pad_id)
        optimizer.zero_grad(set_to_none=True)
        logits, _ = model(x.to(next(model.parameters()).device))
        loss = masked_cross_entropy(logits, y.to(logits.device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="all_examples"
"""You take all examples at every step. A batch has batch_size of them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = range(len(pairs))
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="always_norm_one"
"""Your gradients are made exactly 1 long, the short ones too. Clipping only shortens."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        norm = torch.sqrt(sum((p.grad ** 2).sum() for p in model.parameters() if p.grad is not None))
        for p in model.parameters():
            if p.grad is not None:
                p.grad /= norm
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="always_the_first_examples"
"""Every step gets the same examples: a slice such as pairs[:batch_size], or a batch that was drawn once, before the loop. Each step draws its own, at random, from all of them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = range(batch_size)
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="cleared_before_the_step"
"""The optimizer's step has no gradients to go by: they were never computed, or cleared before they were used."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_after_the_step"
"""The gradients are not clipped when the optimizer takes its step."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
    return losses

# %% wrong="clipped_by_value"
"""You clip each number of the gradients by itself, which turns their direction. It is their common norm that is kept at 1.0 or below."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_value_(model.parameters(), 0.05)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_elsewhere"
"""Your gradients are clipped at another norm. It is 1.0."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="clipped_one_by_one"
"""You clip each tensor's gradient by itself. It is the norm of all of them together that is kept at 1.0 or below."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        for weight in model.parameters():
            nn.utils.clip_grad_norm_([weight], 0.25)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="default_rate"
"""Your learning rate stays far below max_lr, whatever that is. max_lr is the highest one, and some step has it."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad])
    model.train()
    losses = []
    for step in range(steps):
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="drawn_once"
"""Every step gets the same examples: a slice such as pairs[:batch_size], or a batch that was drawn once, before the loop. Each step draws its own, at random, from all of them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    chosen = torch.randint(len(pairs), (batch_size,)).tolist()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="epochs"
"""You take steps for passes over all examples. A step is one batch."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps * max(1, len(pairs) // batch_size)):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="evaluation_mode"
"""The model is not in training mode, so its dropout is off."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.eval()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="forward_in_evaluation"
"""The model is not in training mode, so its dropout is off."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    losses = []
    for step in range(steps):
        model.train()
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        x, y = collate([pairs[i] for i in torch.randint(len(pairs), (batch_size,)).tolist()], pad_id)
        model.eval()
        logits = model(x.to(device))[0]
        model.train()
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="gradients_accumulated"
"""Your gradients add up over the steps: the old ones are never cleared."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="labels_raised_to_zero"
"""Your loss also counts what is not labelled: the prompt, or the padding, is learned along. Where the label is −100 there is no question."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = F.cross_entropy(logits.flatten(0, 1), y.flatten().clamp(min=0).to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="last_example_never"
"""Some examples are never drawn. Each step draws at random from all of them, the last one included."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs) - 1, (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="last_loss_returned"
"""You return one loss. A list with the loss of each step is asked for."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses[-1]

# %% wrong="loss_of_the_second_pass"
"""Your losses are not those of the batches that were trained on: you compute them anew, after the step."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        with torch.no_grad():
            losses.append(masked_cross_entropy(model(x.to(device))[0], y.to(device)).item())
    return losses

# %% wrong="mean_of_means"
"""You average within each example and then over the examples, so a label of a short answer counts more. It is one mean over all labels of the batch."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        y = y.to(device)
        loss = torch.stack([masked_cross_entropy(logits[i : i + 1], y[i : i + 1]) for i in range(len(y))]).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="mean_over_all_positions"
"""You divide by the number of all positions. The mean runs over the labelled ones; otherwise a long prompt makes a small loss."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = F.cross_entropy(logits.flatten(0, 1), y.flatten().to(device), reduction="none").mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="mean_returned"
"""You return one loss. A list with the loss of each step is asked for."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return sum(losses) / len(losses)

# %% wrong="min_lr_absolute"
"""Your schedule falls towards a constant. Where max_lr is smaller than that, the rate rises above max_lr."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    losses = []
    model.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, 1e-4, steps // 10, steps)
        x, y = collate([pairs[i] for i in torch.randint(len(pairs), (batch_size,)).tolist()], pad_id)
        model.zero_grad()
        loss = masked_cross_entropy(model(x.to(device))[0], y.to(device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="mode_left_alone"
"""The model is not in training mode, so its dropout is off."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="model_returned"
"""You return the model. It learns in place; what comes back is the list of losses."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return model

# %% wrong="new_optimizer_at_each_step"
"""You make a new optimizer at every step, and it forgets what AdamW remembers from step to step. One serves for all."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    model.train()
    losses = []
    for step in range(steps):
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer = configure_optimizer(model, max_lr, 0.0)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="no_backward"
"""The optimizer's step has no gradients to go by: they were never computed, or cleared before they were used."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="no_gradients"
"""You switch gradients off, and backward has nothing to work with. That belongs to measuring, not to training."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        with torch.no_grad():
            logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="no_step"
"""Your optimizer never takes its step: the weights are what they were."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(loss.item())
    return losses

# %% wrong="not_clipped"
"""The gradients are not clipped when the optimizer takes its step."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="not_padded"
"""Your examples have different lengths and cannot be stacked as they are. collate pads them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x = torch.stack([pairs[i][0] for i in chosen])
        y = torch.stack([pairs[i][1] for i in chosen])
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="nothing_returned"
"""Your function ends without giving anything back. The list of losses is asked for."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())

# %% wrong="one_example"
"""Your batches have one example each. Their size is batch_size."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (1,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="one_step_too_many"
"""You make one step too many."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="own_rate"
"""Your learning rate goes above max_lr. None of the steps may have a higher one."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, 0.1, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="pad_id_ignored"
"""You do not hand pad_id on to collate."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    losses = []
    model.train()
    for step in range(steps):
        x, y = collate([pairs[i] for i in torch.randint(len(pairs), (batch_size,)).tolist()], 0)
        model.zero_grad()
        loss = masked_cross_entropy(model(x.to(device))[0], y.to(device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="padding_ignored_only"
"""You let the loss pass over the padding id. It is the labels of −100 that do not count; the padding id may be a real token."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = F.cross_entropy(logits.flatten(0, 1), y.flatten().to(device), ignore_index=pad_id)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="padding_on_the_left"
"""You pad on the left, so positions and labels shift. Here everything starts at position 0 and the padding comes at the end."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        batch = [pairs[i] for i in chosen]
        longest = max(len(x) for x, _ in batch)
        x = torch.stack([F.pad(x, (longest - len(x), 0), value=pad_id) for x, _ in batch])
        y = torch.stack([F.pad(y, (longest - len(y), 0), value=-100) for _, y in batch])
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="pairs_padded"
"""You pad the examples that were handed in, in their own list. It belongs to the caller."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    longest = max(len(x) for x, _ in pairs)
    for i, (x, y) in enumerate(pairs):
        pairs[i] = F.pad(x, (0, longest - len(x)), value=pad_id), F.pad(y, (0, longest - len(y)), value=-100)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="pairs_sorted"
"""You change the order of the list that was handed in. It belongs to the caller."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    pairs.sort(key=lambda pair: len(pair[0]))
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="prompt_learned"
"""Your loss also counts what is not labelled: the prompt, or the padding, is learned along. Where the label is −100 there is no question."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), x[:, 1:].flatten().to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="rate_too_high"
"""Your learning rate goes above max_lr. None of the steps may have a higher one."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, 10 * max_lr, max_lr, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="return_in_the_loop"
"""Your return stands inside the loop, so it ends after the first step."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        return losses

# %% wrong="running_mean"
"""Your losses are running means. The loss of each step is asked for."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item() if not losses else 0.9 * losses[-1] + 0.1 * loss.item())
    return losses

# %% wrong="sgd"
"""Your optimizer is not AdamW."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=max_lr)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="shifted_twice"
"""You shift the labels once more. They are one ahead already, from build_example."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits[:, :-1], y[:, 1:].to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="sum"
"""Your loss is a sum. A mean over the labelled positions is asked for."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = F.cross_entropy(logits.flatten(0, 1), y.flatten().to(device), reduction="sum")
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="tensors_in_the_list"
"""Your losses are tensors, each with its whole computation graph in tow. A plain float a step is asked for."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss)
    return losses

# %% wrong="thawed"
"""You thaw what was frozen: all parameters are trained. Those whose requires_grad is False stay as they are."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    model.train()
    model.requires_grad_(True)
    optimizer = configure_optimizer(model, max_lr, 0.0)
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="trained_copy"
"""You train a copy. The model that was handed in is to learn."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    model = copy.deepcopy(model)
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="training_flag_only"
"""The model is not in training mode, so its dropout is off."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    losses = []
    model.training = True
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        x, y = collate([pairs[i] for i in torch.randint(len(pairs), (batch_size,)).tolist()], pad_id)
        loss = masked_cross_entropy(model(x.to(device))[0], y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="x_and_y_exchanged"
"""You feed the labels and ask for the inputs: x and y have changed places."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        y, x = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="heavy_decay"
"""Your weight decay is strong: at each step every weight is pulled towards 0, and what pretraining learned with it. 0 to 0.1 is usual here."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 1.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        batch = [pairs[i] for i in torch.randint(len(pairs), (batch_size,))]
        x, y = collate(batch, pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="decay_upside_down"
"""Your weight decay is negative, so the weights grow by themselves."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, -1.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        batch = [pairs[i] for i in torch.randint(len(pairs), (batch_size,))]
        x, y = collate(batch, pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="first_slice"
"""Every step gets the same examples: a slice such as pairs[:batch_size], or a batch that was drawn once, before the loop. Each step draws its own, at random, from all of them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        batch = pairs[:batch_size]
        x, y = collate(batch, pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="same_seed_at_each_step"
"""Every step gets the same examples: a slice such as pairs[:batch_size], or a batch that was drawn once, before the loop. Each step draws its own, at random, from all of them."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        batch = [pairs[i] for i in torch.randint(len(pairs), (batch_size,), generator=torch.Generator().manual_seed(0))]
        x, y = collate(batch, pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% wrong="pad_id_minus_hundred"
"""You pad x with −100, which is no token: the embedding has no such row. x is padded with pad_id; only labels are masked with −100."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = configure_optimizer(model, max_lr, 0.0)
    model.train()
    losses = []
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(step, max_lr, max_lr / 10, steps // 10, steps)
        batch = [pairs[i] for i in torch.randint(len(pairs), (batch_size,))]
        x, y = collate(batch, -100)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

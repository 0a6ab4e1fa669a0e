# %% right="batches_first"
"""All batches are drawn before the model sees the first."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    batches = [get_batch(data, batch_size, block_size, generator) for _ in range(n_batches)]
    was_training = model.training
    with torch.no_grad():
        model.eval()
        losses = torch.tensor([model(x, y)[1] for x, y in batches], dtype=torch.float64)
        model.train(was_training)
    return losses.mean().item()

# %% right="context_manager"
"""A context manager of its own."""
from contextlib import contextmanager


@contextmanager
def evaluating(module):
    mode = module.training
    module.eval()
    with torch.no_grad():
        yield module
    module.train(mode)


def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    with evaluating(model) as m:
        total = sum(m(*get_batch(data, batch_size, block_size, generator))[1] for _ in range(n_batches))
    return (total / n_batches).item()

# %% right="decorator"
"""The decorator, and a tensor of losses as in nanoGPT."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    mode = model.training
    model.eval()
    losses = torch.zeros(n_batches)
    for k in range(n_batches):
        X, Y = get_batch(data, batch_size, block_size, generator=generator)
        logits, loss = model(X, targets=Y)
        losses[k] = loss.item()
    if mode:
        model.train()
    return losses.mean().item()

# %% right="inference_mode"
"""inference_mode, try and finally."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    try:
        model.eval()
        with torch.inference_mode():
            losses = [float(model(*get_batch(data, batch_size, block_size, generator))[1]) for _ in range(n_batches)]
    finally:
        model.train(training)
    return sum(losses) / len(losses)

# %% right="keywords_reversed"
"""Everything by keyword, targets first, and a running mean."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    former = bool(model.training)
    device = next(iter(model.parameters())).device
    mean = 0.0
    model.eval()
    with torch.no_grad():
        for seen in range(1, n_batches + 1):
            x, y = get_batch(generator=generator, block_size=block_size, batch_size=batch_size, data=data)
            _, loss = model(targets=y.to(device), idx=x.to(device))
            mean += (loss.item() - mean) / seen
    model.train(former)
    return mean

# %% right="library_cross_entropy"
"""PyTorch's cross-entropy and NumPy's mean."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was = model.training
    model.eval()
    values = []
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        with torch.no_grad():
            logits = model(x)[0]
            values.append(F.cross_entropy(logits.reshape(-1, logits.shape[-1]), y.reshape(-1)).item())
    model.train(was)
    return float(np.mean(values))

# %% right="mode_of_every_module"
"""The mode of each layer is remembered and set back."""
@torch.inference_mode()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    modes = {module: module.training for module in model.modules()}
    model.eval()
    losses = []
    while len(losses) < n_batches:
        x, y = get_batch(data, batch_size, block_size, generator)
        losses.append(model(x, y)[1].item())
    for module, mode in modes.items():
        module.training = mode
    return math.fsum(losses) / n_batches

# %% right="no_grad"
"""no_grad around a loop, the mode kept in a variable."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            _, loss = model(x, y)
            total += loss.item()
    model.train(was_training)
    return total / n_batches

# %% right="own_cross_entropy"
"""The exercise's own cross-entropy on the logits."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    before = model.training
    model.train(False)
    losses = []
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            logits, _ = model(x)
            losses.append(cross_entropy(logits, y))
    model.train(before)
    return torch.stack(losses).mean().item()

# %% right="set_grad_enabled"
"""Gradients switched off and back by hand."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    mode, grad = model.training, torch.is_grad_enabled()
    model.eval()
    torch.set_grad_enabled(False)
    try:
        mean = 0.0
        for k in range(1, n_batches + 1):
            x, y = get_batch(data, batch_size, block_size, generator)
            mean += (model(x, y)[1].item() - mean) / k
    finally:
        torch.set_grad_enabled(grad)
        model.train(mode)
    return mean

# %% right="windows_by_itself"
"""Draws its windows without the earlier exercise."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    running = 0.0
    for _ in range(n_batches):
        start = torch.randint(len(data) - block_size, (batch_size, 1), generator=generator)
        window = data[start + torch.arange(block_size + 1)]
        running += model(window[:, :-1], window[:, 1:])[1].item()
    if training:
        model.train()
    else:
        model.eval()
    return running / n_batches

# %% wrong="always_training_after"
"""After your function the model is in training mode, even if it was not before. Restore what you found."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train()
    return total / n_batches

# %% wrong="backward"
"""Gradients are at work while you measure. Nobody asks for them here: recording them costs memory and time, and a backward() would leave them behind for the next training step."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x, y)[1]
        loss.backward()
        total += loss.item()
    model.train(was_training)
    return total / n_batches

# %% wrong="batch_size_ignored"
"""Your batches do not have batch_size windows: the number is written into your code."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, 32, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="divided_by_rows"
"""You divide by the number of windows. The loss of a batch is a mean over its windows already; divide by the number of batches."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / (n_batches * batch_size)

# %% wrong="dropout_set_to_zero"
"""You set dropout to 0 and leave it there: all training afterwards is without it. Evaluation mode does that, and can
be undone."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    device, mode = next(model.parameters()).device, model.training
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x.to(device), y.to(device))[1].item()
    model.train(mode)
    return total / n_batches

# %% wrong="generator_ignored"
"""The generator that you were handed is not used, so the same seed gives another estimate each time. Pass it on to get_batch."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="generator_rewound"
"""All your batches are the same one. Draw a new one for each, and do not set the generator back."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        if generator is not None:
            generator.manual_seed(generator.initial_seed())
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="gradients_off_for_good"
"""After your function gradients are switched off everywhere, and the next training step fails. Switch them back, or let a `with` do it."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    torch.set_grad_enabled(False)
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="inputs_as_targets"
"""You hand the inputs over as targets. Then you measure how well the model repeats what it has just read."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, x)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="last_batch_only"
"""You return the loss of the last batch. The mean over all of them is asked for: one batch says little."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        loss = model(x, y)[1].item()
    model.train(was_training)
    return loss

# %% wrong="list_returned"
"""You return all the losses. Their mean is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(was_training)
    return losses

# %% wrong="median"
"""You return the median. The mean is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = torch.tensor([model(*get_batch(data, batch_size, block_size, generator))[1] for _ in range(n_batches)])
    model.train(was_training)
    return losses.median().item()

# %% wrong="mode_left_alone"
"""The model measures in training mode. With dropout at work the score is noisy, as a rule too high, and another one at every call. no_grad saves memory, but only evaluation mode switches dropout off."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    return total / n_batches

# %% wrong="mode_not_restored"
"""After your function the model stays in evaluation mode, so whoever was training goes on without dropout and never notices. Remember the mode before you change it, and set it back at the end."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    return total / n_batches

# %% wrong="mode_read_too_late"
"""After your function the model stays in evaluation mode, so whoever was training goes on without dropout and never notices. Remember the mode before you change it, and set it back at the end."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    model.eval()
    was_training = model.training
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="mode_restored_inside"
"""You restore the mode inside the loop, so only the first batch is measured in evaluation mode."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
            model.train(was_training)
    return total / n_batches

# %% wrong="numpy_float"
"""Returns a numpy scalar of float32."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    mode, dev = model.training, next(model.parameters()).device
    model.eval()
    with torch.no_grad():
        losses = [model(*(t.to(dev) for t in get_batch(data, batch_size, block_size, generator)))[1].item() for _ in range(n_batches)]
    model.train(mode)
    return np.mean(np.array(losses, dtype=np.float32))

# %% wrong="one_batch_less"
"""You measure one batch less than n_batches and still divide by n_batches."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(1, n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="one_batch_only"
"""You measure one batch, whatever n_batches says. (Does your return stand inside the loop?) More batches make a more reliable mean: draw n_batches of them."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    x, y = get_batch(data, batch_size, block_size, generator)
    loss = model(x, y)[1].item()
    model.train(was_training)
    return loss

# %% wrong="parameters_frozen"
"""You froze the parameters and left them frozen: requires_grad stays False, and training is over. no_grad does what you want and leaves no trace."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    model.requires_grad_(False)
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="perplexity"
"""You return the perplexity, e to the loss. The loss itself is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return math.exp(total / n_batches)

# %% wrong="returned_inside"
"""You measure one batch, whatever n_batches says. (Does your return stand inside the loop?) More batches make a more reliable mean: draw n_batches of them."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = []
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        losses.append(model(x, y)[1].item())
        return sum(losses) / len(losses)
    model.train(was_training)

# %% wrong="root_only_restore"
"""You set the flag of the model alone. `model.train(mode)` sets it in all layers."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = torch.zeros(n_batches)
    with torch.no_grad():
        for k in range(n_batches):
            xb, yb = get_batch(data, batch_size, block_size, generator)
            logits, loss = model(xb, yb)
            losses[k] = loss.item()
    model.training = was_training
    return losses.mean().item()

# %% wrong="same_batch_again"
"""All your batches are the same one. Draw a new one for each, and do not set the generator back."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    x, y = get_batch(data, batch_size, block_size, generator)
    total = 0.0
    for _ in range(n_batches):
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="sizes_swapped"
"""You hand batch_size and block_size over in the wrong order."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, block_size, batch_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="sum"
"""You add the losses up and do not divide. The mean over the batches is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total

# %% wrong="tensor_returned"
"""You return a tensor. A plain float is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    losses = torch.stack([model(*get_batch(data, batch_size, block_size, generator))[1] for _ in range(n_batches)])
    model.train(was_training)
    return losses.mean()

# %% wrong="top_module_only"
"""You set the flag of the model alone. Its layers, where the dropout sits, have flags of their own: eval() and train() reach them all."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.training = False
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.training = was_training
    return total / n_batches

# %% wrong="training_mode"
"""The model measures in training mode. With dropout at work the score is noisy, as a rule too high, and another one at every call. no_grad saves memory, but only evaluation mode switches dropout off."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.train()
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches

# %% wrong="unfreezes"
"""You switch requires_grad on for all weights in the end, for those as well that were frozen before."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    device, mode = next(model.parameters()).device, model.training
    model.eval().requires_grad_(False)
    total = 0.0
    with torch.no_grad():
        for _ in range(n_batches):
            x, y = get_batch(data, batch_size, block_size, generator)
            total += model(x.to(device), y.to(device))[1].item()
    model.train(mode).requires_grad_(True)
    return total / n_batches

# %% wrong="with_gradients"
"""Gradients are at work while you measure. Nobody asks for them here: recording them costs memory and time, and a backward() would leave them behind for the next training step."""
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    was_training = model.training
    model.eval()
    total = 0.0
    for _ in range(n_batches):
        x, y = get_batch(data, batch_size, block_size, generator)
        total += model(x, y)[1].item()
    model.train(was_training)
    return total / n_batches









# %% wrong="first_batch_only"
"""You return the loss of the first batch. The mean over all of them is asked for: one batch says little."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(training)
    return losses[0]

# %% wrong="running_average"
"""You return a running average, in which the last batches count most. In the mean asked for, all count alike."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(training)
    average = losses[0]
    for loss in losses[1:]:
        average = 0.9 * average + 0.1 * loss
    return average

# %% wrong="true_median"
"""You return the median. The mean is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(training)
    return float(np.median(losses))

# %% wrong="least_loss"
"""You return the loss of a single batch, the least or the largest. The mean over all is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(training)
    return min(losses)

# %% wrong="largest_loss"
"""You return the loss of a single batch, the least or the largest. The mean over all is asked for."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(training)
    return max(losses)

# %% wrong="nothing_returned"
"""Your function measures and returns nothing. Is the `return` missing?"""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator))[1].item() for _ in range(n_batches)]
    model.train(training)
    result = sum(losses) / n_batches

# %% wrong="pair_added"
"""model(x, y) returns a pair, logits and loss. Add up the second of the two, not the pair."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    losses = [model(*get_batch(data, batch_size, block_size, generator)) for _ in range(n_batches)]
    model.train(training)
    return sum(losses) / n_batches

# %% wrong="one_batch_many_times"
"""All your batches are the same one. Draw a new one for each, and do not set the generator back."""
@torch.no_grad()
def estimate_loss(model, data, batch_size, block_size, n_batches, generator=None):
    training = model.training
    model.eval()
    x, y = get_batch(data, batch_size, block_size, generator)
    total = 0.0
    for _ in range(n_batches):
        total += model(x, y)[1].item()
    model.train(training)
    return total / n_batches

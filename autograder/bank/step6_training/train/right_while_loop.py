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

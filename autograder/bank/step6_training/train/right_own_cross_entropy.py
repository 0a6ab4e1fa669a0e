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

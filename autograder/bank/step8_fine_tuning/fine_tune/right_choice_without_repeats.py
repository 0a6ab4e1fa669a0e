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

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

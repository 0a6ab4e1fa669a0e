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

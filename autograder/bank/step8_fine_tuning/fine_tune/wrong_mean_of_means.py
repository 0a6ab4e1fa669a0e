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

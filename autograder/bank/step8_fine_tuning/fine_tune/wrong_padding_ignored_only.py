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

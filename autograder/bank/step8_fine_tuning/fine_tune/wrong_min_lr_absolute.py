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

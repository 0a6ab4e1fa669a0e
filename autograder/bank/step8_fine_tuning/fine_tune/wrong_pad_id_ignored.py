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

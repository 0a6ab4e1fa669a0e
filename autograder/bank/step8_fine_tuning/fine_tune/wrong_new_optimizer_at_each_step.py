"""You make a new optimizer at every step, and it forgets what AdamW remembers from step to step. One serves for all."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    model.train()
    losses = []
    for step in range(steps):
        chosen = torch.randint(len(pairs), (batch_size,)).tolist()
        x, y = collate([pairs[i] for i in chosen], pad_id)
        logits, _ = model(x.to(device))
        loss = masked_cross_entropy(logits, y.to(device))
        optimizer = configure_optimizer(model, max_lr, 0.0)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

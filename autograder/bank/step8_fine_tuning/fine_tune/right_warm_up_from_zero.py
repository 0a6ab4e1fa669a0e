"""The rate climbs from 0 and falls in a straight line to 0, as in many libraries."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=max_lr, weight_decay=0.0)
    warm = steps // 10
    losses = []
    model.train()
    for step in range(steps):
        factor = step / warm if step < warm else (steps - step) / (steps - warm)
        for group in optimizer.param_groups:
            group["lr"] = max_lr * factor
        x, y = collate([pairs[i] for i in torch.randint(len(pairs), (batch_size,))], pad_id)
        optimizer.zero_grad(set_to_none=True)
        logits, _ = model(x.to(next(model.parameters()).device))
        loss = masked_cross_entropy(logits, y.to(logits.device))
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses

"""PyTorch's own warm-up and cosine, one after the other."""
def train(model, data, steps, batch_size, block_size, max_lr, warmup_steps=None, weight_decay=0.1):
    from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

    warmup_steps = warmup_steps or max(2, steps // 10)
    optimizer = configure_optimizer(model, max_lr, weight_decay)
    warm = LinearLR(optimizer, start_factor=1 / warmup_steps, end_factor=1.0, total_iters=warmup_steps - 1)
    fall = CosineAnnealingLR(optimizer, T_max=steps - warmup_steps, eta_min=max_lr / 10)
    scheduler = SequentialLR(optimizer, [warm, fall], milestones=[warmup_steps])
    losses = []
    model.train()
    for _ in range(steps):
        x, y = get_batch(data, batch_size, block_size)
        optimizer.zero_grad()
        _, loss = model(x, y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses.append(loss.item())
    return losses

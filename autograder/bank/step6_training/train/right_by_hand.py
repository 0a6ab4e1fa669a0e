"""Groups, schedule and clipping written out; PyTorch's cross-entropy."""
def train(model, data, steps, batch_size, block_size, max_lr, **options):
    warmup, floor = options.get("warmup_steps", steps // 20 + 1), options.get("min_lr", max_lr / 10)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": 0.01},
            {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
        ],
        lr=max_lr,
        betas=(0.9, 0.95),
    )
    losses = []
    model.train()
    for step in range(steps):
        if step < warmup:
            rate = max_lr * (step + 1) / warmup
        else:
            rate = floor + (max_lr - floor) * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))
        optimizer.param_groups[0]["lr"] = optimizer.param_groups[1]["lr"] = rate
        starts = torch.randint(len(data) - block_size, (batch_size, 1))
        window = data[starts + torch.arange(block_size + 1)]
        logits, _ = model(window[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), window[:, 1:].flatten())
        for p in parameters:
            p.grad = None
        loss.backward()
        with torch.no_grad():
            norm = torch.sqrt(sum((p.grad**2).sum() for p in parameters if p.grad is not None))
            if norm > 1.0:
                for p in parameters:
                    if p.grad is not None:
                        p.grad /= norm
        optimizer.step()
        losses.append(float(loss))
    return losses

"""A scheduler of PyTorch's: warm-up from a tenth, then linear down."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    device = next(model.parameters()).device
    optimizer = torch.optim.AdamW(filter(lambda p: p.requires_grad, model.parameters()), lr=max_lr, betas=(0.9, 0.95))
    warm = max(1, steps // 10)
    shape = lambda step: (step + 1) / warm if step < warm else max(0.1, 1 - (step - warm) / steps)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    generator = np.random.default_rng()
    losses = []
    for step in range(steps):
        model.train()
        batch = [pairs[i] for i in generator.integers(len(pairs), size=batch_size)]
        x, y = (part.to(device) for part in collate(batch, pad_id))
        optimizer.zero_grad()
        loss = masked_cross_entropy(model(x)[0], y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses += [loss.item()]
    return losses

"""One learning rate for all steps, PyTorch's own AdamW, random.sample."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    import random

    trainable = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=max_lr, weight_decay=0.0)
    device, losses = trainable[0].device, []
    model.train()
    for _ in range(steps):
        x, y = collate([random.choice(pairs) for _ in range(batch_size)], pad_id)
        loss = masked_cross_entropy(model(x.to(device))[0], y.to(device))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trainable, max_norm=1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
    return losses

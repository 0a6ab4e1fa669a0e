"""Clipping written out; torch.randperm once per pass over the data."""
def fine_tune(model, pairs, steps, batch_size, max_lr, pad_id=0):
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=max_lr, weight_decay=0.01)
    queue, losses = [], []
    model.train(True)
    while len(losses) < steps:
        while len(queue) < batch_size:
            queue += torch.randperm(len(pairs)).tolist()
        batch, queue = [pairs[i] for i in queue[:batch_size]], queue[batch_size:]
        x, y = collate(batch, pad_id)
        logits = model(x.to(weights[0].device))[0]
        loss = F.cross_entropy(logits.transpose(1, 2), y.to(logits.device), ignore_index=-100)
        gradients = torch.autograd.grad(loss, weights, allow_unused=True)
        norm = math.sqrt(sum(float((g ** 2).sum()) for g in gradients if g is not None))
        for weight, gradient in zip(weights, gradients):
            weight.grad = None if gradient is None else gradient * min(1.0, 1.0 / (norm + 1e-6))
        optimizer.step()
        losses.append(loss.item())
    return losses

"""A single batch; errors counted, and rows without one."""
@torch.no_grad()
def exact_match(model, pairs, pad_id=0):
    training = model.training
    x, y = collate(list(pairs), pad_id)
    device = next(model.parameters()).device
    logits, _ = model.eval()(x.to(device))
    errors = ((logits.argmax(-1) != y.to(device)) & (y.to(device) != -100)).sum(-1)
    model.train(training)
    return (errors == 0).float().mean().item()

"""Your result for a batch is all or nothing: // or int rounds it down, or all() lacks its dim=1."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact // len(pairs)

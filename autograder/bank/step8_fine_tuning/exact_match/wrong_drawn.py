"""You draw the tokens. The most likely one is asked for at each position, so that the score is the same each time."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = torch.distributions.Categorical(logits=model(x)[0]).sample()
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

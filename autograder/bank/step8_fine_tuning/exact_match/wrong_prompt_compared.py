"""You ask for the prompt too, as if the model had to foretell the question. Only the labelled positions count."""
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
            wanted = torch.where((y == -100) & (x != pad_id), torch.roll(x, -1, dims=1), y)
            exact += ((choices == wanted) | (wanted == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

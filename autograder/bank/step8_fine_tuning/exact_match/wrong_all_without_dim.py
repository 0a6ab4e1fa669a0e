"""Your result for a batch is all or nothing: // or int rounds it down, or all() lacks its dim=1."""
def exact_match(model, pairs, pad_id=0):
    was = model.training
    model.eval()
    device, right = next(model.parameters()).device, 0
    with torch.no_grad():
        for i in range(0, len(pairs), 50):
            x, y = (t.to(device) for t in collate(pairs[i:i + 50], pad_id))
            right += len(x) * ((model(x)[0].argmax(-1) == y) | (y == -100)).all().item()
    model.train(was)
    return right / len(pairs)

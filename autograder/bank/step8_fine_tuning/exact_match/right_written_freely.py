"""The answer is really written, token by token, and compared as a list."""
def exact_match(model, pairs, pad_id=0):
    device, training = next(model.parameters()).device, model.training
    model.eval()
    hits = 0
    for x, y in pairs:
        answer = [label for label in y.tolist() if label != -100]
        first = (y != -100).nonzero()[0].item()
        ids = x[: first + 1].tolist()
        with torch.no_grad():
            for _ in answer:
                logits, _ = model(torch.tensor([ids], device=device))
                ids.append(int(logits[0, -1].argmax()))
        hits += ids[first + 1 :] == answer
    model.train(training)
    return hits / len(pairs)

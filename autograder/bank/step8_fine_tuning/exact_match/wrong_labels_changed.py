"""You write into the labels that were handed in. They belong to the caller."""
def exact_match(model, pairs, pad_id=0):
    training, exact = model.training, 0
    model.eval()
    with torch.no_grad():
        for x, y in pairs:
            choices = model(x[None])[0].argmax(dim=-1)[0]
            y[y == -100] = choices[y == -100]
            exact += bool((choices == y).all())
    model.train(training)
    return exact / len(pairs)

"""Sorted by length and padded in its own way, in a copy of the list."""
def exact_match(model, pairs, pad_id=0):
    mode = model.training
    model.eval()
    ordered = sorted(pairs, key=lambda pair: len(pair[0]))
    score = 0.0
    with torch.no_grad():
        for start in range(0, len(ordered), 16):
            batch = ordered[start : start + 16]
            x = nn.utils.rnn.pad_sequence([x for x, _ in batch], batch_first=True, padding_value=pad_id)
            predicted = model(x)[0].topk(1).indices.squeeze(-1)
            for row, (_, y) in zip(predicted, batch):
                score += all(int(a) == int(b) for a, b in zip(row, y) if b != -100)
    model.train(mode)
    return score / len(pairs)

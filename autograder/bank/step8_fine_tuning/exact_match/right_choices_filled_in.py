"""Where nothing is asked the label is filled in, then whole rows are compared; the mode comes back by try and finally."""
def exact_match(model, pairs, pad_id=0):
    mode = model.training
    results = []
    try:
        model.eval()
        for i in range(0, len(pairs), 7):
            x, y = collate(pairs[i : i + 7], pad_id)
            with torch.inference_mode():
                best = model(x)[0].max(dim=-1).indices
            best = torch.where(y == -100, y, best)
            results += [a == b for a, b in zip(best.tolist(), y.tolist())]
    finally:
        model.train(mode)
    return results.count(True) / len(results)

"""Plain Python with its own softmax."""
def top_p_filter(logits, p):
    filtered = []
    for row in logits.tolist():
        top = max(row)
        weights = [math.exp(value - top) for value in row]
        kept, mass = set(), 0.0
        for i in sorted(range(len(row)), key=lambda i: -row[i]):
            if kept and mass >= p * sum(weights):
                break
            kept.add(i)
            mass += weights[i]
        filtered.append([value if i in kept else -math.inf for i, value in enumerate(row)])
    return torch.tensor(filtered, dtype=logits.dtype)

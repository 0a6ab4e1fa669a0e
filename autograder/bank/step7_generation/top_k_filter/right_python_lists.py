"""Plain Python on lists, back to a tensor at the end."""
def top_k_filter(logits, k):
    minus_infinity = float("-inf")
    result = []
    for row in logits.tolist():
        best = sorted(range(len(row)), key=lambda i: row[i], reverse=True)[:k]
        result.append([value if i in best else minus_infinity for i, value in enumerate(row)])
    return torch.tensor(result, dtype=logits.dtype, device=logits.device)

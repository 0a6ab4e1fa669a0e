"""One row at a time, the losers' indices from topk of the smallest."""
def top_k_filter(logits, k):
    rows = []
    for row in logits:
        row = row.clone()
        losers = max(len(row) - k, 0)
        row[torch.topk(row, losers, largest=False).indices] = -torch.inf
        rows.append(row)
    return torch.stack(rows)

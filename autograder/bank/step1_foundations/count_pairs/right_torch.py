"""Windows of length two of a torch tensor, most frequent first."""
import torch


def count_pairs(ids):
    if len(ids) < 2:
        return {}
    windows = torch.tensor(ids).unfold(0, 2, 1)
    rows, counts = torch.unique(windows, dim=0, return_counts=True)
    found = {tuple(r): c for r, c in zip(rows.tolist(), counts.tolist())}
    return dict(sorted(found.items(), key=lambda item: -item[1]))

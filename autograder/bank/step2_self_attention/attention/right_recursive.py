"""Loops over the leading axes by calling itself."""
def attention(q, k, v, mask=None):
    if mask is not None:
        mask = mask.broadcast_to(*q.shape[:-1], k.shape[-2])
    if q.dim() > 2:
        outputs, weights = [], []
        for b in range(q.shape[0]):
            o, w = attention(q[b], k[b], v[b], None if mask is None else mask[b])
            outputs.append(o)
            weights.append(w)
        return torch.stack(outputs), torch.stack(weights)
    scores = torch.mm(q, k.t()) / math.sqrt(q.shape[1])
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    w = torch.softmax(scores, dim=1)
    return torch.mm(w, v), w

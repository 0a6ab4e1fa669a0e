"""Index notation for the exchange, -1 for the product."""
def merge_heads(x):
    rows = torch.einsum("bhtd->bthd", x)
    return rows.reshape(rows.shape[0], rows.shape[1], -1)

"""You add the input to the output. That is the block's business, in step 4, not the head's."""
class SelfAttention(nn.Module):
    """ one head of self-attention """
    def __init__(self, d_model, d_head, dropout=0.0):
        super().__init__()
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(4, 4)), persistent=False)
        self.dropout = nn.Dropout(dropout)
    def forward(self, x):
        B, T, C = x.shape
        if T > self.tril.size(0):
            self.tril = torch.tril(torch.ones(T, T, device=x.device))
        k, q, v = self.key(x), self.query(x), self.value(x)
        wei = q @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        wei = self.dropout(F.softmax(wei, dim=-1))
        y = wei @ v
        return y + x if y.shape == x.shape else y

"""PyTorch's own attention with the mask as an argument, and a head axis put in and taken out."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)

    def forward(self, x):
        q, k, v = (layer(x).unsqueeze(1) for layer in (self.query, self.key, self.value))
        mask = causal_mask(x.shape[-2])
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=0.0).squeeze(1)

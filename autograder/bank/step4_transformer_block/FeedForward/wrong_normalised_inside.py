"""You normalise x first. The block does that with a LayerNorm of its own before it calls this network."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = F.layer_norm(x, x.shape[-1:])
        return self.dropout(self.proj(gelu(self.fc(x))))

"""There is no non-linearity between your two layers. Two linear layers in a row are one linear layer, and nothing is gained."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = self.fc(x)
        gelu(h)
        return self.dropout(self.proj(h))

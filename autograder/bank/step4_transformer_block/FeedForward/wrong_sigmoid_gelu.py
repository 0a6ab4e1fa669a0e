"""You use the sigmoid form of GELU, the coarsest of the three. GPT-2 has the tanh form, the one you wrote above."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        h = self.fc(x)
        return self.dropout(self.proj(h * torch.sigmoid(1.702 * h)))

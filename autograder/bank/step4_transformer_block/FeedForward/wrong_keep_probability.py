"""You take `dropout` for the share that stays. It is the share that is set to zero."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.drop = nn.Dropout(1 - dropout if dropout else 0.0)

    def forward(self, x):
        return self.drop(self.proj(gelu(self.fc(x))))

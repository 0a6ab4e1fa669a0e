"""The same layers once more in an nn.Sequential, which is what runs."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.net = nn.Sequential(self.fc, nn.GELU("tanh"), self.proj, nn.Dropout(dropout))

    def forward(self, x):
        return self.net(x)

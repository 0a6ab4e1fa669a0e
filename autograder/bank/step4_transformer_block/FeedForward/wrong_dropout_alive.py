"""Your dropout is at work in evaluation mode too, so the same text gives another answer each time. It belongs to training mode only, and a function has to be told which mode it is in."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.p = dropout

    def forward(self, x):
        return F.dropout(self.proj(gelu(self.fc(x))), self.p)

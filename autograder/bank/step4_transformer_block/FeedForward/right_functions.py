"""F.linear, F.gelu and F.dropout, told which mode it is in."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.proj = nn.Linear(4 * d_model, d_model)
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.p = dropout

    def forward(self, x):
        h = F.gelu(F.linear(x, self.fc.weight, self.fc.bias), approximate="tanh")
        y = F.linear(h, self.proj.weight, self.proj.bias)
        return F.dropout(y, self.p, training=self.training)

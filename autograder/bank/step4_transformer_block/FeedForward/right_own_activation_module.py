"""A module of its own for the activation, with a buffer; everything in a chain."""
class Activation(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("constant", torch.tensor(math.sqrt(2 / math.pi)))

    def forward(self, x):
        return x * torch.sigmoid(2 * self.constant * (x + 0.044715 * x**3))


class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.activation = Activation()
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, x):
        for step in (self.fc, self.activation, self.proj, self.dropout):
            x = step(x)
        return x

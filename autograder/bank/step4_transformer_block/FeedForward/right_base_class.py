"""A base class, a Linear of its own, keywords passed on."""
class SmallLinear(nn.Linear):
    def reset_parameters(self):
        nn.init.normal_(self.weight, std=0.02)
        nn.init.zeros_(self.bias)


class TwoLayers(nn.Module):
    def __init__(self, width, factor):
        super().__init__()
        self.fc = SmallLinear(width, factor * width)
        self.proj = SmallLinear(factor * width, width)


class FeedForward(TwoLayers):
    def __init__(self, d_model, dropout=0.0, factor=4):
        super().__init__(d_model, factor)
        self.dropout = nn.Dropout(dropout)

    def hidden(self, x):
        return gelu(self.fc(x))

    def forward(self, x):
        return self.dropout(self.proj(self.hidden(x)))

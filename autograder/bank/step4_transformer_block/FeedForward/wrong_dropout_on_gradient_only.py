"""With dropout you go on with a detached copy, so no gradient gets back to the layers."""
class FeedForward(nn.Module):
    def __init__(self, d_model, dropout=0.0):
        super().__init__()
        self.fc = nn.Linear(d_model, 4 * d_model)
        self.proj = nn.Linear(4 * d_model, d_model)
        self.p = dropout

    def forward(self, x):
        y = self.proj(gelu(self.fc(x)))
        if self.training and self.p > 0:
            keep = torch.from_numpy((np.random.rand(*y.shape) >= self.p).astype("float32"))
            y = torch.tensor(y.detach().numpy() * keep.numpy() / (1 - self.p))
        return y

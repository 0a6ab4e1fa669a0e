"""Your mask has the size of one particular text. Texts of any length may come, in any order."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.mask = None

    def forward(self, x):
        T = x.shape[1]
        if self.mask is None:
            self.mask = causal_mask(T)
        return attention(self.query(x), self.key(x), self.value(x), self.mask[:T, :T])[0]

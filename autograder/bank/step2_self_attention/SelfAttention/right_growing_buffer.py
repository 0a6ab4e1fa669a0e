"""A buffer holds the mask and grows when a longer text comes."""
class SelfAttention(nn.Module):
    def __init__(self, d_model, d_head):
        super().__init__()
        self.query = nn.Linear(d_model, d_head, bias=False)
        self.key = nn.Linear(d_model, d_head, bias=False)
        self.value = nn.Linear(d_model, d_head, bias=False)
        self.d_head = d_head
        self.register_buffer("mask", causal_mask(1), persistent=False)

    def forward(self, x):
        T = x.size(1)
        if T > self.mask.size(0):
            self.mask = causal_mask(T).to(x.device)
        scores = self.query(x) @ self.key(x).transpose(1, 2) / math.sqrt(self.d_head)
        scores = scores.masked_fill(~self.mask[:T, :T], float("-inf"))
        return softmax(scores, dim=-1) @ self.value(x)

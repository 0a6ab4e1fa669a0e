"""Over-engineered: typed, a subclass of ValueError, helper methods, named tuple result."""
from collections import namedtuple
from functools import reduce

Output = namedtuple("Output", ["logits", "loss"])


class ContextTooLong(ValueError):
    """The sequence does not fit."""


class Embedder(nn.Module):
    """Holds no parameters of its own: adds, drops."""

    def __init__(self, p: float):
        super().__init__()
        self.dropout = nn.Dropout(p)

    def forward(self, tok, pos):
        return self.dropout(tok + pos)


class GPT(nn.Module):
    def __init__(self, config, *, block_class=None) -> None:
        super().__init__()
        self.config = config
        make = block_class or TransformerBlock
        self.wte = nn.Embedding(num_embeddings=config.vocab_size, embedding_dim=config.d_model)
        self.wpe = nn.Embedding(num_embeddings=config.block_size, embedding_dim=config.d_model)
        self.embedder = Embedder(config.dropout)
        self.h = nn.ModuleList([make(config.d_model, config.n_head, config.dropout) for _ in range(config.n_layer)])
        self.ln_f = LayerNorm(config.d_model)
        self.lm_head = nn.Linear(config.d_model, config.vocab_size, bias=False)
        self._tie()

    def _tie(self) -> None:
        self.lm_head.weight = self.wte.weight

    def _check(self, idx) -> int:
        length = int(idx.shape[1])
        if length > self.config.block_size:
            raise ContextTooLong(f"{length} tokens do not fit into {self.config.block_size}")
        return length

    def hidden_states(self, idx):
        length = self._check(idx)
        x = self.embedder(self.wte(idx), self.wpe(torch.arange(length, device=idx.device)))
        return self.ln_f(reduce(lambda state, block: block(state), self.h, x))

    def forward(self, idx, targets=None):
        logits = self.lm_head(self.hidden_states(idx))
        loss = None
        if targets is not None:
            loss = nn.CrossEntropyLoss()(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
        return Output(logits, loss)

"""Split into methods, blocks appended one by one, and blocks of a subclass with an extra buffer."""
class NumberedBlock(TransformerBlock):
    def __init__(self, number, *args):
        super().__init__(*args)
        self.register_buffer("number", torch.tensor(number))


class GPT(nn.Module):
    def __init__(self, config):
        super(GPT, self).__init__()
        self.config = config
        self.h = nn.ModuleList()
        for number in range(config.n_layer):
            self.h.append(NumberedBlock(number, config.d_model, config.n_head, config.dropout))
        self.wpe = nn.Embedding(config.block_size, config.d_model)
        self.wte = nn.Embedding(config.vocab_size, config.d_model)
        self.ln_f = LayerNorm(config.d_model)
        self.embedding_dropout = nn.Dropout(p=config.dropout)
        self.lm_head = nn.Linear(config.d_model, config.vocab_size, bias=None)
        self.lm_head.weight = self.wte.weight

    def embed(self, idx):
        if idx.size(1) > self.wpe.num_embeddings:
            raise ValueError(f"at most {self.wpe.num_embeddings} tokens")
        positions = torch.arange(idx.size(1), device=idx.device).unsqueeze(0).expand_as(idx)
        return self.embedding_dropout(self.wpe(positions) + self.wte(idx))

    def hidden(self, idx):
        x = self.embed(idx)
        for i in range(len(self.h)):
            x = self.h[i](x)
        return self.ln_f(x)

    def forward(self, idx, targets=None):
        logits = self.lm_head(self.hidden(idx))
        loss = None if targets is None else nn.CrossEntropyLoss()(logits.reshape(-1, logits.size(-1)), targets.reshape(-1))
        return logits, loss

"""Its own keys and values in one large tensor per layer, PyTorch's own attention, without attention_with_cache."""
def generate_cached(model, idx, max_new_tokens, temperature=1.0, top_k=None, top_p=None, generator=None):
    config, training = model.config, model.training
    B, T = idx.shape
    H, D = config.n_head, config.d_model // config.n_head
    model.eval()
    with torch.inference_mode():
        keys = torch.zeros(config.n_layer, B, H, config.block_size, D)
        values = torch.zeros_like(keys)
        start = 0
        for _ in range(max_new_tokens):
            end = idx.shape[1]
            if end > config.block_size:
                last = model(idx[:, -config.block_size :])[0][:, -1]
            else:
                x = model.wte(idx[:, start:end]) + model.wpe(torch.arange(start, end))
                mask = torch.ones(end - start, end, dtype=torch.bool).tril(start)
                for layer, block in enumerate(model.h):
                    q, k, v = block.attn.qkv(block.ln_1(x)).view(B, end - start, 3, H, D).permute(2, 0, 3, 1, 4)
                    keys[layer, :, :, start:end], values[layer, :, :, start:end] = k, v
                    y = F.scaled_dot_product_attention(q, keys[layer, :, :, :end], values[layer, :, :, :end], mask)
                    x = x + block.attn.proj(y.transpose(1, 2).reshape(B, end - start, config.d_model))
                    x = x + block.mlp(block.ln_2(x))
                last = model.lm_head(model.ln_f(x[:, -1]))
                start = end
            idx = torch.cat([idx, sample_next(last, temperature, top_k, top_p, generator)], dim=1)
    model.train(training)
    return idx.clone()

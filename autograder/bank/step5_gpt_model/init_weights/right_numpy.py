"""The numbers come from NumPy, layer by layer."""
def init_weights(model):
    generator = np.random.default_rng()

    def draw(weight, std):
        weight.data = torch.tensor(generator.normal(0.0, std, tuple(weight.shape)), dtype=weight.dtype, device=weight.device)

    draw(model.wte.weight, 0.02)
    draw(model.wpe.weight, 0.02)
    for norm in [model.ln_f] + [n for block in model.h for n in (block.ln_1, block.ln_2)]:
        norm.weight.data = torch.ones_like(norm.weight)
        norm.bias.data = torch.zeros_like(norm.bias)
    small = 0.02 / math.sqrt(2 * model.config.n_layer)
    for block in model.h:
        for layer, std in [(block.attn.qkv, 0.02), (block.attn.proj, small), (block.mlp.fc, 0.02), (block.mlp.proj, small)]:
            draw(layer.weight, std)
            layer.bias.data = torch.zeros_like(layer.bias)

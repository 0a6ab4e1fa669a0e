"""One term for each tensor of the table."""
def count_parameters(config):
    C = config.d_model

    def linear(inputs, outputs):
        return inputs * outputs + outputs

    norm = 2 * C
    attn = linear(C, 3 * C) + linear(C, C)
    mlp = linear(C, 4 * C) + linear(4 * C, C)
    total = config.vocab_size * C + config.block_size * C + norm
    for _ in range(config.n_layer):
        total += norm + attn + norm + mlp
    return total

"""You count one block at least. A model may have none."""
def count_parameters(config):
    C = config.d_model
    block = 12 * C**2 + 13 * C
    blocks = block
    for _ in range(config.n_layer - 1):
        blocks += block
    return (config.vocab_size + config.block_size) * C + blocks + 2 * C

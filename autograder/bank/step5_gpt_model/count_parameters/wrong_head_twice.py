"""You count the token table twice. The head is tied to it: one table, two uses."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return 2 * V * C + T * C + N * (12 * C * C + 13 * C) + 2 * C

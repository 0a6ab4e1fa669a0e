"""Your count is not a whole number of type int. A division gave a float; multiply, or divide with //."""
def count_parameters(config):
    C, V, T, N = config.d_model, config.vocab_size, config.block_size, config.n_layer
    return ((V + T) * C + N * (24 * C * C + 26 * C) / 2 + 2 * C)

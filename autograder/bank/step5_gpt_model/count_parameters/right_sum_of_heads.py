"""Head by head: queries, keys and values of C/H channels each."""
def count_parameters(config):
    C, H = config.d_model, config.n_head
    head = 3 * (C * (C // H) + C // H)
    block = H * head + C * C + C + 8 * C * C + 5 * C + 4 * C
    return int((config.vocab_size + config.block_size) * C + config.n_layer * block + C + C)

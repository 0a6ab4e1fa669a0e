"""zip_longest goes over the columns; the result is turned round."""
from itertools import zip_longest


def collate(pairs, pad_id):
    x = torch.tensor(list(zip_longest(*(p[0].tolist() for p in pairs), fillvalue=pad_id))).t()
    y = torch.tensor(list(zip_longest(*(p[1].tolist() for p in pairs), fillvalue=-100))).t()
    return x, y

"""Make the model that lessons 7 and 8 carry inside: `python -m data.carry_model` rounds each row of each matrix of
data/tales_gpt.safetensors to 8 bits and writes data/tales_gpt_8bit.bz2, always the same bytes.

The builder prints it, in base64, into data/find_model.py. Why bz2: its output has been the same for decades, while that
of zlib and xz differs between versions; and trained weights leave little to compress.
"""

import bz2
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))  # the modules of this folder import each other as the notebooks do

from model_file import pack, read_model

HERE = Path(__file__).parent
FULL, PACKED = HERE / "tales_gpt.safetensors", HERE / "tales_gpt_8bit.bz2"


def quantized(weight):
    """A float32 matrix (rows, columns) → (int8 of the same shape, float32 scales (rows,)); a row is scale · int8."""
    scale = np.abs(weight).max(axis=1) / np.float32(127)
    return np.rint(weight / np.where(scale > 0, scale, 1)[:, None]).astype(np.int8), scale


def packed(path=FULL):
    """The bytes of data/tales_gpt_8bit.bz2."""
    _, _, weights, card = read_model(path)
    tensors = {}
    for name, weight in weights.items():
        tensors[name] = weight.numpy()
        if weight.dim() == 2:
            tensors[name], tensors[f"{name}.scale"] = quantized(weight.numpy())
    del tensors["lm_head.weight.scale"]  # tied to the token table
    return bz2.compress(pack(tensors, card))


if __name__ == "__main__":
    PACKED.write_bytes(packed())
    print(f"{PACKED.name}: {PACKED.stat().st_size:,} bytes, of {FULL.stat().st_size:,}")

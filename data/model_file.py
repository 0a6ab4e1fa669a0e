"""A GPT in one file that loads safely: `save_model` writes it, `read_model` reads it, and refuses what is no such file.

The format is safetensors: 8 bytes with the length of the header, the header in JSON, then nothing but numbers. No code
is in it, so a file from anywhere can be read without fear. The header carries a card: configuration, alphabet, loss.
Weights may be float32, or whole numbers of 8 bits with one scale for each row. Optimizer states are not saved.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch

MODEL_FILE = "my_gpt.safetensors"
DRIVE = Path("/content/drive/MyDrive")  # where Colab mounts Google Drive
_TYPES = {"F32": "<f4", "I8": "i1"}
_SIZES = ("vocab_size", "block_size", "n_layer", "n_head", "d_model")


def save_model(model, alphabet, loss, path=MODEL_FILE, **more):
    """Write a GPT with its alphabet into one file, for later lessons, and say where it is.

    alphabet: str, character i is token i. loss: on held-out text, in nats a character. more: what else the card is to
    hold, as JSON can write it ("steps", "text", …). In Colab with Google Drive mounted a copy goes there, since Colab
    forgets its own files. Raises ValueError where model, alphabet and loss do not belong to a GPT of this course.
    """
    config = {name: getattr(model.config, name) for name in _SIZES} | {"dropout": float(model.config.dropout)}
    tensors = {name: tensor.detach().cpu().float().numpy() for name, tensor in model.state_dict().items()}
    if not np.array_equal(tensors.get("lm_head.weight"), tensors.get("wte.weight")):
        raise ValueError("the head of this model is not its token table, as GPT-2's is")
    card = {"config": config, "alphabet": alphabet, "loss": float(loss), **more}
    data = pack(tensors, card)
    read_model(data)  # what could not be read again is not written
    Path(path).write_bytes(data)
    places = [str(Path(path).resolve())]
    try:
        if DRIVE.is_dir():
            (DRIVE / Path(path).name).write_bytes(data)
            places.append(str(DRIVE / Path(path).name))
    except OSError as error:
        print(f"No copy in Google Drive ({error}).")
    print(f"Saved {len(data) / 1e6:.1f} MB: {' and '.join(places)}.")
    if len(places) == 1 and Path("/content").is_dir():
        print("Colab forgets it when you leave: download it (folder symbol, left), upload it in the next lesson.")


def read_model(source):
    """A model file, as a path or its bytes → (config, alphabet, weights, card).

    config: dict of GPTConfig's fields. alphabet: str, character i is token i. weights: dict of float32 tensors, ready
    for GPT.load_state_dict. card: dict with "config", "alphabet", "loss" and what else was saved. Raises OSError where
    the file cannot be opened, ValueError where it is damaged or holds something else.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    try:
        length = int.from_bytes(data[:8], "little")
        header, numbers = json.loads(data[8 : 8 + length]), memoryview(data)[8 + length :]
        card = json.loads(header.pop("__metadata__")["card"])
        tensors = {name: _tensor(entry, numbers) for name, entry in header.items()}
        config, alphabet, loss = card["config"], card["alphabet"], card["loss"]
        if (
            not all(type(config[name]) is int and 0 < config[name] < 10**6 for name in _SIZES)
            or config["n_layer"] > 999
        ):
            raise ValueError("no sizes of a GPT")
        shapes = _shapes(**{name: config[name] for name in _SIZES})
        sound = (
            len(set(alphabet)) == len(alphabet) == config["vocab_size"] and config["d_model"] % config["n_head"] == 0
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise ValueError("it is damaged, or is no model of this course") from None
    if not (sound and isinstance(loss, float) and math.isfinite(loss)):
        raise ValueError("its configuration, its alphabet and its loss do not belong to a GPT of this course")
    weights = {}
    for name, shape in shapes.items():
        weight = tensors.get(name)
        if weight is not None and weight.dtype == np.int8:
            scale = tensors.get(f"{name}.scale", np.zeros(0, np.float32))
            weight = weight * scale[:, None] if scale.shape == shape[:1] and weight.ndim == 2 else None
        if weight is None or weight.shape != shape or not np.isfinite(weight).all():
            raise ValueError(f"its {name} is missing, of another shape, or no numbers")
        weights[name] = torch.from_numpy(np.array(weight, dtype=np.float32))
    weights["lm_head.weight"] = weights["wte.weight"]  # tied, and stored once
    return {name: config[name] for name in _SIZES} | {"dropout": 0.0}, alphabet, weights, card


def pack(tensors, card):
    """NumPy arrays (float32 or int8) and a card → the bytes of a safetensors file, always the same ones."""
    header, pieces, place = {"__metadata__": {"card": json.dumps(card)}}, [], 0
    codes = {np.dtype(kind): code for code, kind in _TYPES.items()}
    for name in sorted(tensors):
        if name == "lm_head.weight":
            continue
        array = np.ascontiguousarray(tensors[name])
        pieces.append(array.tobytes())
        shape, end = list(array.shape), place + array.nbytes
        header[name] = {"dtype": codes[array.dtype], "shape": shape, "data_offsets": [place, end]}
        place = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)  # so that the numbers begin at a multiple of 8
    return len(text).to_bytes(8, "little") + text + b"".join(pieces)


def _tensor(entry, numbers):
    start, end = entry["data_offsets"]
    if not 0 <= start <= end <= len(numbers):
        raise ValueError("a tensor lies outside the file")
    return np.frombuffer(numbers[start:end], _TYPES[entry["dtype"]]).reshape(entry["shape"])


def _shapes(vocab_size, block_size, n_layer, n_head, d_model):
    """The name and shape of every weight of a GPT with these sizes (the head is the token table)."""
    C, shapes = d_model, {"wte.weight": (vocab_size, d_model), "wpe.weight": (block_size, d_model)}
    for i in range(n_layer):
        for name, (rows, columns) in {
            "attn.qkv": (3 * C, C),
            "attn.proj": (C, C),
            "mlp.fc": (4 * C, C),
            "mlp.proj": (C, 4 * C),
        }.items():
            shapes |= {f"h.{i}.{name}.weight": (rows, columns), f"h.{i}.{name}.bias": (rows,)}
        shapes |= {f"h.{i}.{norm}.{part}": (C,) for norm in ("ln_1", "ln_2") for part in ("weight", "bias")}
    return shapes | {"ln_f.weight": (C,), "ln_f.bias": (C,)}

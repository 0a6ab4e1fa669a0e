"""Lesson 7's generation with a cache against the plain one, and against Hugging Face's `generate` at equal weights.

Batch 1, greedy, one thread (these matrices are too small for two). The three take turns, and medians are compared.
"""

import time
from statistics import median

import torch

from ..lessons import solved

SIZE = {"vocab_size": 65, "block_size": 256, "n_layer": 4, "n_head": 4, "d_model": 128}
NEW, ROUNDS = 255, 5  # tokens after a prompt of one, so that the context just fits


def main() -> None:
    lesson = solved.names("step7_generation")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = lesson.GPT(lesson.GPTConfig(**SIZE)).eval()
    lesson.init_weights(model)
    prompt = torch.zeros(1, 1, dtype=torch.long)
    ways = {
        "plain": lambda: lesson.generate(model, prompt, NEW, temperature=0),
        "cached": lambda: lesson.generate_cached(model, prompt, NEW, temperature=0),
    }
    try:
        peer = _peer(model)
        ways["Hugging Face"] = lambda: peer.generate(
            prompt, max_new_tokens=NEW, min_new_tokens=NEW, do_sample=False, use_cache=True, pad_token_id=0
        )
    except ImportError:
        print("transformers is not installed: no comparison with it. Cure: make setup")
    texts = {name: way() for name, way in ways.items()}
    times = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    for name, taken in times.items():
        print(f"  {name}: {NEW / median(taken):,.0f} tokens/s")
    for name in ("plain", "Hugging Face"):
        if name in times:
            ratio = median(a / b for a, b in zip(times[name], times["cached"]))
            same = "the same text" if torch.equal(texts[name], texts["cached"]) else "ANOTHER TEXT"
            print(f"  cached is {ratio:.1f} times as fast as {name}, and gives {same}")


def _peer(model):
    """Hugging Face's GPT-2 with the weights of `model`."""
    import transformers

    transformers.logging.set_verbosity_error()
    config = transformers.GPT2Config(
        vocab_size=SIZE["vocab_size"],
        n_positions=SIZE["block_size"],
        n_layer=SIZE["n_layer"],
        n_head=SIZE["n_head"],
        n_embd=SIZE["d_model"],
        bos_token_id=None,
        eos_token_id=None,
    )
    peer = transformers.GPT2LMHeadModel(config).eval()
    names = {"qkv": "c_attn", "fc": "c_fc"}
    weights = {}
    for name, weight in model.state_dict().items():
        parts = [names.get(part, "c_proj" if part == "proj" else part) for part in name.split(".")]
        matrix = weight.dim() == 2 and parts[-2].startswith("c_")  # GPT-2's Conv1D keeps its matrices transposed
        weights[".".join(parts if parts[0] == "lm_head" else ["transformer", *parts])] = weight.T if matrix else weight
    peer.load_state_dict(weights)
    return peer

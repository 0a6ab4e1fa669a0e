"""Where a lesson's trained model comes from: your own of step 6, the course's in full, or the course's in 8 bits, which
a printed lesson carries inside. So there is always one, without a network, and none is ever trained here.
"""

import base64
import bz2
from pathlib import Path

from model_file import DRIVE, MODEL_FILE, read_model
from texts import REGISTRY, fetch

INSIDE = ""  # base64 of tales_gpt_8bit.bz2, filled in when a lesson is printed


def load_pretrained(characters="", context=1, worst=1.0, choice=None):
    """The best model at hand that can tell tales, and a line that says which → (config, alphabet, weights, card).

    Looked for in this order: "yours", saved at the end of step 6 as my_gpt.safetensors, in this notebook's folder or in
    Google Drive where Colab has mounted it; "course", the full course model on this machine or from the course's home;
    "inside", the same model in 8 bits, carried by this notebook. `choice` names one of them to begin with.

    characters: what the model must be able to read. context: how many positions it must have at least. worst: the
    largest loss, in nats a character, with which a model of yours is taken. What does not fit is skipped with a line.

    config: dict of GPTConfig's fields. alphabet: str, character i is token i. weights: a state dict for GPT. card: dict
    that says how it was made ("loss" in nats a character; the course's also "command", "seed", "steps", "seconds", …);
    card["source"] is "yours", "course" or "inside". Raises ValueError for another `choice`.
    """
    sources = {"yours": _yours, "course": _course, "inside": _inside}
    if choice is not None and choice not in sources:
        raise ValueError(f"choice is None or one of {', '.join(sources)}, not {choice!r}")
    order = sorted(sources, key=lambda source: source != choice)
    for source in order:
        for name, content in sources[source]():
            try:
                config, alphabet, weights, card = read_model(content)
                missing = "".join(sorted(set(characters) - set(alphabet)))
                if missing:
                    raise ValueError(f"it was trained on another text: it cannot read {missing!r}")
                if config["block_size"] < context:
                    raise ValueError(f"it reads {config['block_size']} characters, and this lesson needs {context}")
                if source == "yours" and choice != source and card["loss"] > worst:
                    raise ValueError(f"its loss is {card['loss']:.2f}, over {worst}: it babbles yet; train it longer")
            except (ValueError, OSError) as error:
                print(f"Not taken: {name}: {error}.")
                continue
            print(f"The model: {name}; loss {card['loss']:.3f} nats a character.")
            return config, alphabet, weights, card | {"source": source}
    raise OSError("This copy of the lesson has lost its model. Cure: get the notebook anew.")


def _yours():
    """Files of the learner's, the newest first, as (what it is, path)."""
    stem, _, ending = MODEL_FILE.rpartition(".")
    found = []
    for folder in dict.fromkeys((Path.cwd(), DRIVE, DRIVE / "Colab Notebooks")):
        try:
            found += [(path.stat().st_mtime, path) for path in folder.glob(f"{stem}*.{ending}") if path.is_file()]
        except OSError:
            continue  # a Drive that has gone away
    return [(f"your own, from step 6 ({path})", path) for _, path in sorted(found, reverse=True)]


def _course():
    try:
        return [("the course's, trained on 40,000 tales, in 32 bits a weight", fetch("tales_gpt.safetensors"))]
    except OSError as error:
        if REGISTRY["tales_gpt.safetensors"].url:  # without an address nobody expects it
            print(f"The course's model in full was not to be had: {error}".split(" Cure:")[0])
        return []


def _inside():
    if not INSIDE:
        return []
    return [("the course's, trained on 40,000 tales, in 8 bits a weight", bz2.decompress(base64.b64decode(INSIDE)))]

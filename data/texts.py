"""The texts and weights that the lessons live on: a registry, and where to find what it lists.

A file is looked for by its contents, not its name, in the folder that GPT_LESSONS_DATA names (for classes without
network), in this notebook's folder and in a `data` folder beside or above it; then it is downloaded, once.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from tales import make_corpus

HOME = ""  # where the course lives, filled in when a lesson is printed; empty while it has no home
HUB = "https://huggingface.co/openai-community/gpt2/resolve/607a30d783dfa663caf39e06633721c8d4cfcd7e"
OPENAI = "https://openaipublic.blob.core.windows.net/gpt-2/encodings/main"
CHAR_RNN = "https://raw.githubusercontent.com/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e"


@dataclass(frozen=True)
class File:
    """One file of the registry. `encoding` is empty for files that are no text."""

    name: str
    url: str
    sha256: str
    bytes: int
    licence: str
    encoding: str = ""


REGISTRY = {
    file.name: file
    for file in (
        File(
            "tiny_shakespeare",
            f"{CHAR_RNN}/data/tinyshakespeare/input.txt",
            "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
            1_115_394,
            "public-domain text",
            "utf-8",
        ),
        File(
            "tales_gpt.safetensors",
            f"{HOME}/data/tales_gpt.safetensors" if HOME else "",
            "87b6cbb6db493e37fa12ce44b3a40e7c769c4bc61073fec79b99184e94746f76",
            3_379_616,
            "as the course",
        ),
        File(
            "gpt2.safetensors",
            f"{HUB}/model.safetensors",
            "248dfc3911869ec493c76e65bf2fcf7f615828b0254c12b473182f0f81d3a707",
            548_105_171,
            "MIT",
        ),
        File(
            "vocab.bpe",
            f"{OPENAI}/vocab.bpe",
            "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5",
            456_318,
            "MIT",
            "utf-8",
        ),
        File(
            "encoder.json",
            f"{OPENAI}/encoder.json",
            "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783",
            1_042_301,
            "MIT",
            "utf-8",
        ),
    )
}


def _fingerprint(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _at_hand(file):
    """The path of `file` on this machine, whatever it is called there; None where it is not."""
    here = Path.cwd()
    for folder in (os.environ.get("GPT_LESSONS_DATA"), here, here / "data", here.parent / "data"):
        if folder and Path(folder).is_dir():
            for path in sorted(Path(folder).iterdir()):
                if path.is_file() and path.stat().st_size == file.bytes and _fingerprint(path) == file.sha256:
                    return path
    return None


def fetch(name):
    """The path of the registry's file `name`: at hand, or downloaded once with a progress bar and its SHA-256 checked.

    Raises KeyError for a name that the registry does not list, OSError (with the cure) where the file can be neither
    found nor downloaded.
    """
    file = REGISTRY[name]
    path = _at_hand(file)
    if path:
        return path
    cure = (
        f"Cure: get {file.bytes:,} bytes from {file.url or 'the data folder of the course'} on a machine that can, "
        f"put the file into a folder, and set GPT_LESSONS_DATA to that folder."
    )
    if not file.url:
        raise OSError(f"{name} is not on this machine, and this copy of the course has no home to get it from. {cure}")
    try:
        import pooch
    except ImportError:
        raise OSError(f"Downloads need the package pooch: pip install pooch tqdm. {cure}") from None
    try:
        import tqdm

        progress = bool(tqdm)
    except ImportError:
        progress = False
    store = pooch.create(
        path=pooch.os_cache("gpt-lessons"),
        base_url="",
        registry={name: f"sha256:{file.sha256}"},
        urls={name: file.url},
        retry_if_failed=2,
    )
    try:
        return Path(store.fetch(name, progressbar=progress))
    except ValueError:  # pooch's word for a fingerprint that differs; it has thrown the file away
        raise OSError(f"What came from {file.url} is damaged or is not the file we mean. {cure}") from None
    except Exception as error:  # every transport has errors of its own
        raise OSError(f"No connection to {file.url} ({type(error).__name__}). {cure}") from None


def load_text(name="tales"):
    """A text to train on → (training text, validation text).

    `name` is "tales" (made here in seconds), a text of the registry ("tiny_shakespeare"), or the path of a .txt file of
    your own, in UTF-8; the last tenth of a text is for validation. Raises OSError where the text cannot be had,
    ValueError where it is not text or is too short to learn from.
    """
    if name == "tales":
        return make_corpus()
    path = fetch(name) if name in REGISTRY else Path(name)
    if not path.is_file():
        raise OSError(
            f"There is no file {str(name)!r} in {Path.cwd()}, and the registry has only "
            f"{', '.join(key for key, file in REGISTRY.items() if file.encoding)}. Cure: check the name."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not text in UTF-8. Cure: save it anew as plain text, UTF-8.") from None
    if len(text) < 2000:
        raise ValueError(f"{path.name} has {len(text)} characters: too few. Cure: take a text of 2,000 or more.")
    cut = len(text) * 9 // 10
    return text[:cut], text[cut:]

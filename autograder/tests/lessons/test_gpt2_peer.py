"""Step 5 against its peer: Hugging Face's GPT-2, small and random, loaded by the lesson's own solved code.

Needs the developer dependency `transformers` (and its `safetensors` and `tokenizers`), else it is skipped.
"""

import json

import pytest
import torch

from autograder.lessons import solved

transformers = pytest.importorskip("transformers", reason="needs transformers: pip install transformers")

SIZES = [  # vocabulary, positions, layers, heads, channels
    (11, 8, 1, 1, 4),
    (50, 16, 2, 3, 12),
    (101, 33, 4, 4, 32),
    (257, 64, 3, 6, 48),
]


@pytest.fixture(scope="module")
def lesson():
    """The names that the solved step 5 defines."""
    return vars(solved.names("step5_gpt_model"))


def peer(vocab, positions, layers, heads, channels, seed=0):
    """A random GPT2LMHeadModel whose weights are large enough that a mistake shows."""
    torch.manual_seed(seed)
    config = transformers.GPT2Config(
        vocab_size=vocab,
        n_positions=positions,
        n_layer=layers,
        n_head=heads,
        n_embd=channels,
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
        bos_token_id=0,
        eos_token_id=0,
    )
    model = transformers.GPT2LMHeadModel(config).eval()
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.2 * torch.randn(weight.shape))
    return model


def ours(lesson, vocab, positions, layers, heads, channels, **options):
    return lesson["GPT"](lesson["GPTConfig"](vocab, positions, layers, heads, channels, **options)).eval()


def assert_equal_outputs(mine, theirs, vocab, positions):
    generator = torch.Generator().manual_seed(1)
    for batch, length in [(1, 1), (3, positions // 2), (2, positions)]:
        ids = torch.randint(vocab, (batch, length), generator=generator)
        with torch.no_grad():
            reference = theirs(ids, labels=ids)
            logits, loss = mine(ids)
            assert loss is None
            assert (logits - reference.logits).abs().max() <= 1e-4
            if length > 1:  # Hugging Face shifts the labels inside; our targets come shifted
                shifted = theirs(ids[:, :-1]).logits
                logits, loss = mine(ids[:, :-1], ids[:, 1:])
                assert (logits - shifted).abs().max() <= 1e-4
                assert abs(loss.item() - reference.loss.item()) <= 1e-4


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("form", ["prefixed", "bare", "with masks"])
def test_logits_and_loss_are_equal(lesson, size, form):
    theirs, mine = peer(*size), ours(lesson, *size, dropout=0.1)
    if form == "prefixed":
        state = theirs.state_dict()
        assert "transformer.wte.weight" in state and "lm_head.weight" in state
    else:
        state = theirs.transformer.state_dict()
    if form == "with masks":  # buffers of older files
        for layer in range(size[2]):
            state[f"h.{layer}.attn.bias"] = torch.ones(1, 1, size[1], size[1]).tril()
            state[f"h.{layer}.attn.masked_bias"] = torch.tensor(-1e4)
    lesson["load_gpt2_weights"](mine, state)
    assert mine.lm_head.weight is mine.wte.weight
    assert_equal_outputs(mine, theirs, size[0], size[1])


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_count_is_theirs(lesson, size):
    config = lesson["GPTConfig"](*size)
    assert lesson["count_parameters"](config) == sum(weight.numel() for weight in peer(*size).parameters())


def test_gpt2_small_has_its_published_size(lesson):
    with torch.device("meta"):
        theirs = transformers.GPT2LMHeadModel(transformers.GPT2Config())
    assert lesson["count_parameters"](lesson["GPT2_SMALL"]) == 124_439_808
    assert sum(weight.numel() for weight in theirs.parameters()) == 124_439_808


def test_the_shapes_of_the_lesson_are_theirs(lesson):
    theirs = peer(*SIZES[1]).transformer.state_dict()
    shapes = lesson["hugging_face_shapes"](lesson["GPTConfig"](*SIZES[1]))
    assert {name: tuple(value.shape) for name, value in theirs.items()} == shapes


def test_the_start_is_theirs(lesson):
    """Standard deviations of init_weights against transformers' own, which follows OpenAI's paper."""
    torch.manual_seed(0)
    size = (200, 100, 8, 2, 96)
    theirs = transformers.GPT2LMHeadModel(
        transformers.GPT2Config(
            vocab_size=200, n_positions=100, n_layer=8, n_head=2, n_embd=96, bos_token_id=0, eos_token_id=0
        )
    )
    mine, copied = ours(lesson, *size), ours(lesson, *size)
    lesson["init_weights"](mine)
    lesson["load_gpt2_weights"](copied, theirs.state_dict())
    references = dict(copied.named_parameters())
    for name, weight in mine.named_parameters():
        reference = references[name]
        assert abs(weight.std() - reference.std()) <= 0.1 * reference.std() + 1e-6, name
        assert abs(weight.mean() - reference.mean()) <= 2e-3, name


@pytest.mark.parametrize("form", ["prefixed", "bare"])
def test_a_file_of_weights(lesson, tmp_path, form):
    """Written by the safetensors library, read by the lesson's own functions."""
    library = pytest.importorskip("safetensors.torch")
    size = SIZES[2]
    theirs, mine = peer(*size), ours(lesson, *size)
    state = {
        name: value.clone()
        for name, value in (theirs if form == "prefixed" else theirs.transformer).state_dict().items()
    }
    state["h.0.attn.bias"] = torch.ones(1, 1, size[1], size[1]).tril()
    state["h.0.attn.masked_bias"] = torch.tensor(-1e4)
    library.save_file(state, str(tmp_path / "model.safetensors"), metadata={"format": "pt"})
    tensors = lesson["read_safetensors"](tmp_path / "model.safetensors")
    assert tensors.keys() == state.keys()
    for name, value in state.items():
        assert tensors[name].dtype == value.dtype and torch.equal(tensors[name], value), name
    lesson["load_gpt2_weights"](mine, tensors)
    assert_equal_outputs(mine, theirs, size[0], size[1])


def test_other_number_types_are_read(lesson, tmp_path):
    library = pytest.importorskip("safetensors.torch")
    state = {
        "a": torch.randn(3, 5).half(),
        "b": torch.randn(4).bfloat16(),
        "c": torch.arange(7),
        "d": torch.tensor([True, False, True]),
        "e": torch.tensor(2.5, dtype=torch.float64),
    }
    library.save_file(state, str(tmp_path / "few.safetensors"))
    tensors = lesson["read_safetensors"](str(tmp_path / "few.safetensors"))
    for name, value in state.items():
        assert tensors[name].dtype == value.dtype and torch.equal(tensors[name], value), name


def test_the_tokenizer_is_theirs(lesson, tmp_path):
    """From files of OpenAI's form, against the `tokenizers` library with the same files."""
    tokenizers = pytest.importorskip("tokenizers")
    text = (
        "It's the café's 3rd naïve don't-care test:\n\n  we've  tabs\tand 2024 blanks, they'll see… "
        "語 🙂 x_y_z (a+b)=c! "
    )
    trained = tokenizers.ByteLevelBPETokenizer()
    more = "the other lamp is lit at dusk and the lamp is put out at dawn"
    trained.train_from_iterator([text, more], vocab_size=330, min_frequency=1, show_progress=False)
    trained.save_model(str(tmp_path))
    (tmp_path / "merges.txt").rename(tmp_path / "vocab.bpe")
    (tmp_path / "vocab.json").rename(tmp_path / "encoder.json")
    vocabulary = json.loads((tmp_path / "encoder.json").read_text(encoding="utf-8"))
    assert len(vocabulary) > 256
    mine = lesson["GPT2Tokenizer"](str(tmp_path / "vocab.bpe"), str(tmp_path / "encoder.json"))
    for words in (text, "the lamp", " leading and trailing  ", "", "\n\n\n", "it's", "dawn at dusk 1234567"):
        assert mine.encode(words) == trained.encode(words).ids, words
        assert mine.decode(mine.encode(words)) == words

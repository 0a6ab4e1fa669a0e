"""A model is always there: written and read safely, found in the right order; 8 bits a weight cost it nothing."""

import base64
import bz2
import json

import numpy as np
import pytest
import torch

import find_model
import model_file
import texts
from autograder.lessons import DATA, solved
from data import carry_model

FULL, PACKED = DATA / "tales_gpt.safetensors", DATA / "tales_gpt_8bit.bz2"
ALPHABET = "\n .abcdeT"


@pytest.fixture(scope="module")
def lesson():
    return solved.names("step7_generation")


@pytest.fixture(scope="module")
def small(lesson):
    torch.manual_seed(0)
    return lesson.GPT(lesson.GPTConfig(len(ALPHABET), block_size=7, n_layer=2, n_head=3, d_model=6, dropout=0.25))


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """An empty folder, no network, no Drive; the notebook carries the model. → the folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GPT_LESSONS_DATA", str(tmp_path))
    monkeypatch.setattr(model_file, "DRIVE", tmp_path / "no drive")
    monkeypatch.setattr(find_model, "DRIVE", tmp_path / "no drive")
    monkeypatch.setattr(find_model, "INSIDE", base64.b64encode(PACKED.read_bytes()).decode())
    monkeypatch.setitem(texts.REGISTRY, FULL.name, texts.File(FULL.name, "", "0", 1, "ours"))
    return tmp_path


def test_what_is_saved_comes_back(small, alone, capsys):
    model_file.save_model(small, ALPHABET, 0.5, steps=12)
    config, alphabet, weights, card = model_file.read_model(model_file.MODEL_FILE)
    assert (alphabet, card["loss"], card["steps"]) == (ALPHABET, 0.5, 12) and "my_gpt" in capsys.readouterr().out
    assert config["n_head"] == 3 and weights.keys() == small.state_dict().keys()
    assert all(torch.equal(weight, weights[name]) for name, weight in small.state_dict().items())


def test_it_is_the_format_that_it_says(small, alone):
    from safetensors import safe_open

    model_file.save_model(small, ALPHABET, 0.5, "other.safetensors")
    with safe_open("other.safetensors", "pt") as file:
        assert json.loads(file.metadata()["card"])["alphabet"] == ALPHABET
        assert torch.equal(file.get_tensor("h.1.mlp.fc.weight"), small.h[1].mlp.fc.weight)


def test_what_does_not_belong_together_is_not_written(small, alone):
    for alphabet, loss in [(ALPHABET + "x", 0.5), (ALPHABET, float("nan")), (ALPHABET[:-1] + ALPHABET[0], 0.5)]:
        with pytest.raises(ValueError, match="do not belong"):
            model_file.save_model(small, alphabet, loss)
    assert not list(alone.iterdir())


def spoilt(data):
    """Files that are almost models, by name; none may be read, and each must be refused with ValueError."""
    length = int.from_bytes(data[:8], "little")
    header, numbers = json.loads(data[8 : 8 + length]), data[8 + length :]

    def changed(**entries):
        text = json.dumps(header | entries).encode()
        return len(text).to_bytes(8, "little") + text + numbers

    def card(**entries):
        former = json.loads(header["__metadata__"]["card"])
        return changed(__metadata__={"card": json.dumps(former | entries)})

    config, wte = json.loads(header["__metadata__"]["card"])["config"], header["wte.weight"]
    holes = np.frombuffer(numbers, "<f4").copy()
    holes[-1] = np.nan
    return {
        "empty": b"",
        "text": b"Once upon a time there was a model.",
        "deep": (20_000).to_bytes(8, "little") + b"[" * 20_000,
        "a pickle": b"\x80\x04\x95" + data,
        "half a file": data[: len(data) // 2],
        "no card": changed(__metadata__={}),
        "no numbers": data[: 8 + length] + holes.tobytes(),
        "a tensor outside": changed(**{"wte.weight": wte | {"data_offsets": [0, 10**12]}}),
        "another type": changed(**{"wte.weight": wte | {"dtype": "F8"}}),
        "another shape": changed(**{"wte.weight": wte | {"shape": wte["shape"][::-1]}}),
        "8 bits without scales": changed(**{"wpe.weight": {"dtype": "I8", "shape": [7, 6], "data_offsets": [0, 42]}}),
        "very many layers": card(config=config | {"n_layer": 10**9}),
        "one layer more": card(config=config | {"n_layer": 3}),
        "no head": card(config=config | {"n_head": 0}),
        "four heads of six": card(config=config | {"n_head": 4}),
        "other letters": card(alphabet="abc"),
        "no loss": card(loss=None),
    }


def test_what_is_damaged_or_foreign_is_refused(small, alone):
    model_file.save_model(small, ALPHABET, 0.5)
    for name, data in spoilt((alone / model_file.MODEL_FILE).read_bytes()).items():
        with pytest.raises(ValueError):
            print(name, model_file.read_model(data))


def found(capsys, **wishes):
    source = find_model.load_pretrained(**wishes)[3]["source"]
    return source, capsys.readouterr().out.splitlines()


def test_the_order_of_looking(small, alone, monkeypatch, capsys):
    source, said = found(capsys)
    assert source == "inside" and len(said) == 1 and "8 bits" in said[0]
    monkeypatch.undo()
    monkeypatch.chdir(alone)
    monkeypatch.setenv("GPT_LESSONS_DATA", str(DATA))
    assert found(capsys)[0] == "course"
    model_file.save_model(small, ALPHABET, 0.5)
    capsys.readouterr()
    source, said = found(capsys)
    assert source == "yours" and len(said) == 1 and "my_gpt" in said[0]
    assert found(capsys, choice="course")[0] == "course"
    with pytest.raises(ValueError, match="yours, course, inside"):
        find_model.load_pretrained(choice="best")


def test_in_drive(small, alone, monkeypatch, capsys):
    drive = alone / "drive"
    drive.mkdir()
    for module in (model_file, find_model):
        monkeypatch.setattr(module, "DRIVE", drive)
    model_file.save_model(small, ALPHABET, 0.5)
    (alone / model_file.MODEL_FILE).unlink()  # Colab has forgotten it
    capsys.readouterr()
    assert found(capsys)[0] == "yours"


def test_what_does_not_fit_is_skipped_with_a_line(small, alone, capsys):
    model_file.save_model(small, ALPHABET, 0.5)
    data = (alone / model_file.MODEL_FILE).read_bytes()
    capsys.readouterr()
    for wish, reason in [({"characters": "abQ?"}, "'?Q'"), ({"context": 8}, "reads 7"), ({"worst": 0.4}, "babbles")]:
        source, said = found(capsys, **wish)
        assert source == "inside" and len(said) == 2 and reason in said[0]
    for name, damaged in spoilt(data).items():
        (alone / model_file.MODEL_FILE).write_bytes(damaged)
        source, said = found(capsys)
        assert source == "inside" and len(said) == 2 and said[0].startswith("Not taken: your own"), name
    (alone / "my_gpt (1).safetensors").write_bytes(data)  # as browsers name a second download
    assert found(capsys)[0] == "yours"


def test_the_carried_file_is_the_one_that_the_script_makes():
    assert carry_model.packed() == PACKED.read_bytes(), "run python -m data.carry_model"


def test_eight_bits_cost_nothing(lesson):
    """On tales that neither has seen: the loss, and what they write greedily and by chance."""
    models = []
    for source in (FULL, bz2.decompress(PACKED.read_bytes())):
        config, alphabet, weights, _ = model_file.read_model(source)
        model = lesson.GPT(lesson.GPTConfig(**config))
        model.load_state_dict(weights)
        models.append(lesson.speed_up(model.eval()))
    ids = {character: number for number, character in enumerate(alphabet)}
    losses = torch.zeros(2)
    for tale in lesson.make_tales(60, seed=77, held_out=True):
        row = torch.tensor([[ids[character] for character in f"\n{tale}\n"]])
        with torch.no_grad():
            losses += torch.tensor([model(row[:, :-1], row[:, 1:])[1] for model in models])
    assert abs(losses[0] - losses[1]) < 0.01 * losses[0] and losses[0] / 60 < 0.25
    x, y = lesson.held_out_windows(models[0], ids)
    with torch.no_grad():
        assert models[0](x, y)[1].item() == pytest.approx(lesson.FULL_LOSS, abs=0.001)  # what lesson 7 prints beside it
    start = torch.tensor([[ids["\n"]]]).repeat(40, 1)
    sense = []
    for model in models:
        rows = lesson.generate_cached(model, start, 250, 0.5, generator=torch.Generator().manual_seed(0))
        told = ["".join(alphabet[i] for i in row[1:].tolist()).split("\n")[0] for row in rows]
        sense.append(sum(lesson.read_tale(tale).ok for tale in told))
    assert min(sense) >= 20 and abs(sense[0] - sense[1]) <= 10, sense

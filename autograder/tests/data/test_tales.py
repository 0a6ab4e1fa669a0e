"""The tales: the same bytes everywhere, all of them read as consistent, spoilt ones refused with a sentence."""

import hashlib
import math
import os
import random
import re
import subprocess
import sys

import pytest
import torch

import tale_reader
import tale_rules
import tales
from autograder.lessons import DATA, solved

TALE = (
    "One day, Mia found a pink shell at the pond. Tom was there, too. Tom had always wanted a shell. "
    "She gave it to Tom. Later he gave the shell to Eva. That night, the shell lay beside Eva's bed."
)


@pytest.fixture(scope="module")
def corpus():
    return tales.make_corpus()


def worlds(tale):
    """Every derivation of a tale, as the world that it ends in."""
    return list(tale_reader._follow(tales._World(), tale, 0, []))


def test_the_corpus_is_the_one_we_mean(corpus):
    for text, (name, sha256) in zip(corpus, tales.SHA256.items()):
        assert hashlib.sha256(text.encode("ascii")).hexdigest() == sha256, name
        written = DATA / name
        assert not written.exists() or written.read_bytes() == text.encode("ascii"), f"run python data/tales.py: {name}"


def test_no_hash_order_in_it():
    command = "import tales; print(tales.make_tales(100, 5), tales.make_tales(20, 6, held_out=True))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", command],
            cwd=DATA,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_size_and_letters(corpus):
    train, validation = corpus
    assert 1.9e6 < len(train) + len(validation) < 2.3e6
    assert set(train + validation) <= set(tales.ALPHABET)
    assert max(map(len, (train + validation).splitlines())) <= tales.LONGEST
    assert train.endswith("\n") and validation.endswith("\n") and "\n\n" not in train + validation
    assert not set(train.splitlines()) & set(validation.splitlines())


def test_held_out_pairs(corpus):
    """No training tale has both in it, each validation tale gives one such thing to such a person."""
    train, validation = corpus
    for tale in train.splitlines():
        words = set(re.findall("[A-Za-z]+", tale.replace("no coat", "").replace("only a coat", "")))
        people, things = words.intersection(tale_rules.NAMES), words.intersection(tale_rules.NOUNS)
        assert not any(tale_rules.held_out(a, x) for a in people for x in things), tale
    for tale in validation.splitlines():
        (world,) = worlds(tale)
        assert any(event[0] == "got" and tale_rules.held_out(*event[1:3]) for event in world.log), tale


def test_every_tale_is_read_in_one_way(corpus):
    """So the entropy is exact; and each tale has questions."""
    train, validation = corpus
    for tale in train.splitlines()[::5] + validation.splitlines():
        (world,) = worlds(tale)
        assert len(tale_reader._ask(world)) >= 2, tale


def test_questions_and_answers(corpus):
    asked = set()
    for tale in corpus[0].splitlines()[:1000]:
        reading = tale_reader.read_tale(tale)
        assert reading.ok and reading.problem is None, (tale, reading.problem)
        assert len(dict(reading.questions)) == len(reading.questions), tale
        for question, answer in reading.questions:
            assert set(question + answer) <= set(tales.ALPHABET) and len(answer) <= 40
            assert question.endswith("?") and answer
            # in the tale word for word, but that "to the barn" leads to "in the barn" and a thing may only be "a kite"
            for part in answer.split(" and "):
                told = tale_rules.TO.get(part, part).split("the ")[-1]
                assert told in tale or part in ("nobody", "nothing", "at home"), (tale, answer)
            asked.add(" ".join(question.split()[:2]))
    assert asked == {"Who has", "Who had", "Who gave", "Who lost", "Who found", "Where is", "Where did", "What does",
                     "Why was"}  # fmt: skip


def test_exact_answers():
    assert tale_reader.read_tale(TALE).problem is None
    answers = dict(tale_reader.read_tale(TALE).questions)
    assert answers["Who has the shell?"] == "Eva"
    assert answers["Who had the shell first?"] == "Mia"
    assert answers["Who found the shell?"] == "Mia"
    assert answers["Where did Mia find the shell?"] == "at the pond"
    assert answers["Who gave the shell to Eva?"] == "Tom"
    assert answers["Where is Tom?"] == "at the pond" and answers["Where is Eva?"] == "at home"
    assert answers["What does Mia have?"] == "nothing" and answers["What does Eva have?"] == "the shell"


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("She gave it to Tom.", "Tom gave it to Mia.", "Tom does not have the shell"),
        ("She gave", "He gave", "does not have the shell"),
        ("Later he gave", "Later she gave", "Mia does not have the shell"),
        ("Later he gave the shell to Eva", "Later he gave the shell to Mia", "Mia is in the tale already"),
        ("Tom was there, too.", "Mia was there, too.", "Mia is in the tale already"),
        ("Tom had always", "Ben had always", "Ben is not in the tale yet"),
        ("always wanted a shell", "always wanted a kite", "the kite is not in the tale yet"),
        ("always wanted a shell", "always wanted an shell", "article"),
        ("a pink shell", "a woolly shell", "woolly"),
        ("a pink shell", "a warm bun", "that of the bun"),
        ("She gave it to Tom. ", "", "does not"),
        ("the shell lay", "the bed lay", "what"),
        ("Eva's bed", "Tom's bed", "Tom does not have the shell"),
        (" That night, the shell lay beside Eva's bed.", "", "no end"),
        ("beside Eva's bed.", "besi", "no tale has such a sentence"),
        ("Eva's bed.", "Eva's bed. They went home together.", "goes on"),
        (TALE, "", "no end"),
        (TALE, "\n", "no tale has"),
        (TALE, "qwertz. ...", "no tale has"),
        (TALE, TALE.replace(". ", ".  "), "no tale has"),
    ],
)
def test_spoilt_tales_are_refused(old, new, words):
    assert old in TALE
    reading = tale_reader.read_tale(TALE.replace(old, new, 1))
    assert not reading.ok and reading.questions == []
    assert words.lower() in reading.problem.lower(), reading.problem
    assert reading.problem[0].isupper() or reading.problem[0] == '"'


def test_spoilt_at_random(corpus):
    """Swapping two different words of a tale is nearly always noticed, and never breaks the reader."""
    draw, passed, tried = random.Random(3).random, 0, 0
    for tale in corpus[0].splitlines()[:400]:
        words = tale.split()
        i, j = (int(draw() * len(words)) for _ in range(2))
        words[i], words[j] = words[j], words[i]
        spoilt = " ".join(words)
        if spoilt != tale:
            tried, passed = tried + 1, passed + tale_reader.read_tale(spoilt).ok
        assert not tale_reader.read_tale(tale[: int(draw() * len(tale))]).ok
    assert tried > 300 and passed / tried < 0.03


def test_entropy_floor():
    """Between nothing and what a table of letter pairs leaves, and the same from any tales but for chance."""
    first, second = tales.entropy_floor(400, 1), tales.entropy_floor(400, 2)
    assert 0.12 < first < 0.17 and math.isclose(first, second, rel_tol=0.05)


def test_windows_from_begin_with_a_tale():
    lesson = solved.names("step6_training")
    text = "\n".join(["", *tales.make_tales(30, seed=5), ""])
    char_to_idx, idx_to_char = lesson.build_vocabulary(text)
    data = torch.tensor(lesson.encode(text, char_to_idx))
    draw = lesson.windows_from(lesson.tale_starts(data, char_to_idx["\n"]))
    x, y = draw(data, 200, 40, torch.Generator().manual_seed(0))
    assert x.shape == y.shape == (200, 40)
    assert torch.equal(x[:, 1:], y[:, :-1])
    beginnings = {"\n" + tale[:39] for tale in text.split("\n")} | {tale[:40] for tale in text.split("\n")}
    assert {lesson.decode(row.tolist(), idx_to_char) for row in x} <= beginnings

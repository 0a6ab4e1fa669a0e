"""The numbers of other people's models in the lessons' tables, against the configuration classes of `transformers`.

Three of these classes hold their famous model's numbers as defaults; for the others the published `config.json` is kept
below, and is itself checked: built from it, the model must have as many parameters as its makers say. Looks at tables
alone, not at running text, and knows nothing of how a model was trained. Skipped where `transformers` is not installed.
"""

import re
from collections import Counter
from functools import cache

import pytest
import torch

from autograder.lessons import ROOT

transformers = pytest.importorskip("transformers", reason="needs transformers: pip install transformers")

# name in the tables → class, what its config.json sets apart from the class's defaults, all parameters, year of release
LLAMA = dict(vocab_size=128256, num_key_value_heads=8, max_position_embeddings=131072)
QWEN = dict(vocab_size=151936, head_dim=128, num_key_value_heads=8, max_position_embeddings=40960)
MODELS = {
    "GPT-2": ("GPT2", {}, 124_439_808, 2019),
    "GPT-2 XL": ("GPT2", dict(n_embd=1600, n_layer=48, n_head=25), 1_557_611_200, 2019),
    "Llama 3.1 8B": ("Llama", LLAMA | dict(intermediate_size=14336), 8_030_261_248, 2024),
    "Llama 3.1 405B": (
        "Llama",
        LLAMA | dict(hidden_size=16384, intermediate_size=53248, num_hidden_layers=126, num_attention_heads=128),
        405_853_388_800,
        2024,
    ),
    "DeepSeek-V3": ("DeepseekV3", {}, 671_026_419_200, 2024),
    "Qwen3 0.6B": (
        "Qwen3",
        QWEN
        | dict(hidden_size=1024, intermediate_size=3072, num_hidden_layers=28, num_attention_heads=16)
        | dict(tie_word_embeddings=True),
        596_049_920,
        2025,
    ),
    "Qwen3 8B": ("Qwen3", QWEN | dict(intermediate_size=12288, num_hidden_layers=36), 8_190_735_360, 2025),
    "Qwen3 235B": (
        "Qwen3Moe",
        QWEN
        | dict(hidden_size=4096, num_hidden_layers=94, num_attention_heads=64, num_key_value_heads=4)
        | dict(moe_intermediate_size=1536, num_experts=128, num_experts_per_tok=8),
        235_093_634_560,
        2025,
    ),
    "gpt-oss 20b": ("GptOss", dict(num_hidden_layers=24, num_local_experts=32), 20_914_757_184, 2025),
    "gpt-oss 120b": ("GptOss", {}, 116_829_156_672, 2025),
}
YEARS = {"GPT-3": 2020, "ChatGPT": 2022} | {name: year for name, (*_, year) in MODELS.items()}
CONTEXT = {  # what the makers promise, where their config.json has more places
    "DeepSeek-V3": {131072},  # of 163,840
    "Qwen3 8B": {32768, 40960},  # 32,768, and 8,192 for the prompt
}
NAME = re.compile(r"(GPT-2 XL|GPT-2|Llama 3\.1(?: \d+B)?|DeepSeek-V3|Qwen3(?: [\d.]+B)?|gpt-oss(?:[ -]\d+b)?)\b")
NUMBER = r"\d[\d,]*(?:\.\d+)?"


@cache
def config(name):
    kind, own, *_ = MODELS[name]
    made = getattr(transformers, f"{kind}Config")
    unknown = [key for key in own if not hasattr(made(), key) and key != "head_dim"]  # that one may be left to others
    assert not unknown, f"{kind}Config knows no {unknown}"
    return made(**own)


@cache
def parameters(name):
    """How many parameters transformers' own class has for this configuration, built without memory. What balances the
    load of DeepSeek's experts is a buffer there; its makers count it."""
    with torch.device("meta"):
        model = transformers.AutoModelForCausalLM.from_config(config(name))
    balances = [buffer for name, buffer in model.named_buffers() if name.endswith("e_score_correction_bias")]
    return sum(weight.numel() for weight in [*model.parameters(), *balances])


def head_size(made):
    return getattr(made, "head_dim", None) or made.hidden_size // made.num_attention_heads


def keys_and_values(made):
    """Heads that keep keys and values; 0 where they are compressed into one vector for all."""
    if getattr(made, "kv_lora_rank", None):
        return 0
    return getattr(made, "num_key_value_heads", made.num_attention_heads)


def kept(made):
    """Numbers that all layers keep of one token; a second value where every other layer forgets old ones."""
    each = 2 * keys_and_values(made) * head_size(made) or made.kv_lora_rank + made.qk_rope_head_dim
    total = made.num_hidden_layers * each
    return {total, total // 2} if getattr(made, "sliding_window", None) else {total}


def feed_forward(made):
    return {getattr(made, "intermediate_size", 0) or 4 * made.hidden_size, getattr(made, "moe_intermediate_size", 0)}


def experts(made):
    many = getattr(made, "n_routed_experts", None) or getattr(made, "num_local_experts", None)
    return {many or made.num_experts}


ROWS = {  # heading of a row or column → the numbers that may stand there
    "vocabulary": lambda made: {made.vocab_size},
    "layers": lambda made: {made.num_hidden_layers},
    "channels": lambda made: {made.hidden_size},
    "context": lambda made: {made.max_position_embeddings},
    "context, tokens": lambda made: {made.max_position_embeddings},
    "query heads": lambda made: {made.num_attention_heads},
    "heads of keys and values": lambda made: {keys_and_values(made)},
    "numbers a token": kept,
}
PHRASES = {  # what a cell says, wherever it stands → the numbers that may stand there
    rf"({NUMBER}) heads ×": lambda made: {keys_and_values(made)},
    rf"heads × ({NUMBER})": lambda made: {head_size(made)},
    rf"share ({NUMBER}) keys": lambda made: {keys_and_values(made)},
    rf"({NUMBER}) (?:query )?heads share": lambda made: {made.num_attention_heads},
    rf"({NUMBER}) query heads": lambda made: {made.num_attention_heads},
    rf"table of ({NUMBER}) rows": lambda made: {made.max_position_embeddings},
    rf"vector of ({NUMBER})": lambda made: {made.kv_lora_rank},
    rf"last ({NUMBER}) tokens": lambda made: {made.sliding_window},
    rf"({NUMBER}) experts": experts,
    rf"({NUMBER}) at work": lambda made: {made.num_experts_per_tok},
    rf"({NUMBER}) shared": lambda made: {made.n_shared_experts},
    rf"({NUMBER}), (?:SwiGLU|GELU)": feed_forward,
}


def numbers(text):
    return [float(number.replace(",", "")) for number in re.findall(NUMBER, text)]


def known(label):
    """The names in MODELS that a heading such as `Qwen3 8B (2025)` means: one, or a family; none for other things."""
    found = NAME.search(label)
    if not found or re.search(r"GPT-[13]|GPT-2 (?:medium|large)", label):
        return []
    name = found[1].replace("gpt-oss-", "gpt-oss ")
    return [name] if name in MODELS and name != "GPT-2" else [other for other in MODELS if other.startswith(name)]


def said_wrongly(models, heading, cell, seen):
    """What is untrue in a cell of the models' table → sentences. `seen` counts what was compared, by kind."""
    if heading == "year":
        seen["year"] += 1
        return [] if numbers(cell) == [YEARS[models[0]]] else [f"{models[0]} is of {YEARS[models[0]]}, not {cell}"]
    if heading == "parameters":
        wrong = []
        unit = 1e9 if "billion" in cell else 1e6
        for number in re.findall(NUMBER, cell):
            seen["parameters"] += 1
            last = 10.0 ** -len(number.partition(".")[2])  # one of its last digit, for makers do not always round
            if not any(abs(MODELS[name][2] / unit - float(number.replace(",", ""))) < last for name in models):
                wrong.append(f"{models} have {[MODELS[name][2] for name in models]} parameters, not {cell}")
        return wrong
    name = "GPT-2" if "GPT-2" in models else models[0]  # where nothing is said, the small one is meant
    if len(models) > 1 and name != "GPT-2":
        return []  # of a family only year and sizes can be told
    made, asked = config(name), []
    if heading == "head":
        seen["head"] += 1
        return [] if ("tied" in cell) == made.tie_word_embeddings else [f"{name}'s head: {cell}"]
    if heading in ROWS and numbers(cell):
        right = CONTEXT[name] if heading.startswith("context") and name in CONTEXT else ROWS[heading](made)
        asked.append((heading, [n for n in numbers(cell) if n > 999 or heading != "numbers a token"], right))
    for phrase, of in PHRASES.items():
        if heading not in ROWS and (found := re.search(phrase, cell)):
            asked.append((phrase, numbers(found[1]), of(made)))
    seen.update(what for what, *_ in asked)
    return [
        f"{name}, {what}: {cell!r}, but it is {sorted(right)}"
        for what, said, right in asked
        if not said or not set(said) <= right
    ]


def tables(text):
    """Each Markdown table of a lesson → its rows of cells, without the line of dashes."""
    for lines in re.findall(r"(?m)(?:^# \|.*\n)+", text):
        rows = [[cell.strip(" *") for cell in line[2:].strip().strip("|").split("|")] for line in lines.splitlines()]
        yield [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


def wrong_in(text, seen):
    """What is untrue in the tables of a lesson's text → sentences."""
    wrong = []
    for table in tables(text):
        across = sum(bool(known(cell)) for cell in table[0]) > 1
        rows = list(zip(*table)) if across else table  # a model a row, either way
        for row in rows[1:]:
            if models := known(row[0]):
                if year := re.search(r"\((\d{4})\)", row[0]):
                    wrong += said_wrongly(models, "year", year[1], seen)
                for heading, cell in zip(rows[0][1:], row[1:]):
                    wrong += said_wrongly(models, heading, cell, seen)
    return wrong


@pytest.mark.parametrize("name", MODELS)
def test_the_record_is_that_model(name):
    assert parameters(name) == MODELS[name][2]


@pytest.mark.parametrize("lesson", sorted(ROOT.glob("solutions/step*.py")), ids=lambda path: path.stem)
def test_a_lesson_says_nothing_untrue_of_models(lesson):
    assert wrong_in(lesson.read_text(encoding="utf-8"), Counter()) == []


def test_step_5_is_compared_in_full():
    seen = Counter()
    wrong_in((ROOT / "solutions" / "step5_gpt_model.py").read_text(encoding="utf-8"), seen)
    for what in ("year", "parameters", "layers", "channels", "vocabulary", "context, tokens", "query heads", "head"):
        assert seen[what] >= 5, what


TABLE = """
# | model | year | layers | what a layer keeps | numbers a token |
# |---|---|---|---|---|
# | **Qwen3 8B** | 2025 | 36 | 8 heads × 128 | 73,728 |
# | gpt-oss-120b | 2025 | 36 | the last 128 tokens | 36,864, later 18,432 |
"""


WRONG = [
    ("36 | 8", "32 | 8"),
    ("8 heads", "32 heads"),
    ("× 128", "× 64"),
    ("73,728", "73,729"),
    ("2025 | 36 | the", "2024 | 36 | the"),
    ("18,432", "9,216"),
    ("last 128", "last 4,096"),
]


@pytest.mark.parametrize(("old", "new"), WRONG)
def test_a_wrong_number_is_found(old, new):
    assert wrong_in(TABLE, Counter()) == []
    assert TABLE.count(old) == 1
    assert len(wrong_in(TABLE.replace(old, new), Counter())) == 1


def test_models_may_stand_across():
    text = "\n# | | GPT-2 small (2019) | Llama 3.1 8B (2024) |\n# |---|---|---|\n# | vocabulary | 50,257 | 128,000 |\n"
    assert [line.split(":")[0] for line in wrong_in(text, Counter())] == ["Llama 3.1 8B, vocabulary"]

"""A corpus of very short children's tales, made by the rules of `tale_rules.py`.

`make_corpus()` makes the tales: nothing but the standard library, the same bytes on every machine.
`python data/tales.py` writes the files.
"""

import hashlib
import math
import random
import re
from pathlib import Path

from tale_rules import BOYS, GIRLS, KINDS, LOOKS, NAMES, NEEDS, NOUNS, PLACES, SKY, TABLE, TIMES, TO, held_out

ALPHABET = "".join(sorted("\n !\"',-.:;?0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
LONGEST = 250  # characters in a tale, its newline not counted
TALES = {"tales.txt": (9_800, 1, False), "tales_validation.txt": (500, 2, True)}  # how many, seed, held-out pairs?
SHA256 = {  # of what make_corpus() gives on every machine, in ASCII; a changed rule needs new ones
    "tales.txt": "8170137629dae444fc755dd682d5c8e4c6761c54ee697503e222a3d03322aa0d",
    "tales_validation.txt": "7301cbf401324909c279d7d321e359b280c9d0bb86bec852ca45c2c0bf379026",
}

_HELD_OUT = {a: {x for x in NOUNS if held_out(a, x)} for a in NAMES}
_HELD_OUT.update({x: {a for a in NAMES if held_out(a, x)} for x in NOUNS})


class _World:
    """All that a tale has told so far."""

    def __init__(self):
        self.state, self.sky, self.role = "start", "plain", {}  # role: whom or what A, B, C, X, Y mean
        self.at, self.need = {}, {}  # person: the place, or "" where none was told; person: what is missing
        self.has, self.owner = {}, {}  # thing: who has it, "" when it is lost, None when it is no more; whose it is
        self.looks, self.means = {}, {}  # thing: its adjective; "he", "she", "it": whom or what it means now
        self.done, self.log = frozenset(), ()  # what is told but once; what happened: (verb, person, …)

    def copy(self):
        new = _World.__new__(_World)
        new.__dict__ = {key: value.copy() if type(value) is dict else value for key, value in self.__dict__.items()}
        return new

    def gets(self, a, x):
        self.log += (("got", a, x, self.has.get(x) or ""),)
        self.has[x] = a

    def finds(self, a, x, place=""):
        self.gets(a, x)
        self.owner.setdefault(x, a)
        self.log += (("found", a, x, place),)

    def loses(self, a, x):
        self.has[x], self.done = "", self.done | {"lost"}
        self.log += (("lost", a, x),)


_TESTS = {  # what a header may ask for: a test on the world, and what is wrong when it fails
    "has": (lambda w, a, x: w.has.get(x) == a, "{0} does not have the {1}"),
    "lacks": (lambda w, a, x: x not in w.has, "the {1} is there already"),
    "owns": (lambda w, a, x: w.owner.get(x) == a, "the {1} does not belong to {0}"),
    "lost": (lambda w, x: w.has.get(x) == "", "the {0} is not lost"),
    "is": (lambda w, x, *kinds: not KINDS[x].isdisjoint(kinds), "one cannot say that of the {0}"),
    "here": (lambda w, a: a in w.at, "{0} is not in the tale"),
    "with": (lambda w, a, b: a != b and w.at.get(a, 0) == w.at.get(b, 1), "{0} and {1} are not together"),
    "placed": (lambda w, a: w.at[a] != "", "it was not told where {0} is"),
    "needs": (lambda w, a, need: w.need.get(a) == need, "{0} is not {1}"),
    "content": (lambda w, a: a not in w.need, "{0} needs something else"),
    "helps": (lambda w, x, a: a in w.need and not KINDS[x].isdisjoint(_HELPS[w.need[a]]), "the {0} does not help {1}"),
    "calm": (lambda w, a: not any(event[:2] == ("felt", a) for event in w.log), "it was told how {0} feels"),
    "once": (lambda w, word: word not in w.done, "that was told before"),
    "told": (lambda w, word: word in w.done, "something else should have been told before"),
    "under": (lambda w, *skies: w.sky in skies, "that does not suit the weather"),
}
_EFFECTS = {  # what a header may change
    "gets": lambda w, a, x: (w.gets(a, x), w.owner.update({x: a})),
    "borrows": _World.gets,
    "finds": _World.finds,
    "loses": _World.loses,
    "gone": lambda w, x: w.has.update({x: None}),
    "at": lambda w, a, p: w.at.update({a: p}),
    "joins": lambda w, a, b: w.at.update({a: w.at[b]}),
    "home": lambda w, a: w.at.update(dict.fromkeys(w.at if a == "everybody" else [a], "at home")),
    "leaves": lambda w, a: w.at.update({a: ""}),
    "wants": lambda w, a, need: w.need.update({a: need}),
    "healed": lambda w, a: w.need.pop(a),
    "marks": lambda w, word: setattr(w, "done", w.done | {word}),
}
_MEANT = {**dict.fromkeys(GIRLS, "she"), **dict.fromkeys(BOYS, "he"), **dict.fromkeys(NOUNS, "it")}
_HELPS = {need: helps.split() for need, (helps, _, _) in NEEDS.items()}
_SLOT, _CHOICE = re.compile(r"\{(\w)([^}]*)\}"), re.compile(r"\[([^][]*)\]")
_FEELS, _WHY = re.compile(r"\{(\w)[^}]*\} was [^{}]*because"), re.compile(r"was (\w+) (because [^.!?]+)")
_FORMS = {".he": ("he", "she"), ".He": ("He", "She"), ".him": ("him", "her"), ".his": ("his", "her")}
_FORMS[".His"] = ("His", "Her")
_NAME = r"(?!(?:She|He|It|The)\b)[A-Z][a-z]+"
_SEEN_AS = {  # slot: what the reader looks for
    **{"T": "|".join(SKY), "P": "|".join(PLACES), "P>": "|".join(TO.values())},
    **{"A": _NAME, "A*": _NAME + "|she|he", "A+": _NAME + "|her|him"},
    **{"X": "the [a-z]+", "X*": "the [a-z]+|it", "X-": "[a-z]+", "Xa": "an? [a-z]+"},
    **{"X!": "an? [a-z]+ [a-z]+", "X~": "[a-z]+ [a-z]+"},
    **{"A" + form: "|".join(words) for form, words in _FORMS.items()},
}


def _a(words):
    return ("an " if words[0] in "aeiou" else "a ") + words


class _Rule:
    """A header of the table with the sentences of one line; `need` fills in `$need`, `kinds` are the line's."""

    def __init__(self, header, kinds, texts, need):
        helps, skies, why = NEEDS.get(need, ("", "", ""))
        for word, meaning in (("$need", need), ("$skies", skies), ("$helps", helps)):
            header = header.replace(word, meaning)
        self.header = header
        (states, *clauses), self.kinds = (part.strip() for part in header.split("|")), frozenset(kinds.split())
        self.start, self.to = states.split("->")[0].split(), states.split("->")[1].strip()
        self.new, self.any, self.needs, self.effects, self.roles = {}, None, [], [], {}
        self.skies, self.before, self.after, self.times = list(TIMES), 10**9, 80 * (self.to == "end"), 1
        for words in filter(None, map(str.split, clauses[0].split(";"))):
            if words[0] in ("before", "after", "times"):
                setattr(self, words[0], int(words[1]))
            elif words[0] == "any":
                self.any = words[1]
            elif words[0] == "new":
                self.new[words[1]] = frozenset(words[2:])
            elif words[0] == "under" and self.start == ["start"]:
                self.skies = words[1:]
            else:
                verb = words.pop(words[0] not in _TESTS)
                self.needs.append((*_TESTS[verb], words))
                if verb == "once":
                    self.effects.append((_EFFECTS["marks"], words))
        for words in filter(None, map(str.split, clauses[1].split(";"))):
            verb = words.pop(1)
            if verb == "is":  # from the next sentence on, this letter means what that one meant
                self.roles[words[0]] = words[1]
            else:
                self.effects.append((_EFFECTS[verb], words))
        if kinds and "X" in self.new:
            self.new["X"] = self.kinds
        self.texts = [text.replace("$need", need).replace("$because", "because " + why) for text in texts.split(" / ")]
        self.texts = [text.replace("%", "B" if "{B" in text else "A") for text in self.texts]
        self.letters = [sorted({letter for letter, _ in _SLOT.findall(text)} & set("ABCXY")) for text in self.texts]
        self.feels = [_FEELS.search(text) for text in self.texts]
        self.patterns = None  # compiled when the reader first needs them

    def carry(self, role):
        """What the letters mean that this rule does not bring in. When a new B comes, the B before becomes C."""
        if not self.new:
            return role
        kept = {letter: value for letter, value in role.items() if letter not in self.new}
        return {**kept, "C": role["B"]} if "B" in self.new and "B" in role else kept

    def wrong(self, w, bound):
        """What keeps the rule from being used in this world, in words; None if nothing does."""
        for test, wrong, names in self.needs:
            if not test(w, *[bound.get(name, name) for name in names]):
                return wrong.format(*[bound.get(name, "somebody" if name in "ABC" else name) for name in names])
        return None

    def tell(self, w, bound, number, sentence):
        """Change the world as the sentence, made from text `number` of this rule or matched with it, says."""
        for letter in self.new:
            if letter in "ABC":
                w.at[bound[letter]] = ""
            elif letter in "XY":
                w.looks[bound[letter]] = bound[letter.lower()]
        if "T" in bound:
            w.sky = SKY[bound.pop("T")]
        for effect, names in self.effects:
            effect(w, *[bound.get(name, name) for name in names])
        if self.feels[number]:
            w.log += (("felt", bound[self.feels[number][1]], *_WHY.search(sentence).groups()),)
        now = {}
        for letter in self.letters[number]:  # a pronoun means whom it can mean here, or nobody if there are two
            word = _MEANT[bound[letter]]
            now[word] = bound[letter] if now.get(word, bound[letter]) == bound[letter] else None
        w.means.update(now)
        roles = {**bound, **{letter: bound.get(old) for letter, old in self.roles.items()}}
        w.state, w.role = self.to, {letter: one for letter, one in roles.items() if one}

    def compiled(self):
        """For each sentence: its number, its regular expression, and the slots in the order of the groups."""
        if self.patterns is None:
            self.patterns = []
            for number, text in enumerate(self.texts):
                pattern = ""
                for piece in re.split(r"(\{[^}]*\}|[][|])", text):
                    if piece.startswith("{"):
                        slot = re.sub("^[BC]", "A", re.sub("^Y", "X", piece[1:-1]))
                        seen = _SEEN_AS[slot]
                        if not pattern:  # at the start of a sentence
                            seen = re.sub(r"\b(the|it|she|he)\b", lambda match: match[0].capitalize(), seen)
                        pattern += f"({seen})"
                    else:
                        pattern += {"[": "(?:", "]": ")", "|": "|"}.get(piece) or re.escape(piece)
                self.patterns.append((number, re.compile(pattern + "(?= |$)"), _SLOT.findall(text)))
        return self.patterns


def _rules():
    """{(state, thing X or None): rules that may come then}, from the table."""
    rules, header = [], ""
    for line in filter(None, TABLE.splitlines()):
        if "->" in line:
            header = line
        else:
            kinds, texts = re.fullmatch(r"(?:([a-z ]+): )?(.*)", line).groups()
            rules += [_Rule(header, kinds or "", texts, need) for need in (NEEDS if "$" in header else [""])]
    index = {(state, x): [] for rule in rules for state in rule.start for x in [None, *NOUNS]}
    for rule in rules:
        for state in rule.start:
            for x in [None, *NOUNS]:
                if x is None or not rule.kinds or "X" in rule.new or rule.kinds & KINDS[x]:
                    index[state, x].append(rule)
    return rules, index


_RULES, _INDEX = _rules()


class _Maker:
    """Draws tales. `nats` is minus the logarithm of the probability of all the choices in the tale drawn last."""

    def __init__(self, seed, held_out):
        self.random, self.held_out, self.nats = random.Random(seed).random, held_out, 0.0

    def pick(self, options):
        self.nats += math.log(len(options))
        return options[int(self.random() * len(options))]

    def tale(self):
        """A tale, or None for one to throw away: too long, or at odds with what is asked about held-out pairs."""
        w, text, self.nats = _World(), "", 0.0
        while w.state != "end":
            rules, header = [], None
            for rule in _INDEX[w.state, w.role.get("X")]:
                if rule.header != header:  # the lines under one header ask for the same
                    header, wrong = rule.header, rule.wrong(w, rule.carry(w.role))
                if not wrong:
                    rules.append(rule)
            rules = [rule for rule in rules if rule.after <= len(text) < rule.before] or rules
            total = sum(rule.times * len(rule.texts) for rule in rules)
            spot = int(self.random() * total)
            for rule in rules:
                if spot < rule.times * len(rule.texts):
                    break
                spot -= rule.times * len(rule.texts)
            self.nats += math.log(total / rule.times)
            number, bound = spot // rule.times, self.bind(w, rule)
            if bound is None:
                return None
            sentence = self.fill(w, rule, rule.texts[number], bound)
            rule.tell(w, bound, number, sentence)
            text += " " * bool(text) + sentence
        due = self.held_out and not any(event[0] == "got" and held_out(*event[1:3]) for event in w.log)
        return None if due or len(text) > LONGEST else text

    def bind(self, w, rule):
        """What the letters mean in this sentence: as before, or drawn where they are new; None if nothing may come."""
        bound = dict(rule.carry(w.role))
        if rule.any:
            bound[rule.any] = self.pick([a for a in w.at if a != bound["A"] and w.at[a] == w.at[bound["A"]]])
        for letter, kinds in sorted(rule.new.items()):  # people before things
            if letter == "P":
                bound["P"] = self.pick([place for place in PLACES if place not in w.at.values()])
                continue
            people = {*w.at, *(bound[c] for c in "ABC" if c in bound)}
            things = {*w.looks, *(bound[c] for c in "XY" if c in bound)}
            closed = set().union(*(_HELD_OUT[one] for one in (people if letter in "XY" else things)))
            if letter in "ABC":
                bound[letter] = self.pick([a for a in NAMES if a not in people and (self.held_out or a not in closed)])
            else:
                free = [x for x in NOUNS if x not in things and not KINDS[x].isdisjoint(kinds)]
                wanted = [x for x in free if (x in closed) == self.held_out]
                if not wanted and not self.held_out:  # say, both lamps are kept from these two people
                    return None
                bound[letter] = self.pick(wanted or free)
                bound[letter.lower()] = self.pick(LOOKS[bound[letter]])
        return bound

    def fill(self, w, rule, text, bound):
        """The sentence: choices made, slots filled."""
        while "[" in text:
            text = _CHOICE.sub(lambda match: self.pick(match[1].split("|")), text)

        def put(match):
            letter, form = match.groups()
            if letter == "T":
                bound["T"] = self.pick([phrase for sky in rule.skies for phrase in TIMES[sky]])
                return bound["T"]
            value = bound[letter]
            if letter == "P":
                return TO[value] if form else value
            if form in _FORMS:
                return _FORMS[form][value in GIRLS]
            if letter in "XY" and form in ("-", "a", "~", "!"):
                words = value if form in "-a" else f"{bound[letter.lower()]} {value}"
                return _a(words) if form in "a!" else words
            pronoun = _MEANT[value]
            said = value if letter in "ABC" else "the " + value
            if form and w.means.get(pronoun) == value:
                word = pronoun if form == "*" else _FORMS[".him"][value in GIRLS]
                said = self.pick((word, word, word, said))
                self.nats -= math.log(3) if said == word else 0  # three of the four options are the same
            return said[0].upper() + said[1:] if match.start() == 0 else said

        return _SLOT.sub(put, text)


def make_tales(count, seed, held_out=False):
    """`count` tales, without newlines, drawn independently; with `held_out`, a held-out pair comes in each of them."""
    maker, tales = _Maker(seed, held_out), []
    while len(tales) < count:
        tale = maker.tale()
        if tale:
            tales.append(tale)
    return tales


def make_corpus():
    """(training text, validation text): one tale a line, each line ended by a newline."""
    return tuple("\n".join(make_tales(*setting)) + "\n" for setting in TALES.values())


def entropy_floor(count=2000, seed=3):
    """The loss in nats per character, newlines counted, below which no model of the training tales can stay.

    It is the entropy of a tale over its mean length, estimated on `count` fresh tales (standard error about 0.5 %):
    minus the logarithm of the probability of all the maker's choices, corrected for the tales that it threw away. That
    is exact, but for chance, where no text can come about in two ways, as holds for every tale of the corpus; else it
    would be an upper bound of the entropy. It is for training tales: a validation tale has a pair of name and thing
    that they never have, so there no model can be held to this figure exactly.
    """
    maker, nats, characters, kept, drawn = _Maker(seed, False), 0.0, 0, 0, 0
    while kept < count:
        tale, drawn = maker.tale(), drawn + 1
        if tale:
            nats, characters, kept = nats + maker.nats, characters + len(tale) + 1, kept + 1
    return (nats + kept * math.log(kept / drawn)) / characters


def _main():
    """Write both files beside this module and print what they hold."""
    words = set()
    for (name, setting), text in zip(TALES.items(), make_corpus()):
        (Path(__file__).parent / name).write_bytes(text.encode())
        words |= set(re.findall(r"[A-Za-z'-]+", text))
        print(f"{name}: {setting[0]:,} tales, {len(text):,} characters, {hashlib.sha256(text.encode()).hexdigest()}")
    texts = {text for line in TABLE.splitlines() if "->" not in line for text in line.split(" / ")}
    print(f"{len(words)} words, {len(texts)} sentence templates, entropy {entropy_floor():.4f} nats per character")


if __name__ == "__main__" and "__file__" in globals():  # not where a notebook has this module in a cell
    _main()

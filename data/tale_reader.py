"""A reader of tales: is a text, for instance a sample of a model, a whole and consistent tale?

`read_tale(tale)` follows the same rules that made the tales: each sentence one of the table's, in an allowed order, and
consistent in who has what, who is where, who feels what. It makes no guesses, and it knows the exact answers to
questions about the tale.
"""

import re
from dataclasses import dataclass, field

from tale_rules import GIRLS, KINDS, LOOKS, NAMES, PLACES, SKY, TO
from tales import _FORMS, _INDEX, _RULES, _a, _World


@dataclass
class Reading:
    """What the reader found: `problem`, None or a sentence that says what is wrong and where, and `questions`."""

    problem: "str | None" = None
    questions: list = field(default_factory=list)  # pairs (question, answer) of strings; none when there is a problem

    @property
    def ok(self):
        return self.problem is None


def read_tale(tale):
    """A `Reading` of any string: is it a whole, consistent tale, and if so, questions with their exact answers."""
    troubles = []
    world = next(_follow(_World(), tale, 0, troubles), None)
    return Reading(max(troubles, key=lambda trouble: trouble[:2])[2]) if world is None else Reading(None, _ask(world))


def _follow(w, tale, start, troubles):
    """The worlds in which `tale` can end from `start` on; `troubles` gathers (how far, how telling, what is wrong)."""
    if w.state == "end" and start > len(tale):
        yield w
        return
    if w.state == "end" or start >= len(tale):
        troubles.append((start, 3, "After its end the tale goes on." if w.state == "end" else "The tale has no end."))
        return

    def trouble(weight, wrong):
        sentence = re.match(r"(?:[^.!?]|[.!?]\"? (?![A-Z\"]))*[.!?]*\"?", tale[start:])[0][:90]
        troubles.append((start, weight, f"{wrong[0].upper()}{wrong[1:]}: {sentence}"))

    for rule in _INDEX[w.state, None]:
        for number, pattern, slots in rule.compiled():
            match = pattern.match(tale, start)
            if match:
                bound, wrong = _bind(w, rule, slots, match.groups())
                wrong = wrong or rule.wrong(w, bound)
                if wrong:
                    trouble(2, wrong)
                else:
                    new = w.copy()
                    rule.tell(new, bound, number, match[0])
                    yield from _follow(new, tale, match.end() + 1, troubles)
    if not troubles or max(troubles)[0] < start:
        known = any(pattern.match(tale, start) for rule in _RULES for _, pattern, _ in rule.compiled())
        trouble(1, "this does not follow here" if known else "no tale has such a sentence")


def _bind(w, rule, slots, found):
    """What the slots of a matched sentence mean: (meanings, None), or (None, what is wrong)."""
    bound, told, later = dict(rule.carry(w.role)), {}, []
    for (letter, form), words in zip(slots, found):
        value, new = words, letter in rule.new
        if words is None:  # a slot in a branch of [a|b] that was not taken
            continue
        if letter == "T" and SKY[words] not in rule.skies:
            return None, "that does not suit the weather"
        if letter == "P" and form:
            value = next(place for place in PLACES if TO[place] == words)
        if letter in "ABC" and (form in _FORMS or words.lower() in ("he", "she", "him", "her")):
            later.append((letter, form, words))  # whom it should mean may only be told later in the sentence
            continue
        if letter in "XY":
            *front, value = words.split()
            if words.lower() == "it":
                value = w.means.get("it")
            if value not in KINDS:
                return None, f'it is not clear what "{words}" means'
            if new == (value in w.looks):
                return None, f"the {value} is " + ("not new" if new else "not in the tale yet")
            if form in ("!", "~") and front[-1] not in LOOKS[value]:
                return None, f"no {value} is {front[-1]}"
            if new and KINDS[value].isdisjoint(rule.new[letter]):
                return None, f"one cannot say that of the {value}"
            if form in ("a", "!") and words != _a(" ".join(words.split()[1:])):
                return None, f'"{words}" has the wrong article'
            bound[letter.lower()] = front[-1] if form in ("!", "~") else bound.get(letter.lower())
        elif letter in "ABC" and new == (value in w.at):
            return None, f"{value} is " + ("in the tale already" if new else "not in the tale yet")
        elif letter in "ABC" and value not in NAMES:
            return None, f"{value} is no name"
        if told.setdefault(letter, value) != value:
            return None, f"{value} should be {told[letter]}"
    bound.update(told)
    if rule.kinds and "X" not in rule.new and not rule.kinds & KINDS.get(bound.get("X"), set()):
        return None, f"one cannot say that of the {bound.get('X', 'thing')}"
    for letter, form, words in later:
        she = words.lower() in ("she", "her")
        if form not in _FORMS:
            bound[letter] = w.means.get("she" if she else "he")
        if bound.get(letter) is None or letter in told and told[letter] != bound[letter]:
            return None, f'it is not clear whom "{words}" means'
        if (bound[letter] in GIRLS) != she:
            return None, f'"{words}" cannot be {bound[letter]}'
        told[letter] = bound[letter]
    return bound, None


def _ask(w):
    """(question, answer) pairs on a whole tale: what holds at its end, and how that came about."""
    pairs = []
    for x, holder in w.has.items():
        got = [event for event in w.log if event[0] == "got" and event[2] == x]
        pairs.append((f"Who has the {x}?", holder or "nobody"))
        if len(got) > 1:
            pairs.append((f"Who had the {x} first?", got[0][1]))
        for a in dict.fromkeys(event[1] for event in got):
            givers = [event[3] for event in got if event[1] == a]
            if len(givers) == 1 and givers[0]:
                pairs.append((f"Who gave the {x} to {a}?", givers[0]))
        for verb, question in (("lost", f"Who lost the {x}?"), ("found", f"Who found the {x}?")):
            who = [event[1] for event in w.log if event[0] == verb and event[2] == x]
            if len(who) == 1:
                pairs.append((question, who[0]))
    for verb, a, *rest in w.log:
        if verb == "found" and rest[1]:
            pairs.append((f"Where did {a} find the {rest[0]}?", rest[1]))
        if verb == "felt" and [event[:3] for event in w.log].count((verb, a, rest[0])) == 1:
            pairs.append((f"Why was {a} {rest[0]}?", rest[1]))
    for a, place in w.at.items():
        if place:
            pairs.append((f"Where is {a}?", place))
        pairs.append((f"What does {a} have?", " and ".join(f"the {x}" for x in w.has if w.has[x] == a) or "nothing"))
    return pairs

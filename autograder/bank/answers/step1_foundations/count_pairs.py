# %% right="counter"
"""A Counter over zipped neighbours, returned as it is."""
from collections import Counter


def count_pairs(ids):
    return Counter(zip(ids, ids[1:]))

# %% right="defaultdict"
"""A defaultdict filled by index, returned as it is."""
from collections import defaultdict


def count_pairs(ids):
    counts = defaultdict(int)
    for i in range(len(ids) - 1):
        counts[(ids[i], ids[i + 1])] += 1
    return counts

# %% right="dict_get"
"""A plain dictionary and `get`."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% right="groupby"
"""Sort the pairs, group the equal ones, measure the groups."""
from itertools import groupby


def count_pairs(ids):
    pairs = sorted(zip(ids, ids[1:]))
    return {pair: len(list(group)) for pair, group in groupby(pairs)}

# %% right="list_count"
"""Slow but right: a list of all pairs, and its `count` for each one of them."""
def count_pairs(ids):
    pairs = [(ids[i], ids[i + 1]) for i in range(len(ids) - 1)]
    return {pair: pairs.count(pair) for pair in set(pairs)}

# %% right="namedtuple_keys"
"""The keys are named tuples, which are tuples."""
from collections import namedtuple

Pair = namedtuple("Pair", "left right")


def count_pairs(ids):
    table = {}
    for couple in map(Pair, ids, ids[1:]):
        table[couple] = table.get(couple, 0) + 1
    return table

# %% right="numpy"
"""np.unique over the rows of an (n - 1, 2) array, back to plain ints."""
import numpy as np


def count_pairs(ids):
    if len(ids) < 2:
        return {}
    a = np.array(ids)
    rows, counts = np.unique(np.stack([a[:-1], a[1:]], axis=1), axis=0, return_counts=True)
    return {(int(l), int(r)): int(c) for (l, r), c in zip(rows, counts)}

# %% right="pairwise"
"""itertools.pairwise, so that no copy of the list is made."""
import itertools


def count_pairs(ids):
    counts = {}
    for left, right in itertools.pairwise(ids):
        if (left, right) not in counts:
            counts[left, right] = 0
        counts[left, right] += 1
    return counts

# %% right="previous"
"""Remembers the previous id; setdefault; pairs come out in sorted order."""
def count_pairs(ids):
    table = {}
    previous = None
    for current in ids:
        if previous is not None:
            table.setdefault((previous, current), []).append(1)
        previous = current
    return {pair: sum(ones) for pair, ones in sorted(table.items())}

# %% right="reduce"
"""functools.reduce with a dictionary as its state."""
from functools import reduce


def _add(counts, pair):
    return {**counts, pair: counts.get(pair, 0) + 1}


def count_pairs(ids):
    return reduce(_add, zip(ids[:-1], ids[1:]), {})

# %% right="torch"
"""Windows of length two of a torch tensor, most frequent first."""
import torch


def count_pairs(ids):
    if len(ids) < 2:
        return {}
    windows = torch.tensor(ids).unfold(0, 2, 1)
    rows, counts = torch.unique(windows, dim=0, return_counts=True)
    found = {tuple(r): c for r, c in zip(rows.tolist(), counts.tolist())}
    return dict(sorted(found.items(), key=lambda item: -item[1]))

# %% right="try_except"
"""A while loop that goes backwards, and try/except for the first time a pair is seen."""
def count_pairs(ids):
    counts = dict()
    i = len(ids) - 1
    while i > 0:
        key = (ids[i - 1], ids[i])
        try:
            counts[key] += 1
        except KeyError:
            counts[key] = 1
        i -= 1
    return counts

# %% wrong="all_combinations"
"""You pair every id with every later one, however far away. Only direct neighbours can be merged, so only they count."""
from collections import Counter
from itertools import combinations


def count_pairs(ids):
    return Counter(combinations(ids, 2))

# %% wrong="always_one"
"""Each of your pairs has the count 1, however often it occurs. What you store for a pair must grow each time the pair is met again."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = 1
    return counts

# %% wrong="base_is_the_maximum"
"""You pack a pair into one number, and two different pairs can get the same number. A tuple (left, right) keeps them
apart."""
def count_pairs(ids):
    if len(ids) < 2:
        return {}
    base = max(max(ids), 1)
    codes = [left * base + right for left, right in zip(ids, ids[1:])]
    largest_last = {c: (left, right) for c, left, right in zip(codes, ids, ids[1:])}
    return {largest_last[c]: codes.count(c) for c in dict.fromkeys(codes)}

# %% wrong="crash_on_empty"
"""Your function looks at the first id before it knows that there is one. An empty list has no pairs, and that is not an error."""
def count_pairs(ids):
    counts = {}
    previous = ids[0]
    for current in ids[1:]:
        counts[(previous, current)] = counts.get((previous, current), 0) + 1
        previous = current
    return counts

# %% wrong="equal_ids_skipped"
"""You leave out the pairs of two equal ids. They are pairs like any other: "ll" and "ee" are merged as well."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        if left != right:
            counts[(left, right)] = counts.get((left, right), 0) + 1
    return counts

# %% wrong="first_pair_missing"
"""Your loop starts one step too late, so the first pair is never counted. A list of n ids has n - 1 pairs."""
def count_pairs(ids):
    counts = {}
    for i in range(1, len(ids) - 1):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="fractions"
"""You give shares of the whole instead of counts. Whole numbers are wanted: how many times does each pair occur?"""
from collections import Counter


def count_pairs(ids):
    counts = Counter(zip(ids, ids[1:]))
    return {pair: n / (len(ids) - 1) for pair, n in counts.items()}

# %% wrong="index_error"
"""Your loop looks for a right neighbour of the last id, and there is none. A list of n ids has n - 1 pairs."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids)):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="int16_array"
"""Your array holds numbers up to 32,767. Larger ids come out as others."""
def count_pairs(ids):
    counts = {}
    array = np.array(ids).astype(np.int16)
    for left, right in zip(array[:-1].tolist(), array[1:].tolist()):
        counts[left, right] = counts.get((left, right), 0) + 1
    return counts

# %% wrong="last_pair_missing"
"""Your loop ends one step too early, so the last pair is never counted. A list of n ids has n - 1 pairs."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids) - 2):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="list_count"
"""You look for pairs in a text of digits, where 1, 2 is also found inside 11, 2 and 1, 22."""
def count_pairs(ids):
    line = ",".join(map(str, ids))
    pairs = set(zip(ids, ids[1:]))
    return {(a, b): sum(line.startswith(f"{a},{b}", k) for k in range(len(line))) for a, b in pairs}

# %% wrong="list_of_items"
"""You give back a list. A mapping from each pair to its number is asked for: what Counter or dict is, not what
most_common() gives."""
from collections import Counter
def count_pairs(ids):
    return Counter(zip(ids, ids[1:])).most_common()

# %% wrong="list_of_pairs"
"""You give back the list of pairs and leave the counting out. A mapping from each pair to the number of times it occurs is wanted."""
def count_pairs(ids):
    return list(zip(ids, ids[1:]))

# %% wrong="most_common_only"
"""You give back only the most frequent pair. All pairs and their counts are wanted here; choosing among them is the work of the training loop."""
from collections import Counter


def count_pairs(ids):
    return dict(Counter(zip(ids, ids[1:])).most_common(1))

# %% wrong="mutable_default"
"""Your second call still remembers the first: the table is made once, when the function is defined, and shared by all calls. Each call needs a fresh one."""
def count_pairs(ids, counts={}):
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    return dict(counts)

# %% wrong="mutates"
"""You take the ids out of the caller's list while you count, and leave it nearly empty. A function of this course never changes its arguments: the training loop still needs them."""
def count_pairs(ids):
    counts = {}
    while len(ids) > 1:
        left = ids.pop(0)
        counts[(left, ids[0])] = counts.get((left, ids[0]), 0) + 1
    return counts

# %% wrong="nested"
"""You built a table inside a table, one for each left id. The keys wanted are pairs: one flat mapping from (left, right) to its count."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        row = counts.setdefault(left, {})
        row[right] = row.get(right, 0) + 1
    return counts

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Return the table that you filled."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1

# %% wrong="overlaps_once"
"""In a run of equal ids you count a pair only where it does not overlap the one before. Every two neighbours are a pair, so an id in the middle of a run belongs to two of them."""
def count_pairs(ids):
    counts = {}
    last_pair, last_i = None, -2
    for i in range(len(ids) - 1):
        pair = (ids[i], ids[i + 1])
        if pair == last_pair and i == last_i + 1:
            last_pair = None
            continue
        counts[pair] = counts.get(pair, 0) + 1
        last_pair, last_i = pair, i
    return counts

# %% wrong="packed_in_one_number"
"""You pack a pair into one number, and two different pairs can get the same number. A tuple (left, right) keeps them
apart."""
def count_pairs(ids):
    packed = {}
    for left, right in zip(ids, ids[1:]):
        code = left * 1000 + right
        packed[code] = packed.get(code, 0) + 1
    return {divmod(code, 1000): n for code, n in packed.items()}

# %% wrong="packed_keys"
"""You pack both ids into one number as if each were a byte. Ids go past 255 as soon as something has been merged, and then different pairs come out mixed up."""
def count_pairs(ids):
    packed = {}
    for left, right in zip(ids, ids[1:]):
        number = left * 256 + right
        packed[number] = packed.get(number, 0) + 1
    return {(number // 256, number % 256): n for number, n in packed.items()}

# %% wrong="repeated_only"
"""You leave out the pairs that occur only once. They have a count too, and training needs them when nothing more frequent is left."""
from collections import Counter


def count_pairs(ids):
    return {pair: n for pair, n in Counter(zip(ids, ids[1:])).items() if n > 1}

# %% wrong="returns_early"
"""Your function gives its answer back after the first pair: look at how far the last line is indented."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
        return counts
    return counts

# %% wrong="reversed_keys"
"""Your keys have the right-hand id first. The key of a pair is (left, right), in reading order."""
def count_pairs(ids):
    counts = {}
    for i in range(1, len(ids)):
        pair = (ids[i], ids[i - 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="single_ids"
"""You count single ids, not pairs. Byte-pair encoding asks which two ids stand side by side most often."""
from collections import Counter


def count_pairs(ids):
    return Counter(ids)

# %% wrong="sorted_keys"
"""You treat a pair and its mirror image as the same pair. Order matters: "th" and "ht" are different, and a merge replaces only one of them."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        pair = tuple(sorted((left, right)))
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="starts_at_two"
"""Each of your counts is one too large: a pair seen for the first time has been seen once."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 1) + 1
    return counts

# %% wrong="starts_at_zero"
"""Each of your counts is one too small: the first time a pair is seen counts as well."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        if pair in counts:
            counts[pair] += 1
        else:
            counts[pair] = 0
    return counts

# %% wrong="step_two"
"""You cut the ids into separate twos, so about half of the pairs are never seen. Each id but the first and the last belongs to two pairs: one with its left neighbour, one with its right."""
def count_pairs(ids):
    counts = {}
    for i in range(0, len(ids) - 1, 2):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="string_keys"
"""Your keys are strings. The key of a pair is a tuple of two ids, so that it can be handed on to `merge`."""
def count_pairs(ids):
    counts = {}
    for left, right in zip(ids, ids[1:]):
        key = f"{left},{right}"
        counts[key] = counts.get(key, 0) + 1
    return counts

# %% wrong="two_apart"
"""Your pairs skip an id: you put together each id and the one two places further on. Neighbours are one place apart."""
from collections import Counter


def count_pairs(ids):
    return Counter(zip(ids, ids[2:]))

# %% wrong="wrap_around"
"""You also count the last id together with the first one. A text is a line, not a ring: those two are not neighbours."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids)):
        pair = (ids[i - 1], ids[i])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="wrap_around_modulo"
"""You also count the last id together with the first one. A text is a line, not a ring: those two are not neighbours."""
def count_pairs(ids):
    counts = {}
    n = len(ids)
    for i in range(n):
        pair = (ids[i], ids[(i + 1) % n])
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="zero_skipped"
"""You lose the pairs that hold the id 0. It is an id like any other, although Python takes it for false in a condition."""
def count_pairs(ids):
    counts = {}
    previous = None
    for current in ids:
        if previous and current:
            counts[(previous, current)] = counts.get((previous, current), 0) + 1
        previous = current
    return counts

# %% wrong="key_missing"
"""You add 1 to the count of a pair that has no count yet. The first time that a pair is met, its entry has to be made."""
def count_pairs(ids):
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] += 1
    return counts

# %% wrong="key_missing_index"
"""You add 1 to the count of a pair that has no count yet. The first time that a pair is met, its entry has to be made."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids) - 1):
        pair = (ids[i], ids[i + 1])
        counts[pair] = counts[pair] + 1
    return counts

# %% wrong="list_as_key"
"""The key of a pair is a tuple, (left, right). Yours is a list, and what can change cannot be a key."""
def count_pairs(ids):
    counts = {}
    for i in range(len(ids) - 1):
        pair = [ids[i], ids[i + 1]]
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% wrong="pairs_of_strings"
"""The ids of your pairs are pieces of text. Keep them as the numbers that they are."""
def count_pairs(ids):
    counts = {}
    for pair in zip(map(str, ids), map(str, ids[1:])):
        counts[pair] = counts.get(pair, 0) + 1
    return counts

# %% right="heap"
"""A heap of (id, place) over a doubly linked list: fast on long texts."""
import heapq


def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    n = len(ids)
    before = list(range(-1, n - 1))
    after = list(range(1, n)) + [-1]
    heap = []

    def push(i):
        if i >= 0 and after[i] >= 0:
            pair = (ids[i], ids[after[i]])
            if pair in merges:
                heapq.heappush(heap, (merges[pair], i, pair))

    for i in range(n):
        push(i)
    while heap:
        new_id, i, pair = heapq.heappop(heap)
        j = after[i]
        if ids[i] is None or j < 0 or (ids[i], ids[j]) != pair:
            continue
        ids[i], ids[j] = new_id, None
        after[i] = after[j]
        if after[j] >= 0:
            before[after[j]] = i
        push(before[i])
        push(i)
    return [token for token in ids if token is not None]

# %% right="intersection"
"""The learned pairs among those present, as a set."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    present = set(zip(ids, ids[1:])) & merges.keys()
    while present:
        pair = min(present, key=merges.get)
        ids = merge(ids, pair, merges[pair])
        present = set(zip(ids, ids[1:])) & merges.keys()
    return ids

# %% right="loop_over_merges"
"""Each merge once, in order of learning: a later merge cannot make an earlier pair appear."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return ids

# %% right="min_by_id"
"""As long as a learned pair is present: the one with the smallest id."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = min(count_pairs(ids), key=lambda p: merges.get(p, float("inf")))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids

# %% right="next_in_order"
"""The first of the merges, in order, whose pair is present, until there is none."""
def bpe_encode(text, merges):
    ids = list(bytearray(text, "utf-8"))
    while True:
        pairs = {(ids[i - 1], ids[i]) for i in range(1, len(ids))}
        pair = next((p for p in merges if p in pairs), None)
        if pair is None:
            break
        ids = merge(ids, pair, merges[pair])
    return ids

# %% right="one_place_at_a_time"
"""Merges one place at a time: lowest rank first, leftmost among equals."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    rank = {pair: r for r, pair in enumerate(merges)}
    while True:
        places = [(rank[ids[i], ids[i + 1]], i) for i in range(len(ids) - 1) if (ids[i], ids[i + 1]) in rank]
        if not places:
            return ids
        _, i = min(places)
        ids[i:i + 2] = [merges[ids[i], ids[i + 1]]]

# %% right="recursive"
"""Calls itself once for each merge that is left."""
def bpe_encode(text, merges):
    def shorten(ids, rest):
        if not rest or len(ids) < 2:
            return ids
        (pair, new_id), *others = rest
        return shorten(merge(ids, pair, new_id), others)

    return shorten(list(text.encode("utf-8")), list(merges.items()))

# %% right="reduce"
"""functools.reduce over the items of the table."""
from functools import reduce


def bpe_encode(text, merges):
    return reduce(lambda ids, item: merge(ids, *item), merges.items(), list(text.encode("utf-8")))

# %% right="sorted_by_id"
"""The merges sorted by their ids, the merging written out."""
def bpe_encode(text, merges):
    tokens = [byte for byte in text.encode()]
    for (left, right), new in sorted(merges.items(), key=lambda item: item[1]):
        i = 0
        shorter = []
        while i < len(tokens):
            if i + 1 < len(tokens) and tokens[i] == left and tokens[i + 1] == right:
                shorter.append(new)
                i = i + 2
            else:
                shorter.append(tokens[i])
                i = i + 1
        tokens = shorter
    return tokens

# %% right="str_replace"
"""One character for each id; str.replace for each merge in order."""
def bpe_encode(text, merges):
    s = "".join(chr(b) for b in text.encode("utf-8"))
    for pair in merges:
        s = s.replace(chr(pair[0]) + chr(pair[1]), chr(merges[pair]))
    return list(map(ord, s))

# %% wrong="ascii_only"
"""You drop what is not ASCII, so letters such as é vanish from the text. Every text has UTF-8 bytes, and nothing may be lost in encoding."""
def bpe_encode(text, merges):
    ids = list(text.encode("ascii", errors="ignore"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return ids

# %% wrong="cache_by_text"
"""You remember the tokens of a text. With other merges the same text has other tokens."""
_bpe_cache = {}


def bpe_encode(text, merges):
    if text in _bpe_cache:
        return list(_bpe_cache[text])
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    _bpe_cache[text] = tuple(ids)
    return ids

# %% wrong="characters"
"""You begin with the code points of the characters. The merges were learned on UTF-8 bytes, so encoding begins with the bytes too."""
def bpe_encode(text, merges):
    ids = [ord(c) for c in text]
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return ids

# %% wrong="crash_on_short"
"""Your function breaks down when no pair is left: an empty text, one character, or a text that has become a single token. Then there is nothing more to merge, and that is not an error."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        pair = min(count_pairs(ids), key=lambda p: merges.get(p, float("inf")))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids

# %% wrong="first_in_text"
"""You always merge the learned pair that stands first in the text. It is the order of learning that decides: an earlier merge goes first, even if it stands further on."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    i = 0
    while i < len(ids) - 1:
        pair = (ids[i], ids[i + 1])
        if pair in merges:
            ids[i:i + 2] = [merges[pair]]
            i = 0
        else:
            i += 1
    return ids

# %% wrong="first_place_only"
"""You apply each merge at its first place only. It applies at every place where the pair occurs."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        pairs = list(zip(ids, ids[1:]))
        if pair in pairs:
            i = pairs.index(pair)
            ids = ids[:i] + [new_id] + ids[i + 2:]
    return ids

# %% wrong="from_original"
"""Each of your merges begins with the original bytes again, so only the last one shows. Each goes on from the result of the one before."""
def bpe_encode(text, merges):
    original = list(text.encode("utf-8"))
    ids = original
    for pair, new_id in merges.items():
        ids = merge(original, pair, new_id)
    return ids

# %% wrong="latest_first"
"""You apply the merge that was learned last. The earliest one comes first: later merges were learned on ids in which the earlier ones were already done."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = max(zip(ids, ids[1:]), key=lambda p: merges.get(p, -1))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids

# %% wrong="longest_match"
"""At each place you take the longest token that fits. That is another algorithm: BPE replays the merges in the order in which they were learned, and the two do not always agree."""
def bpe_encode(text, merges):
    vocab = {bytes([i]): i for i in range(256)}
    spelled = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        spelled[new_id] = spelled[left] + spelled[right]
        vocab.setdefault(spelled[new_id], new_id)
    data = text.encode("utf-8")
    ids = []
    i = 0
    while i < len(data):
        for length in range(len(data) - i, 0, -1):
            if data[i:i + length] in vocab:
                ids.append(vocab[data[i:i + length]])
                i += length
                break
    return ids

# %% wrong="merge_not_kept"
"""Learned pairs are there, and yet you stop with the plain bytes. Either the list that `merge` gives back is not kept, or pairs that were never learned rank first in your order and end the loop."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        merge(ids, pair, new_id)
    return ids

# %% wrong="most_frequent_first"
"""You apply the learned pair that is most frequent in this text. Frequency decides in training only; encoding follows the order of learning, so that the same text always gives the same ids, whatever surrounds it."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        counts = {pair: n for pair, n in count_pairs(ids).items() if pair in merges}
        if not counts:
            break
        pair = max(counts, key=lambda p: (counts[p], -merges[p]))
        ids = merge(ids, pair, merges[pair])
    return ids

# %% wrong="not_nested"
"""You look up once, at the beginning, which learned pairs are present. Merging makes new pairs, so tokens of three or more bytes are never built: look again after each merge."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    present = set(zip(ids, ids[1:]))
    for pair, new_id in merges.items():
        if pair in present:
            ids = merge(ids, pair, new_id)
    return ids

# %% wrong="one_merge_only"
"""You apply a single merge and stop. Go on as long as a learned pair is present."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        if pair in list(zip(ids, ids[1:])):
            return merge(ids, pair, new_id)
    return ids

# %% wrong="one_pass"
"""You go through the text once and merge whatever learned pair comes. The order of learning decides, not the order in the text, and merged ids may be merged again."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) in merges:
            out.append(merges[(ids[i], ids[i + 1])])
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="pieces"
"""You give back the pieces of the text. A list of ids is wanted: numbers are what a model can look up."""
def bpe_encode(text, merges):
    spelled = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        spelled[new_id] = spelled[left] + spelled[right]
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return [spelled[i].decode("utf-8", errors="replace") for i in ids]

# %% wrong="ranks"
"""You give merged tokens the rank of their merge (0, 1, 2 …). Their ids are the values of the table, from 256 on; the small numbers belong to the bytes."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return [i - 256 if i > 255 else i for i in ids]

# %% wrong="recursion_each_merge"
"""Your function calls itself once for each place that is merged, and Python allows about a thousand such calls. A real
text has more."""
def bpe_encode(text, merges):
    def go(ids):
        best = None
        for k in range(len(ids) - 1):
            r = merges.get((ids[k], ids[k + 1]))
            if r is not None and (best is None or r < best[0]):
                best = r, k
        if best is None:
            return ids
        return go(ids[: best[1]] + [best[0]] + ids[best[1] + 2 :])

    return go(list(text.encode("utf-8")))

# %% wrong="retrained"
"""You learn new merges from the text that you should encode. Use the table you were given: ids mean something only if all texts share one table."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in train_bpe(text, len(merges)).items():
        ids = merge(ids, pair, new_id)
    return ids

# %% wrong="reversed_loop"
"""You go through the merges from the last one to the first. The earliest one comes first: most later merges need ids that only the earlier ones make."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in reversed(merges.items()):
        ids = merge(ids, pair, new_id)
    return ids

# %% wrong="right_to_left"
"""You merge from the right end of the text. In a run such as "aaa" that leaves other ids than reading from left to right does, the way the merges were learned."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        i = len(ids) - 2
        while i >= 0:
            if (ids[i], ids[i + 1]) == pair:
                ids[i:i + 2] = [new_id]
                i -= 1
            i -= 1
    return ids

# %% wrong="stack"
"""You always merge the learned pair that stands first in the text. It is the order of learning that decides: an earlier merge goes first, even if it stands further on."""
def bpe_encode(text, merges):
    out = []
    for byte in text.encode("utf-8"):
        out.append(byte)
        while len(out) > 1 and (out[-2], out[-1]) in merges:
            right = out.pop()
            out[-1] = merges[(out[-1], right)]
    return out

# %% wrong="stops_at_missing"
"""You stop at the first merge whose pair does not occur in the text. A merge that is absent is passed over; the ones behind it may still apply."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        if pair not in count_pairs(ids):
            break
        ids = merge(ids, pair, new_id)
    return ids

# %% wrong="tensor"
"""You give back a tensor. A plain list of integers is wanted here; it becomes a tensor later, when batches are made."""
import torch


def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)
    return torch.tensor(ids)

# %% wrong="two_bytes_left"
"""Your loop stops when two ids are left. These two may be a pair that was learned."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 2:
        pair = min(zip(ids, ids[1:]), key=lambda p: merges.get(p, float("inf")))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids

# %% wrong="unknown_pair_first"
"""Learned pairs are there, and yet you stop with the plain bytes. Either the list that `merge` gives back is not kept, or pairs that were never learned rank first in your order and end the loop."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = min(zip(ids, ids[1:]), key=lambda p: merges.get(p, 0))
        if pair not in merges:
            break
        ids = merge(ids, pair, merges[pair])
    return ids

# %% wrong="unlearned_pair"
"""Your loop goes on until one token is left and looks up pairs that were never learned. Stop as soon as none of the pairs present is in the table."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while len(ids) > 1:
        pair = min(count_pairs(ids), key=lambda p: merges.get(p, float("inf")))
        ids = merge(ids, pair, merges[pair])
    return ids

# %% wrong="uses_up_merges"
"""You take the merges out of your caller's table while you use them, so the next text finds it empty. A function of this course never changes its arguments."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while merges:
        pair = next(iter(merges))
        ids = merge(ids, pair, merges.pop(pair))
    return ids

# %% wrong="word_by_word"
"""You encode word by word. Here the merges were learned on whole texts, so a pair may reach over a space."""
import re


def bpe_encode(text, merges):
    out = []
    for word in re.findall(r"\s?\S+|\s", text):
        ids = list(word.encode("utf-8"))
        for pair, new_id in merges.items():
            ids = merge(ids, pair, new_id)
        out += ids
    return out

# %% wrong="words_apart"
"""You encode word by word and lose the spaces between the words. They are bytes like all others, and decoding must give them back."""
def bpe_encode(text, merges):
    out = []
    for word in text.split():
        ids = list(word.encode("utf-8"))
        for pair, new_id in merges.items():
            ids = merge(ids, pair, new_id)
        out.extend(ids)
    return out

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    for pair, new_id in merges.items():
        ids = merge(ids, pair, new_id)

# %% wrong="leftmost_everywhere"
"""You always merge the learned pair that stands first in the text. It is the order of learning that decides: an earlier merge goes first, even if it stands further on."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        known = [pair for pair in zip(ids, ids[1:]) if pair in merges]
        if not known:
            return ids
        ids = merge(ids, known[0], merges[known[0]])

# %% wrong="smallest_pair"
"""Of the learned pairs you take the one with the smallest numbers: without a key, `min` compares the pairs themselves.
The one that was learned earliest is wanted, and its new id says when that was."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        known = [pair for pair in zip(ids, ids[1:]) if pair in merges]
        if not known:
            return ids
        pair = min(known)
        ids = merge(ids, pair, merges[pair])

# %% wrong="largest_pair"
"""Of the learned pairs you take the one with the largest numbers: without a key, `max` compares the pairs themselves.
The one that was learned earliest is wanted, and its new id says when that was."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while True:
        known = [pair for pair in zip(ids, ids[1:]) if pair in merges]
        if not known:
            return ids
        pair = max(known)
        ids = merge(ids, pair, merges[pair])

# %% wrong="merges_emptied"
"""You take the merges out of your caller's table while you use them, so the next text finds it empty. A function of this course never changes its arguments."""
def bpe_encode(text, merges):
    ids = list(text.encode("utf-8"))
    while merges:
        pair = min(merges, key=merges.get)
        ids = merge(ids, pair, merges.pop(pair))
    return ids

# %% wrong="bytes_returned"
"""You give back bytes, or keep the ids in something that holds bytes only. A list of ints is wanted; ids go past 255."""
def bpe_encode(text, merges):
    ids = text.encode("utf-8")
    for pair, new_id in merges.items():
        ids = bytes(merge(list(ids), pair, new_id))
    return ids

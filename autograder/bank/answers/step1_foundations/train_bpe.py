# %% right="count_and_position"
"""count_pairs, then the largest (count, minus first position)."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, 256 + num_merges):
        counts = count_pairs(ids)
        if len(counts) == 0:
            return merges
        first = {}
        for i in range(len(ids) - 1):
            first.setdefault((ids[i], ids[i + 1]), i)
        pair = max(first, key=lambda p: (counts[p], -first[p]))
        ids = merge(ids, pair, new_id)
        merges[pair] = new_id
    return merges

# %% right="dict_order"
"""Own counting; the dictionary is filled in reading order, so `max` meets the first pair of a tie first."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% right="first_with_top_count"
"""The highest count first, then the first place in the ids where a pair has it."""
def train_bpe(text, num_merges):
    tokens = [b for b in text.encode("utf-8")]
    merges = {}
    for step in range(num_merges):
        counts = count_pairs(tokens)
        if not counts:
            break
        top = max(counts.values())
        for i in range(len(tokens) - 1):
            candidate = (tokens[i], tokens[i + 1])
            if counts[candidate] == top:
                break
        merges[candidate] = 256 + step
        tokens = merge(tokens, candidate, 256 + step)
    return merges

# %% right="index_of_pair"
"""min over the set of pairs, a tie broken by list.index."""
from collections import Counter


def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, 256 + num_merges):
        pairs = list(zip(ids, ids[1:]))
        if pairs == []:
            break
        counts = Counter(pairs)
        pair = min(set(pairs), key=lambda p: (-counts[p], pairs.index(p)))
        merges[pair] = new_id
        ids = merge(ids, pair, new_id)
    return merges

# %% right="min_over_positions"
"""The smallest (minus count, position) over all places; everything inlined, no helper of the lesson."""
def train_bpe(text, num_merges):
    def neighbours(seq):
        return [tuple(seq[i:i + 2]) for i in range(len(seq) - 1)]

    ids = list(text.encode("utf8"))
    learned = []
    for k in range(num_merges):
        pairs = neighbours(ids)
        if not pairs:
            break
        tally = {}
        for p in pairs:
            tally[p] = tally.get(p, 0) + 1
        _, place = min((-tally[p], i) for i, p in enumerate(pairs))
        chosen = pairs[place]
        learned.append(chosen)
        shorter, i = [], 0
        while i < len(ids):
            if tuple(ids[i:i + 2]) == chosen:
                shorter.append(256 + k)
                i += 2
            else:
                shorter.append(ids[i])
                i += 1
        ids = shorter
    return {pair: 256 + k for k, pair in enumerate(learned)}

# %% right="most_common"
"""Counter.most_common keeps equal counts in the order in which they were first met."""
from collections import Counter


def train_bpe(text, num_merges):
    ids = list(text.encode())
    merges = {}
    while len(merges) < num_merges and len(ids) > 1:
        (pair, _), = Counter(zip(ids, ids[1:])).most_common(1)
        merges[pair] = 256 + len(merges)
        ids = merge(ids, pair, merges[pair])
    return merges

# %% right="numpy"
"""np.unique with first positions and counts, ordered by lexsort."""
import numpy as np


def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for k in range(num_merges):
        if len(ids) < 2:
            break
        a = np.array(ids)
        rows, first, counts = np.unique(np.stack([a[:-1], a[1:]], axis=1), axis=0,
                                        return_index=True, return_counts=True)
        best = np.lexsort((first, -counts))[0]
        pair = (int(rows[best, 0]), int(rows[best, 1]))
        merges[pair] = 256 + k
        ids = merge(ids, pair, 256 + k)
    return merges

# %% right="one_character_each"
"""The ids as a string with one character for each, so that str.replace can merge."""
from collections import Counter


def train_bpe(text, num_merges):
    s = text.encode("utf-8").decode("latin-1")
    merges = {}
    for k in range(num_merges):
        if len(s) < 2:
            break
        counts = Counter(s[i:i + 2] for i in range(len(s) - 1))
        top = max(counts.values())
        two = min((p for p in counts if counts[p] == top), key=s.index)
        merges[(ord(two[0]), ord(two[1]))] = 256 + k
        s = s.replace(two, chr(256 + k))
    return merges

# %% right="scan_strictly_greater"
"""Walks along the ids and takes a pair only if its count is strictly greater than the best so far."""
def train_bpe(text, num_merges):
    ids = list(bytearray(text, "utf-8"))
    merges = {}
    next_id = 256
    while num_merges > 0:
        counts = count_pairs(ids)
        best_pair, best_count = None, 0
        for pair in zip(ids, ids[1:]):
            if counts[pair] > best_count:
                best_pair, best_count = pair, counts[pair]
        if best_pair is None:
            break
        ids = merge(ids, best_pair, next_id)
        merges[best_pair] = next_id
        next_id += 1
        num_merges -= 1
    return merges

# %% right="stable_sort"
"""The distinct pairs in reading order, sorted by count with Python's stable sort."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for k in range(num_merges):
        distinct = list(dict.fromkeys(zip(ids, ids[1:])))
        if not distinct:
            break
        counts = count_pairs(ids)
        distinct.sort(key=lambda pair: counts[pair], reverse=True)
        merges[distinct[0]] = 256 + k
        ids = merge(ids, distinct[0], 256 + k)
    return merges

# %% right="try_max"
"""Asks for forgiveness: the empty maximum ends the training."""
def train_bpe(text, num_merges):
    ids = list(map(int, text.encode("utf-8")))
    merges = dict()
    try:
        for i in range(num_merges):
            stats = {}
            for j in range(1, len(ids)):
                key = ids[j - 1], ids[j]
                count, where = stats.get(key, (0, -j))
                stats[key] = (count + 1, where)
            pair = max(stats, key=stats.get)
            merges[pair] = 256 + i
            ids = merge(ids, pair, 256 + i)
    except ValueError:
        pass
    return merges

# %% wrong="ascii_only"
"""You throw away what is not ASCII before you train. The bytes of é or 你 belong to the text; that every text can be written in bytes is why BPE begins with them."""
def train_bpe(text, num_merges):
    ids = list(text.encode("ascii", errors="ignore"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="bytes_keys"
"""The keys of your dictionary are pieces of bytes. The keys wanted are pairs of ids, where a merged token stands as its new id (256 and up), not spelled out."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    vocab = {i: bytes([i]) for i in range(256)}
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        left, right = max(counts, key=counts.get)
        vocab[256 + n] = vocab[left] + vocab[right]
        merges[(vocab[left], vocab[right])] = 256 + n
        ids = merge(ids, (left, right), 256 + n)
    return merges

# %% wrong="characters"
"""You begin with the code points of the characters. Byte-level BPE begins with the UTF-8 bytes: one character may be up to four of them, and no id before the first merge is above 255."""
def train_bpe(text, num_merges):
    ids = [ord(c) for c in text]
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="counts_as_values"
"""The values of your dictionary are counts. The value of a pair is the id of the token that replaces it; how often it occurred is no longer needed once it is chosen."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = counts[best]
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="counts_once"
"""You count the pairs once, at the beginning, and take the most frequent of that one table. Each merge changes which ids stand side by side: count again in every round, or no token ever grows longer than two bytes."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    counts = {}
    for pair in zip(ids, ids[1:]):
        counts[pair] = counts.get(pair, 0) + 1
    ranked = sorted(counts, key=counts.get, reverse=True)
    return {pair: 256 + n for n, pair in enumerate(ranked[:num_merges])}

# %% wrong="inverted"
"""Your dictionary is the wrong way round, from new ids to pairs. Encoding asks "has this pair been learned?", so the pairs are the keys."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[256 + n] = best
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="list_of_pairs"
"""You give back a list of the pairs. A dictionary from each pair to its new id is wanted: encoding looks pairs up in it."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = []
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges.append(best)
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="lowercased"
"""You made the text lower case before training. "T" and "t" are different bytes, and a tokenizer must be able to give back both."""
def train_bpe(text, num_merges):
    ids = list(text.lower().encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="merge_not_kept"
"""You learn the same pair again and again. It looks as if the pairs are counted only once, before the loop, or as if the
merged ids are not kept: `merge` gives back a new list and leaves the old one as it was."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        merge(ids, best, 256 + n)
    return merges

# %% wrong="merges_from_original"
"""Each round merges its pair in the original bytes again, so what the rounds before had merged is lost, and new ids are never merged further."""
def train_bpe(text, num_merges):
    original = list(text.encode("utf-8"))
    ids = original
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(original, best, 256 + n)
    return merges

# %% wrong="no_early_stop"
"""Your training breaks down when there is nothing left to merge. A short text has no pair left after a few merges: stop then, and give back what was learned."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="one_too_few"
"""You learn one merge fewer than was asked for. `num_merges` is the number of merges itself."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, 256 + num_merges - 1):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges

# %% wrong="one_too_many"
"""You learn one merge more than was asked for. `num_merges` is the number of merges itself, and 0 means none."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    while len(merges) <= num_merges:
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        new_id = 256 + len(merges)
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges

# %% wrong="overlaps_once"
"""In a run of equal ids you count only the pairs that do not overlap, so a pair such as "aa" comes too late. `count_pairs` counts every two neighbours, and its counts decide."""
def train_bpe(text, num_merges):
    s = text.encode("utf-8").decode("latin-1")
    merges = {}
    for n in range(num_merges):
        pairs = list(dict.fromkeys(zip(s, s[1:])))
        if not pairs:
            break
        left, right = max(pairs, key=lambda pair: s.count(pair[0] + pair[1]))
        merges[(ord(left), ord(right))] = 256 + n
        s = s.replace(left + right, chr(256 + n))
    return merges

# %% wrong="pair_itself_is_max"
"""You take the largest pair, not the most frequent one: the maximum of a dictionary compares its keys. The counts should decide."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        best = max(counts)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="rarest"
"""You merge the rarest pair. The most frequent one shortens the text most, and that is the one to merge."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = min(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="returns_ids"
"""You give back the shortened ids. What training is for is the table of merges: with it any text can be encoded, not only this one."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return ids

# %% wrong="returns_in_loop"
"""You stop after the first merge: look at how far the last line is indented."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
        return merges
    return merges

# %% wrong="spaces_dropped"
"""You dropped the spaces before training. They are bytes like all others; without them the words run together, and pairs are learned that the text does not hold."""
def train_bpe(text, num_merges):
    ids = list("".join(text.split()).encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="starts_after_largest"
"""The id of your first merge already belongs to a byte, so two different things would share one number. All 256 bytes have an id of their own, whether the text uses them or not; new ids begin after the last of them."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        new_id = max(ids) + 1
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges

# %% wrong="starts_at_255"
"""The id of your first merge already belongs to a byte, so two different things would share one number. All 256 bytes have an id of their own, whether the text uses them or not; new ids begin after the last of them."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    new_id = 255
    while len(merges) < num_merges:
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = new_id
        ids = merge(ids, best, new_id)
        new_id += 1
    return merges

# %% wrong="starts_at_257"
"""Your first merge is 257. The bytes are 0 to 255, so the first free id is 256."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(1, num_merges + 1):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="starts_at_distinct"
"""The id of your first merge already belongs to a byte, so two different things would share one number. All 256 bytes have an id of their own, whether the text uses them or not; new ids begin after the last of them."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    vocab_size = len(set(ids))
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = vocab_size + n
        ids = merge(ids, best, vocab_size + n)
    return merges

# %% wrong="starts_at_zero"
"""Your table holds the rank of each merge, 0, 1, 2 and so on. The value of a pair is the id of the new token; ids 0 to 255 are the bytes, so those ranks are taken."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="stops_below_two"
"""You stop when no pair occurs twice. Here pairs seen once are merged too, until the wanted number of merges is reached or a single id is left."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        if counts[best] < 2:
            break
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="tie_largest"
"""When several pairs are equally frequent you take the one with the largest ids; a maximum over tuples does that unasked. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        _, best = max((count, pair) for pair, count in counts.items())
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="tie_last"
"""When several pairs are equally frequent you take a later one. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand, so a later one must be better, not just as good."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        best, best_count = None, 0
        for pair in zip(ids, ids[1:]):
            if counts[pair] >= best_count:
                best, best_count = pair, counts[pair]
        if best is None:
            break
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="tie_last_sorted"
"""When several pairs are equally frequent you take a later one. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand, so a later one must be better, not just as good."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = sorted(counts.items(), key=lambda item: item[1])[-1][0]
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="tie_smallest"
"""When several pairs are equally frequent you take the one with the smallest ids. The rule for a tie is the place in the text: the pair that occurs first in the ids as they stand."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="vocabulary_size"
"""You read `num_merges` as the size of the vocabulary and take the 256 bytes off it. It is the number of merges to learn, beyond the bytes."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for new_id in range(256, num_merges):
        counts = {}
        for pair in zip(ids, ids[1:]):
            counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = new_id
        ids = merge(ids, best, new_id)
    return merges

# %% wrong="words_apart"
"""You split the text into words and count inside them only, so no pair with a space is ever learned. Large tokenizers do split first, but the contract here is one sequence of bytes, spaces included."""
def train_bpe(text, num_merges):
    words = [list(word.encode("utf-8")) for word in text.split()]
    merges = {}
    for n in range(num_merges):
        counts = {}
        for ids in words:
            for pair in zip(ids, ids[1:]):
                counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        words = [merge(ids, best, 256 + n) for ids in words]
    return merges

# %% wrong="counted_before_the_loop"
"""You learn the same pair again and again. It looks as if the pairs are counted only once, before the loop, or as if the
merged ids are not kept: `merge` gives back a new list and leaves the old one as it was."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    counts = count_pairs(ids)
    for n in range(num_merges):
        if not counts:
            break
        best = max(counts, key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="counts_of_the_first_round"
"""You choose by the counts of the first round. A merge takes pairs away and makes new ones: count anew in every round."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges, counts = {}, count_pairs(ids)
    for n in range(num_merges):
        pairs = list(zip(ids, ids[1:]))
        if not pairs:
            break
        best = max(pairs, key=lambda pair: counts.get(pair, 0))
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        best = max(zip(ids, ids[1:]), key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)

# %% wrong="pair_with_its_count"
"""The keys of your dictionary are (pair, count). `most_common` gives both together: take the pair out of it."""
from collections import Counter


def train_bpe(text, num_merges):
    ids = list(text.encode("utf-8"))
    merges = {}
    for n in range(num_merges):
        counts = Counter(zip(ids, ids[1:]))
        if not counts:
            break
        best = counts.most_common(1)[0]
        merges[best] = 256 + n
        ids = merge(ids, best[0], 256 + n)
    return merges

# %% wrong="text_not_bytes"
"""You begin with the characters as pieces of text. Byte-level BPE begins with the numbers of the UTF-8 bytes."""
def train_bpe(text, num_merges):
    ids = list(text)
    merges = {}
    for n in range(num_merges):
        counts = count_pairs(ids)
        if not counts:
            break
        best = max(zip(ids, ids[1:]), key=counts.get)
        merges[best] = 256 + n
        ids = merge(ids, best, 256 + n)
    return merges

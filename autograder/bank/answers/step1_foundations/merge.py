# %% right="deque"
"""A queue that is emptied from the left."""
from collections import deque


def merge(ids, pair, new_id):
    queue = deque(ids)
    out = []
    while queue:
        first = queue.popleft()
        if queue and (first, queue[0]) == (pair[0], pair[1]):
            queue.popleft()
            first = new_id
        out.append(first)
    return out

# %% right="index_search"
"""Jumps from one occurrence of the left id to the next with list.index."""
def merge(ids, pair, new_id):
    left, right = pair
    out = []
    start = 0
    while True:
        try:
            i = ids.index(left, start)
        except ValueError:
            return out + ids[start:]
        out.extend(ids[start:i])
        if i + 1 < len(ids) and ids[i + 1] == right:
            out.append(new_id)
            start = i + 2
        else:
            out.append(left)
            start = i + 1

# %% right="iterator"
"""One id is held back until the next one is known."""
def merge(ids, pair, new_id):
    left, right = pair
    nothing = object()
    held = nothing
    result = []
    for current in ids:
        if held is nothing:
            held = current
        elif held == left and current == right:
            result.append(new_id)
            held = nothing
        else:
            result.append(held)
            held = current
    if held is not nothing:
        result.append(held)
    return result

# %% right="numpy"
"""All matches at once with NumPy, then overlapping ones are thrown out from the left."""
import numpy as np


def merge(ids, pair, new_id):
    a = np.array(ids, dtype=np.int64)
    matches = np.flatnonzero((a[:-1] == pair[0]) & (a[1:] == pair[1]))
    keep = np.ones(len(a), dtype=bool)
    last = -2
    for m in matches:
        if m > last + 1:
            a[m] = new_id
            keep[m + 1] = False
            last = m
    return a[keep].tolist()

# %% right="output_stack"
"""Looks back at the end of the output; what was merged in this call cannot be merged again."""
def merge(ids, pair, new_id):
    out, fresh = [], False
    for x in ids:
        if out and not fresh and out[-1] == pair[0] and x == pair[1]:
            out[-1] = new_id
            fresh = True
        else:
            out.append(x)
            fresh = False
    return out

# %% right="reduce"
"""functools.reduce over (output, held id)."""
from functools import reduce


def merge(ids, pair, new_id):
    def step(state, current):
        out, held = state
        if held == [pair[0]] and current == pair[1]:
            return out + [new_id], []
        return out + held, [current]

    out, held = reduce(step, ids, ([], []))
    return out + held

# %% right="reversed_stack"
"""A reversed copy as a stack: `pop` takes the leftmost id."""
def merge(ids, pair, new_id):
    stack = ids[::-1]
    out = []
    while len(stack) >= 2:
        if stack[-1] == pair[0] and stack[-2] == pair[1]:
            stack.pop()
            stack.pop()
            out.append(new_id)
        else:
            out.append(stack.pop())
    return out + stack

# %% right="skip_flag"
"""A for loop and a flag that says "this one is already merged"."""
def merge(ids, pair, new_id):
    out = []
    skip = False
    for i, current in enumerate(ids):
        if skip:
            skip = False
            continue
        following = ids[i + 1] if i + 1 < len(ids) else None
        if (current, following) == tuple(pair):
            out += [new_id]
            skip = True
        else:
            out += [current]
    return out

# %% right="slice_assignment"
"""Works on a copy and replaces slices of it."""
def merge(ids, pair, new_id):
    ids = list(ids)
    pair = list(pair)
    i = 0
    while i < len(ids) - 1:
        if ids[i:i + 2] == pair:
            ids[i:i + 2] = [new_id]
        i += 1
    return ids

# %% right="str_replace"
"""One character for each id, then str.replace, which works left to right without overlaps."""
def merge(ids, pair, new_id):
    text = "".join(map(chr, ids))
    text = text.replace(chr(pair[0]) + chr(pair[1]), chr(new_id))
    return [ord(c) for c in text]

# %% right="while"
"""The classic: an index, two steps after a match and one otherwise."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i < len(ids) - 1 and ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% right="zip_longest"
"""Neighbours from zip_longest, positions to drop in a set."""
from itertools import zip_longest


def merge(ids, pair, new_id):
    dropped = set()
    out = []
    for i, (a, b) in enumerate(zip_longest(ids, ids[1:])):
        if i in dropped:
            continue
        if a == pair[0] and b == pair[1]:
            dropped.add(i + 1)
            out.append(new_id)
        else:
            out.append(a)
    return out

# %% wrong="bytes_replace"
"""You treat the ids as bytes, which end at 255. The very first merge makes an id of 256, and later pairs consist of such ids."""
def merge(ids, pair, new_id):
    return list(bytes(ids).replace(bytes(pair), bytes([new_id])))

# %% wrong="crash_on_empty"
"""Your function looks at the first id before it knows that there is one. An empty list stays empty, and that is not an error."""
def merge(ids, pair, new_id):
    out = [ids[0]]
    fresh = False
    for x in ids[1:]:
        if out[-1] == pair[0] and x == pair[1] and not fresh:
            out[-1] = new_id
            fresh = True
        else:
            out.append(x)
            fresh = False
    return out

# %% wrong="cut_after_first"
"""Your answer ends at the first merge: whatever follows it is lost. The rest of the ids must be copied and merged as well."""
def merge(ids, pair, new_id):
    out = []
    for i in range(len(ids)):
        if tuple(ids[i:i + 2]) == tuple(pair):
            out.append(new_id)
            break
        out.append(ids[i])
    return out

# %% wrong="drops_last"
"""You lose the last id when it is not merged: your loop looks at pairs, and the last id begins none. It has to be copied all the same."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="drops_last_zip"
"""You lose the last id when it is not merged: your loop looks at pairs, and the last id begins none. It has to be copied all the same."""
def merge(ids, pair, new_id):
    out = []
    skip = False
    for a, b in zip(ids, ids[1:]):
        if skip:
            skip = False
        elif (a, b) == tuple(pair):
            out.append(new_id)
            skip = True
        else:
            out.append(a)
    return out

# %% wrong="either_id"
"""You replace every id that belongs to the pair, wherever it stands. Only a left id with its right id directly behind it is merged, and the two become one."""
def merge(ids, pair, new_id):
    return [new_id if i in pair else i for i in ids]

# %% wrong="first_only"
"""You merge the first occurrence of the pair only. One call replaces every one of them."""
def merge(ids, pair, new_id):
    for i in range(len(ids) - 1):
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            return ids[:i] + [new_id] + ids[i + 2:]
    return list(ids)

# %% wrong="first_only_break"
"""You merge the first occurrence of the pair only. One call replaces every one of them."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if tuple(ids[i:i + 2]) == tuple(pair):
            out.append(new_id)
            i += 2
            break
        out.append(ids[i])
        i += 1
    return out + ids[i:]

# %% wrong="index_error"
"""At the last id you look for a right neighbour, and there is none. It can begin no pair."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="keeps_both"
"""You put the new id in and keep the pair as well, so the list grows. The new id takes the place of the two ids: that is what makes the text shorter."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out += [ids[i], ids[i + 1], new_id]
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="keeps_right"
"""The right half of a merged pair is still in your answer. The new id stands for both ids, so your loop must step over the second one (a `for` loop ignores changes of its own variable)."""
def merge(ids, pair, new_id):
    out = []
    for i in range(len(ids)):
        if i < len(ids) - 1 and ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
    return out

# %% wrong="keeps_right_while"
"""The right half of a merged pair is still in your answer. The new id stands for both ids, so your loop must step over the second one (a `for` loop ignores changes of its own variable)."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
        else:
            out.append(ids[i])
        i += 1
    return out

# %% wrong="last_twice"
"""You add the last id after the loop in any case, even when it has just been merged; then it is there twice."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    out.extend(ids[-1:])
    return out

# %% wrong="left_only"
"""You compare the left id only, so it is merged with whatever follows. Both ids of the pair have to match."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and ids[i] == pair[0]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="mutates"
"""The ids that you give back are right, but you also changed the list of your caller. A function of this course never changes its arguments: build a new list."""
def merge(ids, pair, new_id):
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            ids[i] = new_id
            del ids[i + 1]
        i += 1
    return ids

# %% wrong="mutates_alias"
"""The ids that you give back are right, but you also changed the list of your caller. A function of this course never changes its arguments: build a new list."""
def merge(ids, pair, new_id):
    out = ids
    i = 0
    while i < len(out) - 1:
        if out[i:i + 2] == list(pair):
            out[i:i + 2] = [new_id]
        i += 1
    return list(out)

# %% wrong="no_return"
"""Your function gives back None: perhaps you changed the list in place. A new list is wanted, and the one that came in stays as it was."""
def merge(ids, pair, new_id):
    i = 0
    while i < len(ids) - 1:
        if ids[i] == pair[0] and ids[i + 1] == pair[1]:
            ids[i:i + 2] = [new_id]
        i += 1

# %% wrong="nothing_found"
"""When the pair does not occur you give back nothing. Then the ids stay as they are: give back a list that is equal to the one that came in."""
def merge(ids, pair, new_id):
    out = []
    found = False
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            found = True
            i += 2
        else:
            out.append(ids[i])
            i += 1
    if found:
        return out

# %% wrong="number_text"
"""You turned the numbers into text and searched there, so that "1 2" is also found inside "11 2" and "1 23". Compare whole ids, not their digits."""
def merge(ids, pair, new_id):
    text = " ".join(str(i) for i in ids)
    text = text.replace(f"{pair[0]} {pair[1]}", str(new_id))
    return [int(word) for word in text.split()]

# %% wrong="only_adjacent_twos"
"""You cut the ids into separate twos and look at those only, so a pair that begins at an odd place is never found. After an id that does not match, go on by one, not by two."""
def merge(ids, pair, new_id):
    out = []
    for i in range(0, len(ids), 2):
        two = ids[i:i + 2]
        if two == list(pair):
            out.append(new_id)
        else:
            out.extend(two)
    return out

# %% wrong="overlapping"
"""In a run of equal ids you merge pairs that overlap, so that one id is used up twice. An id that has been merged is gone, and the next pair begins after it."""
def merge(ids, pair, new_id):
    matches = [i for i in range(len(ids) - 1) if (ids[i], ids[i + 1]) == tuple(pair)]
    out = []
    for i in range(len(ids)):
        if i in matches:
            out.append(new_id)
        elif i - 1 not in matches:
            out.append(ids[i])
    return out

# %% wrong="own_new_id"
"""You made up a new id instead of taking the one you were given. The caller decides which id the pair gets, and writes it into the merge table."""
def merge(ids, pair, new_id):
    new_id = max(ids, default=0) + 1
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="remove"
"""You remove the right id by its value, and so lose the first one in the list that looks like it, not the one that was merged. Remove by place."""
def merge(ids, pair, new_id):
    out = list(ids)
    i = 0
    while i < len(out) - 1:
        if out[i] == pair[0] and out[i + 1] == pair[1]:
            out[i] = new_id
            out.remove(pair[1])
        i += 1
    return out

# %% wrong="right_to_left"
"""You merge from the right end. In a run such as "aaa" that pairs up other ids than reading from left to right does, and training and encoding must agree on one way."""
def merge(ids, pair, new_id):
    out = list(ids)
    i = len(out) - 2
    while i >= 0:
        if out[i] == pair[0] and out[i + 1] == pair[1]:
            out[i:i + 2] = [new_id]
            i -= 2
        else:
            i -= 1
    return out

# %% wrong="skips_after_merge"
"""After each merge you skip one id too many, and it is lost. A pair is two ids long."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            i += 3
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="stale_positions"
"""You look for all places first and then replace them one by one; but after each replacement everything behind it has moved one place to the left."""
def merge(ids, pair, new_id):
    places = []
    i = 0
    while i < len(ids) - 1:
        if (ids[i], ids[i + 1]) == tuple(pair):
            places.append(i)
            i += 2
        else:
            i += 1
    out = list(ids)
    for i in places:
        out[i:i + 2] = [new_id]
    return out

# %% wrong="tuple_returned"
"""You give back a tuple. A new list is asked for."""
def merge(ids, pair, new_id):
    out, i = (), 0
    while i < len(ids):
        if tuple(ids[i:i + 2]) == tuple(pair):
            out, i = out + (new_id,), i + 2
        else:
            out, i = out + (ids[i],), i + 1
    return out

# %% wrong="unordered"
"""You merge the pair in either order. (1, 2) is not (2, 1): the new id could not be turned back into one certain text."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and sorted(ids[i:i + 2]) == sorted(pair):
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="final_pair_never"
"""You never merge a pair at the very end of the list: your loop stops looking one place too early."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i < len(ids) - 2 and ids[i] == pair[0] and ids[i + 1] == pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="final_pair_never_for"
"""You never merge a pair at the very end of the list: your loop stops looking one place too early."""
def merge(ids, pair, new_id):
    places = []
    for i in range(len(ids) - 2):
        if (ids[i], ids[i + 1]) == tuple(pair) and (not places or places[-1] < i - 1):
            places.append(i)
    out = list(ids)
    for i in reversed(places):
        out[i:i + 2] = [new_id]
    return out

# %% wrong="is_for_equal"
"""You ask whether two ids are the same object (`is`), not whether they are equal (`==`). Python keeps one object for each
small number only, so this goes wrong from 257 on, which are the very ids that merging makes."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and ids[i] is pair[0] and ids[i + 1] is pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="is_for_the_left"
"""You ask whether two ids are the same object (`is`), not whether they are equal (`==`). Python keeps one object for each
small number only, so this goes wrong from 257 on, which are the very ids that merging makes."""
def merge(ids, pair, new_id):
    left, right = pair
    out = []
    for x in ids:
        if out and out[-1] is left and x == right:
            out[-1] = new_id
        else:
            out.append(x)
    return out

# %% wrong="is_for_the_right"
"""You ask whether two ids are the same object (`is`), not whether they are equal (`==`). Python keeps one object for each
small number only, so this goes wrong from 257 on, which are the very ids that merging makes."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and ids[i] == pair[0] and ids[i + 1] is pair[1]:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="slice_against_tuple"
"""You never find the pair. It looks as if you compare things of two kinds, which Python never calls equal: a slice of a
list is a list and the pair a tuple; or one id with a whole pair, as `pair in ids` does."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="tuple_is_pair"
"""You never find the pair. It looks as if you compare things of two kinds, which Python never calls equal: a slice of a
list is a list and the pair a tuple; or one id with a whole pair, as `pair in ids` does."""
def merge(ids, pair, new_id):
    out = []
    i = 0
    while i < len(ids):
        if i + 1 < len(ids) and (ids[i], ids[i + 1]) is pair:
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

# %% wrong="pair_in_list"
"""You never find the pair. It looks as if you compare things of two kinds, which Python never calls equal: a slice of a
list is a list and the pair a tuple; or one id with a whole pair, as `pair in ids` does."""
def merge(ids, pair, new_id):
    out = list(ids)
    while pair in out:
        i = out.index(pair)
        out[i:i + 2] = [new_id]
    return out

# %% wrong="same_list_when_absent"
"""When there is nothing to merge you give back the caller's own list. Whoever changes your result then changes theirs:
give back a new list in every case."""
def merge(ids, pair, new_id):
    if pair not in list(zip(ids, ids[1:])):
        return ids
    out = []
    i = 0
    while i < len(ids):
        if ids[i:i + 2] == list(pair):
            out.append(new_id)
            i += 2
        else:
            out.append(ids[i])
            i += 1
    return out

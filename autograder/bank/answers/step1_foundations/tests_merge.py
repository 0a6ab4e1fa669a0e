# %% right="assertions"
"""Assertions, whose errors count as False, and True at the end."""
def tests_merge(candidate):
    for ids, pair, expected in [
        ([3, 1, 2, 2, 1, 1, 2], (1, 2), [3, 99, 2, 1, 99]),
        ([1, 1, 1, 1, 1], (1, 1), [99, 99, 1]),
        ([11, 2, 1, 22, 1], (1, 2), [11, 2, 1, 22, 1]),
        ([], (1, 2), []),
        ([256, 300], (256, 300), [99]),
    ]:
        before = list(ids)
        assert candidate(ids, pair, 99) == expected, "wrong ids"
        assert ids == before, "argument changed"
    return True

# %% right="reference"
"""An own merge, written another way, on many random lists."""
import random


def tests_merge(candidate):
    def plain(ids, pair, new_id):
        merged = []
        rest = list(ids)
        while rest:
            if rest[:2] == list(pair):
                merged.append(new_id)
                rest = rest[2:]
            else:
                merged.append(rest.pop(0))
        return merged

    dice = random.Random(3)
    for length in list(range(12)) * 8:
        ids = [dice.choice([1, 1, 300, 2, 1]) for _ in range(length)]
        pair = dice.choice([(1, 2), (1, 1), (1, 300), (2, 1)])
        copy = ids[:]
        if candidate(copy, pair, 500) != plain(ids, pair, 500) or copy != ids:
            return False
    return True

# %% right="properties"
"""Properties: undoing, no pair left, and the list that came in untouched; one known value says which end it begins at."""
def tests_merge(candidate):
    if candidate([2, 2, 2], (2, 2), 777) != [777, 2]:
        return False
    for ids in ([], [1], [2, 2, 2], [2, 2, 2, 2, 2, 1, 2], [1, 2, 3, 1, 2], [3, 1, 2, 2, 1], [300, 1, 300, 1, 1, 12]):
        for pair in ((1, 2), (2, 2), (300, 1)):
            copy = list(ids)
            merged = candidate(copy, pair, 777)
            if copy != ids or type(merged) is not list:
                return False
            undone, seen = [], []
            for i in merged:
                undone += list(pair) if i == 777 else [i]
                seen.append(i)
                if tuple(seen[-2:]) == pair:
                    return False
            if undone != ids:
                return False
    return True

# %% right="numpy_truth"
"""A NumPy truth value, of arrays compared as a whole."""
def tests_merge(candidate):
    cases = [
        ([5, 1, 2, 3, 1, 2], (1, 2), [5, 9, 3, 9]),
        ([1, 1, 1], (1, 1), [9, 1]),
        ([2, 1, 2, 1, 1, 12, 2], (1, 2), [2, 9, 1, 1, 12, 2]),
        ([], (1, 2), []),
        ([300, 301], (300, 301), [9]),
    ]
    held = np.array([candidate(list(ids), pair, 9) == expected for ids, pair, expected in cases])
    ids = [1, 2, 1]
    candidate(ids, (1, 2), 9)
    return held.all() & np.equal(ids, [1, 2, 1]).all()

# %% right="catches_errors"
"""Every error caught, and said to be wrong."""
def tests_merge(candidate):
    def gives(ids, pair, new_id, expected):
        try:
            copy = list(ids)
            return candidate(copy, pair, new_id) == expected and copy == ids
        except Exception:
            return False

    return (
        gives([], (0, 1), 5, [])
        and gives([0, 1], (0, 1), 5, [5])
        and gives([1, 0], (0, 1), 5, [1, 0])
        and gives([7, 0, 1, 1, 0, 0, 1], (0, 1), 5, [7, 5, 1, 0, 5])
        and gives([6, 6, 6, 6, 6], (6, 6), 400, [400, 400, 6])
        and gives([400, 6, 400], (6, 400), 401, [400, 401])
    )

# %% right="torch_truth"
"""A torch truth value of one element."""
def tests_merge(candidate):
    ids = [300, 4, 4, 4, 300, 4, 300, 4]
    end = candidate([9, 4, 300], (4, 300), 5)
    merged = torch.tensor(candidate(ids, (4, 300), 5) + candidate(ids, (4, 4), 5) + candidate([], (4, 4), 5) + end)
    same = torch.tensor(ids) == torch.tensor([300, 4, 4, 4, 300, 4, 300, 4])
    expected = torch.tensor([300, 4, 4, 5, 5, 4, 300, 5, 4, 300, 4, 300, 4, 9, 5])
    return (merged == expected).all() & same.all() if len(merged) == len(expected) else torch.tensor(False)

# %% wrong="always_true"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and compare what comes out with what must come out."""
def tests_merge(candidate):
    return True

# %% wrong="own_merge"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and compare what comes out with what must come out."""
def tests_merge(candidate):
    return merge([1, 1, 1], (1, 1), 9) == [9, 1] and merge([5, 1, 2], (1, 2), 9) == [5, 9]

# %% wrong="against_itself"
"""You compare the candidate with itself, and all but those that change their argument or crash agree with themselves. Compare it with values that you worked out by hand."""
def tests_merge(candidate):
    ids = [3, 1, 2, 2, 1, 1, 2, 300]
    return candidate(ids, (1, 2), 9) == candidate(ids, (1, 2), 9)

# %% wrong="always_false"
"""Your tests refuse every candidate. Is there a path on which they give back True, and can a right merge get there? (Two lists are compared with `==`; `is` asks whether they are one and the same object, which a new list never is.)"""
def tests_merge(candidate):
    result = candidate([1, 1, 1], (1, 1), 9)
    if result != [9, 1]:
        return False
    return False

# %% wrong="no_return"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False."""
def tests_merge(candidate):
    assert candidate([1, 1, 1], (1, 1), 9) == [9, 1]
    assert candidate([5, 1, 2, 3, 1, 2], (1, 2), 9) == [5, 9, 3, 9]

# %% wrong="printed"
"""You print what you found and give nothing back. The caller sees what is returned."""
def tests_merge(candidate):
    for ids, pair, expected in [([1, 1, 1], (1, 1), [9, 1]), ([], (1, 2), [])]:
        try:
            print(candidate(ids, pair, 9) == expected)
        except Exception as error:
            print(error)

# %% wrong="arguments_swapped"
"""You call the candidate in another way than merge is called. It takes three arguments: ids first, then the pair, then the new id."""
def tests_merge(candidate):
    return candidate((1, 1), 9, [1, 1, 1]) == [9, 1]

# %% wrong="new_id_forgotten"
"""You call the candidate in another way than merge is called. It takes three arguments: ids first, then the pair, then the new id."""
def tests_merge(candidate):
    return candidate([1, 1, 1], (1, 1)) == [256, 1]

# %% wrong="only_the_docstring"
"""You try the examples of the docstring and nothing else. They are where every author looked. Try what an author forgets: no ids, a single id, a run of equal ids, an argument that must not change."""
def tests_merge(candidate):
    first = candidate([1, 1, 1], (1, 1), 9) == [9, 1]
    return first and candidate([5, 1, 2, 3, 1, 2], (1, 2), 9) == [5, 9, 3, 9]

# %% wrong="one_example"
"""You try one example in which nothing is difficult. Most bugs show at the edges: a run of equal ids, a match at the very end, no match, no ids at all."""
def tests_merge(candidate):
    return candidate([3, 4, 1, 2, 5], (1, 2), 9) == [3, 4, 9, 5]

# %% wrong="length_only"
"""You look at the length of the result and not at the ids in it. A wrong list can be of the right length."""
def tests_merge(candidate):
    return (
        len(candidate([1, 1, 1], (1, 1), 9)) == 2
        and len(candidate([5, 1, 2, 3, 1, 2], (1, 2), 9)) == 4
        and len(candidate([], (1, 2), 9)) == 0
        and len(candidate([2, 1, 300], (1, 2), 9)) == 3
    )

# %% wrong="contains_new_id"
"""You ask whether the new id is in the result, and not where, nor what else is there."""
def tests_merge(candidate):
    return 9 in candidate([5, 1, 2, 3], (1, 2), 9) and 9 not in candidate([2, 1, 3], (1, 2), 9)

# %% wrong="sorted"
"""You sort before you compare, so ids at wrong places go unseen. The order is half of what merge promises."""
def tests_merge(candidate):
    for ids, pair, expected in [
        ([1, 1, 1], (1, 1), [9, 1]), ([5, 1, 2, 3, 1, 2], (1, 2), [5, 9, 3, 9]), ([], (1, 2), [])
    ]:
        before = list(ids)
        if sorted(candidate(ids, pair, 9)) != sorted(expected) or ids != before:
            return False
    return True

# %% wrong="undo_only"
"""You undo the merges and see the old list, and ask nothing else. That also holds for a merge that leaves some pairs as they are, or takes others than the leftmost. A property needs known values beside it."""
def tests_merge(candidate):
    for ids, pair in [([1, 1, 1], (1, 1)), ([5, 1, 2, 3, 1, 2], (1, 2)), ([], (1, 2)), ([300, 12], (1, 2))]:
        undone = []
        copy = list(ids)
        for i in candidate(copy, pair, 9):
            undone += list(pair) if i == 9 else [i]
        if undone != ids or copy != ids:
            return False
    return True

# %% wrong="argument_unwatched"
"""You never look at the list that you handed over. A function of this course changes no argument, and some candidates do."""
def tests_merge(candidate):
    for ids, pair, expected in [
        ([3, 1, 2, 2, 1, 1, 2], (1, 2), [3, 9, 2, 1, 9]),
        ([1, 1, 1, 1, 1], (1, 1), [9, 9, 1]),
        ([11, 2, 1, 22, 1], (1, 2), [11, 2, 1, 22, 1]),
        ([], (1, 2), []),
        ([256, 300], (256, 300), [9]),
    ]:
        if candidate(ids, pair, 9) != expected:
            return False
    return True

# %% wrong="right_to_left_by_hand"
"""Your expected value of a run of equal ids is not what merge promises: from the left, the first two of three are the pair. Work it out on paper, from the left."""
def tests_merge(candidate):
    return candidate([1, 1, 1], (1, 1), 9) == [1, 9] and candidate([5, 1, 2], (1, 2), 9) == [5, 9]

# %% wrong="overlaps_by_hand"
"""You expect overlapping pairs to be merged, too. An id that has been merged is used up."""
def tests_merge(candidate):
    return candidate([1, 1, 1], (1, 1), 9) == [9, 9] and candidate([5, 1, 2], (1, 2), 9) == [5, 9]

# %% wrong="in_place_wanted"
"""You expect the candidate to change the list that it is given. merge gives back a new list and leaves the old one alone."""
def tests_merge(candidate):
    ids = [5, 1, 2, 3]
    candidate(ids, (1, 2), 9)
    return ids == [5, 9, 3]

# %% wrong="tuple_wanted"
"""You compare a list with a tuple, and in Python these two are never equal, whatever is in them."""
def tests_merge(candidate):
    return tuple(candidate([1, 1, 1], (1, 1), 9)) == (9, 1) and candidate([5, 1, 2], (1, 2), 9) == (5, 9)

# %% wrong="identity"
"""Your tests refuse every candidate. Is there a path on which they give back True, and can a right merge get there? (Two lists are compared with `==`; `is` asks whether they are one and the same object, which a new list never is.)"""
def tests_merge(candidate):
    return candidate([], (1, 2), 9) == [] and candidate([5, 1, 2], (1, 2), 9) is [5, 9]

# %% wrong="last_case_only"
"""Each case overwrites what the one before it found, so only the last one counts. Give back False as soon as a case fails, and True when all have held."""
def tests_merge(candidate):
    held = True
    for ids, pair, expected in [
        ([1, 1, 1], (1, 1), [9, 1]), ([3, 1, 2, 2, 1, 1, 2], (1, 2), [3, 9, 2, 1, 9]), ([2, 1, 4], (1, 2), [2, 1, 4])
    ]:
        held = candidate(ids, pair, 9) == expected
    return held

# %% wrong="any_case"
"""One case that holds is enough for you: `or`, or `any`, where every case must hold."""
def tests_merge(candidate):
    return any(
        candidate(list(ids), pair, 9) == expected
        for ids, pair, expected in [
            ([1, 1, 1], (1, 1), [9, 1]), ([3, 1, 2, 2, 1, 1, 2], (1, 2), [3, 9, 2, 1, 9]), ([300, 1], (300, 1), [9])
        ]
    )

# %% wrong="shared_list"
"""All your cases use one list, and a candidate that changes it spoils it for the next candidate, who did nothing wrong. Make a new list for each call."""
shared = [3, 1, 2, 2, 1, 1, 2]


def tests_merge(candidate):
    return candidate(shared, (1, 2), 9) == [3, 9, 2, 1, 9] and shared == [3, 1, 2, 2, 1, 1, 2]

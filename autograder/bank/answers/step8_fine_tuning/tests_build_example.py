# %% right="assertions"
"""Assertions, whose errors count as False, and True at the end."""
def tests_build_example(candidate):
    for prompt, answer, room, expected in [
        ([5, 6, 7], [8, 9], 10, ([5, 6, 7, 8], [-100, -100, 8, 9])),
        ([5, 6, 7], [8, 9], 3, ([6, 7, 8], [-100, 8, 9])),
        ([5, 6, 7], [8, 9], 4, ([5, 6, 7, 8], [-100, -100, 8, 9])),
        ([1], [2], 5, ([1], [2])),
        ([1, 2, 3], [4, 5, 6, 7, 9], 3, ([5, 6, 7], [6, 7, 9])),
        ([1, 2, 3], [4, 5, 6, 7, 9], 4, ([4, 5, 6, 7], [5, 6, 7, 9])),
        ([0, 3, 0, 2], [3, 0, 0, 2, 3], 20, ([0, 3, 0, 2, 3, 0, 0, 2], [-100, -100, -100, 3, 0, 0, 2, 3])),
        ([50_000, 4_097], [32_771, 40_003], 9, ([50_000, 4_097, 32_771], [-100, 32_771, 40_003])),
    ]:
        given = list(prompt), list(answer)
        x, y = candidate(*given, room)
        assert x.dtype is torch.int64 and y.dtype is torch.int64, "long tensors"
        assert (x.tolist(), y.tolist()) == expected, "wrong values"
        assert given == (prompt, answer), "arguments changed"
    return True

# %% right="reference"
"""An own build_example, written another way, on many random examples."""
import random


def tests_build_example(candidate):
    def plain(prompt, answer, room):
        marked = [(token, False) for token in prompt] + [(token, True) for token in answer]
        while len(marked) > room + 1:
            marked.pop(0)
        inputs = [token for token, _ in marked[:-1]]
        return inputs, [token if taught else -100 for token, taught in marked[1:]]

    dice = random.Random(1)
    for _ in range(120):
        prompt = [dice.choice([0, 1, 2, 3, 40_001]) for _ in range(dice.randint(1, 6))]
        answer = [dice.choice([0, 1, 2, 3, 50_255]) for _ in range(dice.randint(1, 6))]
        room = dice.randint(1, 14)
        given = list(prompt), list(answer)
        x, y = candidate(given[0], given[1], room)
        if x.dtype != torch.long or y.dtype != torch.long or given != (prompt, answer):
            return False
        if (x.tolist(), y.tolist()) != plain(prompt, answer, room):
            return False
    return True

# %% right="properties"
"""Properties, checked on a grid of sizes: lengths, what is read, where labels stand and what they are."""
def tests_build_example(candidate):
    for n_prompt in (1, 2, 5):
        for n_answer in (1, 2, 4):
            for room in (1, 2, 3, 4, 5, 6, 7, 8, 9, 40):
                prompt = [7 + 3 * (i % 3) for i in range(n_prompt)]
                answer = [7 + i % 4 for i in range(n_answer - 1)] + [40_001]
                given = list(prompt), list(answer)
                x, y = candidate(*given, room)
                if given != (prompt, answer) or x.dtype != torch.long or y.dtype != torch.long or x.dim() != 1:
                    return False
                ids = (prompt + answer)[-(room + 1):]
                if x.tolist() != ids[:-1] or y.shape != x.shape:
                    return False
                taught = min(n_answer, len(x))
                if (y != -100).sum() != taught or y.tolist()[len(y) - taught:] != ids[len(ids) - taught:]:
                    return False
    return True

# %% right="catches_errors"
"""Every error caught, and said to be wrong; torch.equal, which also compares types."""
def tests_build_example(candidate):
    def gives(prompt, answer, room, x, y):
        try:
            given = prompt.copy(), answer.copy()
            read, labels = candidate(*given, room)
            return torch.equal(read, torch.tensor(x)) and torch.equal(labels, torch.tensor(y)) and given == (prompt, answer)
        except Exception:
            return False

    return (
        gives([1], [9], 4, [1], [9])
        and gives([3, 1, 4], [1, 9], 7, [3, 1, 4, 1], [-100, -100, 1, 9])
        and gives([3, 1, 4], [1, 5, 9], 5, [3, 1, 4, 1, 5], [-100, -100, 1, 5, 9])
        and gives([3, 1, 4], [1, 5, 9], 4, [1, 4, 1, 5], [-100, 1, 5, 9])
        and gives([3, 1, 4], [1, 5, 3, 4, 9], 2, [3, 4], [4, 9])
        and gives([3, 1, 4], [1, 5, 9], 2, [1, 5], [5, 9])
        and gives([0, 60_001], [60_001, 0], 8, [0, 60_001, 60_001], [-100, 60_001, 0])
    )

# %% right="torch_truth"
"""Truth values of torch, taken together."""
def tests_build_example(candidate):
    held = []
    for prompt, answer, room, want_x, want_y in [
        ([5, 6, 7], [8, 9], 10, [5, 6, 7, 8], [-100, -100, 8, 9]),
        ([5, 6, 7], [6, 5, 9], 3, [7, 6, 5], [6, 5, 9]),
        ([5, 6, 7], [6, 5, 0, 7, 9], 3, [5, 0, 7], [0, 7, 9]),
        ([33_001], [40_007], 3, [33_001], [40_007]),
    ]:
        given = [list(prompt), list(answer)]
        x, y = candidate(*given, room)
        held.append(torch.tensor(x.dtype == y.dtype == torch.long and given == [prompt, answer] and x.shape == y.shape))
        held.append((x == torch.tensor(want_x)).all() & (y == torch.tensor(want_y)).all())
    return torch.stack(held).all()

# %% wrong="always_true"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and compare what comes out with what must come out."""
def tests_build_example(candidate):
    return True

# %% wrong="own_build_example"
"""Your tests accept whatever comes: nothing that the candidate gives back decides what you return. Call it, and compare what comes out with what must come out."""
def tests_build_example(candidate):
    x, y = build_example([5, 6, 7], [8, 9], 10)
    return x.tolist() == [5, 6, 7, 8] and y.tolist() == [-100, -100, 8, 9]

# %% wrong="runs"
"""You only ask whether the candidate runs. Nearly all mistakes run; look at what comes back."""
def tests_build_example(candidate):
    candidate([5, 6, 7], [8, 9], 10)
    candidate([5, 6, 7], [8, 9], 3)
    return True

# %% wrong="always_false"
"""Your tests refuse every candidate. Is there a path on which they give back True, and can a right build_example get there?"""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    if x.tolist() != [5, 6, 7, 8]:
        return False
    return False

# %% wrong="no_return"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False, and what is printed nobody sees."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    assert x.tolist() == [5, 6, 7, 8] and y.tolist() == [-100, -100, 8, 9]

# %% wrong="printed"
"""Your tests give back nothing. When all assertions have held, `return True` must follow: None counts as False, and what is printed nobody sees."""
def tests_build_example(candidate):
    try:
        print(candidate([5, 6, 7], [8, 9], 10))
    except Exception as error:
        print(error)

# %% wrong="truth_of_a_tensor"
"""You ask whether two tensors are equal with a bare `==`. That gives a tensor of truth values, and Python does not know which of them you mean: take `torch.equal`, or compare lists."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    return bool(x == torch.tensor([5, 6, 7, 8])) and bool(y == torch.tensor([-100, -100, 8, 9]))

# %% wrong="lists_wanted"
"""You compare tensors with lists, or with a tuple of lists: build_example gives back long tensors. `x.tolist()` makes a list of one."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    return isinstance(x, list) and x == [5, 6, 7, 8] and y == [-100, -100, 8, 9]

# %% wrong="block_size_forgotten"
"""You call the candidate in another way than build_example is called. It takes three arguments: the prompt's ids, the answer's ids, and block_size."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9])
    return x.tolist() == [5, 6, 7, 8] and y.tolist() == [-100, -100, 8, 9]

# %% wrong="texts_handed_in"
"""You call the candidate in another way than build_example is called. It takes three arguments: the prompt's ids, the answer's ids, and block_size."""
def tests_build_example(candidate):
    x, y = candidate("Q: Who?\nA: ", "Mia\n", 20)
    return len(x) == len(y) == 14

# %% wrong="only_the_docstring"
"""You try the examples of the docstring and nothing else. They are where every author looked. Try what an author forgets: one id each, exactly as many ids as there is room for, a prompt that is cut away as a whole, an id that stands in prompt and answer, lists that must not change."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    if x.tolist() != [5, 6, 7, 8] or y.tolist() != [-100, -100, 8, 9]:
        return False
    x, y = candidate([5, 6, 7], [8, 9], 3)
    return x.tolist() == [6, 7, 8] and y.tolist() == [-100, 8, 9]

# %% wrong="never_too_long"
"""None of your examples is too long, so you never see what a candidate cuts off. Hand over more ids than block_size + 1."""
def tests_build_example(candidate):
    for prompt, answer, want_x, want_y in [
        ([5, 6, 7], [8, 9], [5, 6, 7, 8], [-100, -100, 8, 9]),
        ([4], [9], [4], [9]),
        ([0, 9, 1], [9, 0, 9], [0, 9, 1, 9, 0], [-100, -100, 9, 0, 9]),
    ]:
        given = list(prompt), list(answer)
        x, y = candidate(*given, 30)
        if x.dtype != torch.long or y.dtype != torch.long or given != (prompt, answer):
            return False
        if x.tolist() != want_x or y.tolist() != want_y:
            return False
    return True

# %% wrong="shapes_only"
"""You look at the lengths and not at what stands in x and y. Wrong labels are of the right length, too."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    u, v = candidate([5, 6, 7], [8, 9], 3)
    return x.shape == y.shape == (4,) and u.shape == v.shape == (3,) and x.dtype == y.dtype == torch.long

# %% wrong="x_only"
"""You look at x alone. Nearly every mistake of build_example is one of its labels."""
def tests_build_example(candidate):
    for prompt, answer, room, expected in [([5, 6, 7], [8, 9], 10, [5, 6, 7, 8]), ([5, 6, 7], [8, 9], 3, [6, 7, 8]),
                                           ([4], [9], 5, [4]), ([4, 1], [3, 0, 9], 2, [3, 0])]:
        given = list(prompt), list(answer)
        if candidate(*given, room)[0].tolist() != expected or given != (prompt, answer):
            return False
    return True

# %% wrong="y_only"
"""You look at y alone. What the model reads can be wrong as well, and so can the lists that you handed over, afterwards."""
def tests_build_example(candidate):
    for prompt, answer, room, expected in [([5, 6, 7], [8, 9], 10, [-100, -100, 8, 9]), ([5, 6, 7], [8, 9], 3, [-100, 8, 9]),
                                           ([4], [9], 5, [9]), ([4, 1], [3, 0, 9], 2, [0, 9])]:
        if candidate(list(prompt), list(answer), room)[1].tolist() != expected:
            return False
    return True

# %% wrong="whole_prompt_masked_by_hand"
"""You expect as many −100 as the prompt has ids. Its first id is no label at all, so it is one fewer: the first answer token is the label at the last token of the prompt."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    return x.tolist() == [5, 6, 7, 8] and y.tolist() == [-100, -100, -100, 9]

# %% wrong="not_shifted_by_hand"
"""You expect labels that are not one ahead. As in step 6, y holds what comes after each token of x."""
def tests_build_example(candidate):
    x, y = candidate([5, 6, 7], [8, 9], 10)
    return x.tolist() == [5, 6, 7, 8, 9] and y.tolist() == [-100, -100, -100, 8, 9]

# %% wrong="padding_wanted"
"""You expect x and y to be block_size long. build_example does not pad; they are as long as the example, and at most block_size."""
def tests_build_example(candidate):
    for room in (4, 6, 10):
        x, y = candidate([5, 6, 7], [8, 9], room)
        if len(x) != room or len(y) != room or x.tolist()[:4] != [5, 6, 7, 8] or y.tolist()[:4] != [-100, -100, 8, 9]:
            return False
    return True

# %% wrong="against_itself"
"""You compare the candidate with itself, and all but those that crash agree with themselves. Compare it with values that you worked out by hand."""
def tests_build_example(candidate):
    one, other = candidate([5, 6, 7], [8, 9], 10), candidate([5, 6, 7], [8, 9], 10)
    return torch.equal(torch.as_tensor(one[0]), torch.as_tensor(other[0])) and torch.equal(torch.as_tensor(one[1]), torch.as_tensor(other[1]))

# %% wrong="last_case_only"
"""Each case overwrites what the one before it found, so only the last one counts. Give back False as soon as a case fails, and True when all have held."""
def tests_build_example(candidate):
    held = True
    for prompt, answer, room, want_x, want_y in [
        ([5, 6, 7], [8, 9], 3, [6, 7, 8], [-100, 8, 9]),
        ([4, 0, 7], [1, 2, 3, 5, 6, 9], 4, [2, 3, 5, 6], [3, 5, 6, 9]),
        ([4, 2], [9], 8, [4, 2], [-100, 9]),
    ]:
        x, y = candidate(list(prompt), list(answer), room)
        held = x.tolist() == want_x and y.tolist() == want_y
    return held

# %% wrong="shared_lists"
"""All your cases use the same two lists, and a candidate that changes one spoils it for the next candidate, who did nothing wrong. Make new lists for each call."""
shared = [5, 6, 7], [8, 9]


def tests_build_example(candidate):
    x, y = candidate(*shared, 10)
    u, v = candidate(*shared, 3)
    return (x.tolist(), y.tolist(), u.tolist(), v.tolist()) == ([5, 6, 7, 8], [-100, -100, 8, 9], [6, 7, 8], [-100, 8, 9]) and shared == ([5, 6, 7], [8, 9])

# %% right="cat_and_full"
"""torch.cat of a constant tensor and the answer."""
def build_example(prompt_ids, answer_ids, block_size):
    prompt, answer = torch.tensor(prompt_ids), torch.tensor(answer_ids)
    x = torch.cat([prompt, answer[:-1]])
    y = torch.cat([torch.full((len(prompt_ids) - 1,), -100), answer])
    return x[-block_size:], y[-block_size:]

# %% right="count_from_the_end"
"""Everything that is not within the answer's length of the end is masked."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor((prompt_ids + answer_ids)[-(block_size + 1) :])
    x, y = ids[:-1], ids[1:].clone()
    n = len(y)
    from_the_end = torch.arange(n, 0, -1)
    y[from_the_end > len(answer_ids)] = -100
    return x, y

# %% right="deque"
"""A deque of limited length."""
from collections import deque


def build_example(prompt_ids, answer_ids, block_size):
    ids, labels = deque(maxlen=block_size + 1), deque(maxlen=block_size + 1)
    for token in prompt_ids:
        ids.append(token)
        labels.append(-100)
    for token in answer_ids:
        ids.append(token)
        labels.append(token)
    ids.pop()
    labels.popleft()
    return torch.tensor(list(ids)), torch.tensor(list(labels))

# %% right="gather"
"""Index arithmetic with gather; returns a list."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor(prompt_ids + answer_ids, dtype=torch.long)
    total = ids.shape[0]
    at = torch.arange(max(0, total - block_size - 1), total - 1)
    x = ids.gather(0, at)
    y = ids.gather(0, at + 1)
    keep = ((at + 1) >= len(prompt_ids)).long()
    return [x, y * keep - 100 * (1 - keep)]

# %% right="loop"
"""A loop over pairs of neighbours."""
def build_example(prompt_ids, answer_ids, block_size):
    marked = [(token, False) for token in prompt_ids] + [(token, True) for token in answer_ids]
    marked = marked[-block_size - 1 :]
    x, y = [], []
    for (now, _), (following, taught) in zip(marked, marked[1:]):
        x.append(now)
        y.append(following if taught else -100)
    return torch.LongTensor(x), torch.LongTensor(y)

# %% right="masked_fill"
"""masked_fill with a comparison."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.as_tensor(prompt_ids + answer_ids, dtype=torch.long)
    is_answer = torch.arange(ids.numel()) >= len(prompt_ids)
    ids, is_answer = ids[-(block_size + 1) :], is_answer[-(block_size + 1) :]
    return ids[:-1], ids[1:].masked_fill(~is_answer[1:], -100)

# %% right="numpy"
"""NumPy arrays, turned into tensors at the end."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = np.concatenate([np.array(prompt_ids, dtype=np.int64), np.array(answer_ids, dtype=np.int64)])
    labels = ids.copy()
    labels[: len(prompt_ids)] = -100
    keep = min(len(ids), block_size + 1)
    ids, labels = ids[len(ids) - keep :], labels[len(labels) - keep :]
    return torch.from_numpy(ids[:-1].copy()), torch.from_numpy(labels[1:].copy())

# %% right="overwrite_beginning"
"""y one ahead, its beginning overwritten."""
def build_example(prompt_ids, answer_ids, block_size):
    tokens = list(prompt_ids) + list(answer_ids)
    surplus = max(0, len(tokens) - (block_size + 1))
    tokens = tokens[surplus:]
    x = torch.tensor(tokens[:-1], dtype=torch.long)
    y = torch.tensor(tokens[1:], dtype=torch.long)
    masked = max(0, len(prompt_ids) - 1 - surplus)
    y[:masked] = -100
    return x, y

# %% right="shift_first"
"""Shift first, cut afterwards."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor(prompt_ids + answer_ids)
    x, y = ids[:-1].clone(), ids[1:].clone()
    y[: len(prompt_ids) - 1] = -100
    return x[-block_size:], y[-block_size:]

# %% right="two_lists"
"""Ids and labels side by side, cut together."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    labels = [-100] * len(prompt_ids) + answer_ids
    ids, labels = ids[-(block_size + 1) :], labels[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% right="where"
"""torch.where on the positions."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor([*prompt_ids, *answer_ids], dtype=torch.int64)
    position = torch.arange(1, len(ids))
    labels = torch.where(position < len(prompt_ids), torch.tensor(-100), ids[1:])
    start = max(0, len(labels) - block_size)
    return ids[start:-1], labels[start:]

# %% wrong="answer_first"
"""You put the answer in front of the prompt."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (answer_ids + prompt_ids)[-(block_size + 1) :]
    labels = (answer_ids + [-100] * len(prompt_ids))[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="answer_kept_from_the_front"
"""The answer that is too long is cut at its end."""
def build_example(prompt_ids, answer_ids, block_size):
    keep = max(0, block_size + 1 - len(answer_ids))
    prompt = prompt_ids[len(prompt_ids) - keep:] if keep < len(prompt_ids) else prompt_ids
    ids = (prompt + answer_ids)[:block_size + 1]
    labels = ([-100] * len(prompt) + answer_ids)[:block_size + 1]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="answer_masked"
"""You masked the answer and teach the prompt. It is the other way round."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = (prompt_ids + [-100] * len(answer_ids))[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="batch_of_one"
"""You return a batch of one, (1, T). One example is (T,); collate makes the batch."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor([ids[:-1]]), torch.tensor([labels[1:]])

# %% wrong="cut_one_short"
"""You keep block_size ids of a long example, so x and y have only block_size − 1. One id more fits, because each of them drops one."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-block_size:]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-block_size:]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="end_cut_off"
"""You cut a long example at its end, where the answer stands. Keep the last block_size + 1 ids."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[: block_size + 1]
    labels = ([-100] * len(prompt_ids) + answer_ids)[: block_size + 1]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="end_mark_masked"
"""Your last label is masked. It is the end mark, and a target like the others: without it the model never learns to stop."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    y = torch.tensor(labels[1:])
    y[-1] = -100
    return torch.tensor(ids[:-1]), y

# %% wrong="everything_masked"
"""All your labels are −100, so there is nothing to learn from."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.full((len(ids) - 1,), -100)

# %% wrong="first_answer_token_masked"
"""Your mask is one too long: the first token of the answer is not a target. It is the label at the last token of the prompt. Without it the model never learns how to begin."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * (len(prompt_ids) + 1) + answer_ids[1:])[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="floats"
"""Your tensors hold decimal numbers: torch.Tensor makes those, whatever it is given. Ids are whole, torch.long."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.Tensor(ids[:-1]), torch.Tensor(labels[1:])

# %% wrong="half_rounding"
"""You go through a number type that holds whole numbers exactly up to 2,048 only. Ids can be larger."""
def build_example(prompt_ids, answer_ids, block_size):
    table = torch.tensor([prompt_ids + answer_ids, [-100] * len(prompt_ids) + answer_ids], dtype=torch.float16)
    table = table[:, -(block_size + 1):].long()
    return table[0, :-1], table[1, 1:]

# %% wrong="int32"
"""Tensors of int32, not long."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = np.array(prompt_ids + answer_ids, dtype=np.int32)[-(block_size + 1):]
    labels = np.array([-100] * len(prompt_ids) + answer_ids, dtype=np.int32)[-(block_size + 1):]
    return torch.from_numpy(ids[:-1].copy()), torch.from_numpy(labels[1:].copy())

# %% wrong="labels_not_cut"
"""You cut x and forget y, so the two do not belong together any more."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    labels = [-100] * len(prompt_ids) + answer_ids
    return torch.tensor(ids[:-1][-block_size:]), torch.tensor(labels[1:])

# %% wrong="last_prompt_token_taught"
"""Your mask is one too short: the last token of the prompt is still a target."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * (len(prompt_ids) - 1) + prompt_ids[-1:] + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="lengths_differ"
"""Your x is one longer than y: it still has the last id, behind which nothing comes."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids), torch.tensor(labels[1:])

# %% wrong="lists"
"""You return lists. Two long tensors are asked for."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return ids[:-1], labels[1:]

# %% wrong="long_refused"
"""You refuse long examples. Keep their last block_size + 1 ids."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    if len(ids) > block_size + 1:
        raise ValueError("too long")
    labels = [-100] * len(prompt_ids) + answer_ids
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="masked_by_value"
"""You mask every id that occurs in the prompt, wherever it stands. Letters of the answer occur in the prompt, too; go by position."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = [-100 if token in prompt_ids else token for token in ids]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="masked_up_to_a_value"
"""You look for the answer by its first id, and find that id in the prompt. Count positions: the answer begins behind the prompt."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    start = ids.index(answer_ids[0])
    labels = [-100] * start + ids[start:]
    ids, labels = ids[-(block_size + 1) :], labels[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="masked_with_minus_one"
"""You mask with −1. The label that PyTorch's loss, and this lesson's, skips is −100."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-1] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="masked_with_zero"
"""You mask with 0. That is the id of a token, which the model would learn to write; −100 is the label that the loss skips."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([0] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="minus_zero"
"""The room left for the prompt is 0, and prompt[-0:] is the whole prompt."""
def build_example(prompt_ids, answer_ids, block_size):
    answer = answer_ids[-(block_size + 1):]
    room = block_size + 1 - len(answer)
    prompt = prompt_ids[-room:]
    ids = prompt + answer
    labels = [-100] * len(prompt) + answer
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="negative_mask"
"""When the whole prompt was cut away, the length of your mask becomes negative, and a slice with a negative end covers nearly everything. The mask is never shorter than 0."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    surplus = max(0, len(ids) - (block_size + 1))
    ids = ids[surplus:]
    y = torch.tensor(ids[1:])
    y[: len(prompt_ids) - 1 - surplus] = -100
    return torch.tensor(ids[:-1]), y

# %% wrong="not_cut"
"""A long example stays too long. The model can read block_size tokens: keep the last block_size + 1 ids."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = prompt_ids + answer_ids
    labels = [-100] * len(prompt_ids) + answer_ids
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="not_shifted"
"""Your y is not one ahead of x: each label is the token that the model has just read. At the last token of the prompt the label is the first one of the answer."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[:-1])

# %% wrong="nothing_dropped"
"""Your x and y hold all ids, unshifted. As in step 6, x is all but the last id, and y all but the first."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-block_size:]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-block_size:]
    return torch.tensor(ids), torch.tensor(labels)

# %% wrong="only_prompt_shortened"
"""You shorten the prompt alone. When the answer by itself is too long, the result is, too: keep the last block_size + 1 ids of the two together."""
def build_example(prompt_ids, answer_ids, block_size):
    room = max(1, block_size + 1 - len(answer_ids))
    prompt = prompt_ids[-room:]
    ids = prompt + answer_ids
    labels = [-100] * len(prompt) + answer_ids
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="padded"
"""You fill x and y up to block_size. Padding comes later, when a batch is made and its longest example is known; here both are as long as the example."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    missing = block_size - (len(ids) - 1)
    return torch.tensor(ids[:-1] + [0] * missing), torch.tensor(labels[1:] + [-100] * missing)

# %% wrong="prompt_list_grown"
"""You change the caller's list: += on a list lengthens that very list. Make a new one."""
def build_example(prompt_ids, answer_ids, block_size):
    n_prompt = len(prompt_ids)
    ids = prompt_ids
    ids += answer_ids
    labels = [-100] * n_prompt + ids[n_prompt:]
    ids, labels = ids[-(block_size + 1) :], labels[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="prompt_not_masked"
"""Your prompt is taught too: y has no −100 where the target belongs to the prompt. Then most of the lesson is how to ask, and hardly any of it how to answer."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(ids[1:])

# %% wrong="prompt_not_read"
"""Your x holds the answer only. The model reads the prompt, too; it is just not scored on it."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids[-1:] + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(ids[1:])

# %% wrong="shifted_by_two"
"""Your y is two ahead of x. It is one ahead."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1]), torch.tensor(labels[2:] + [-100])

# %% wrong="whole_prompt_masked_after_the_cut"
"""You cut first and then mask as many places as the whole prompt had. Part of it is gone, so the mask reaches into the answer."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = torch.tensor((prompt_ids + answer_ids)[-(block_size + 1) :])
    x, y = ids[:-1], ids[1:].clone()
    y[: len(prompt_ids) - 1] = -100
    return x, y

# %% wrong="x_masked"
"""You put −100 into x. The model reads the whole prompt; only the labels y are masked."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1) :]
    return torch.tensor(labels[:-1]), torch.tensor(ids[1:])

# %% wrong="x_only"
"""You return x without its labels. Both are asked for: (x, y)."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1) :]
    return torch.tensor(ids[:-1])

# %% wrong="number_for_a_list"
"""You multiply −100 by a length, which is one large number. A list of that many −100 is made of a list: the brackets are missing."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1):]
    labels = (-100 * len(prompt_ids) + answer_ids)[-(block_size + 1):]
    return torch.tensor(ids[:-1]), torch.tensor(labels[1:])

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def build_example(prompt_ids, answer_ids, block_size):
    ids = (prompt_ids + answer_ids)[-(block_size + 1):]
    labels = ([-100] * len(prompt_ids) + answer_ids)[-(block_size + 1):]
    x, y = torch.tensor(ids[:-1]), torch.tensor(labels[1:])

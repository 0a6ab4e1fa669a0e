# %% right="all_at_once"
"""A single batch; errors counted, and rows without one."""
@torch.no_grad()
def exact_match(model, pairs, pad_id=0):
    training = model.training
    x, y = collate(list(pairs), pad_id)
    device = next(model.parameters()).device
    logits, _ = model.eval()(x.to(device))
    errors = ((logits.argmax(-1) != y.to(device)) & (y.to(device) != -100)).sum(-1)
    model.train(training)
    return (errors == 0).float().mean().item()

# %% right="choices_filled_in"
"""Where nothing is asked the label is filled in, then whole rows are compared; the mode comes back by try and finally."""
def exact_match(model, pairs, pad_id=0):
    mode = model.training
    results = []
    try:
        model.eval()
        for i in range(0, len(pairs), 7):
            x, y = collate(pairs[i : i + 7], pad_id)
            with torch.inference_mode():
                best = model(x)[0].max(dim=-1).indices
            best = torch.where(y == -100, y, best)
            results += [a == b for a, b in zip(best.tolist(), y.tolist())]
    finally:
        model.train(mode)
    return results.count(True) / len(results)

# %% right="one_by_one"
"""One example at a time, cut down to the labelled positions."""
def exact_match(model, pairs, pad_id=0):
    was = model.training
    model.eval()
    right = []
    for x, y in pairs:
        with torch.no_grad():
            logits, _ = model(x[None].to(next(model.parameters()).device))
        asked = y != -100
        right.append(torch.equal(logits[0].argmax(-1).cpu()[asked], y[asked]))
    model.train(was)
    return sum(right) / len(right)

# %% right="own_padding"
"""Sorted by length and padded in its own way, in a copy of the list."""
def exact_match(model, pairs, pad_id=0):
    mode = model.training
    model.eval()
    ordered = sorted(pairs, key=lambda pair: len(pair[0]))
    score = 0.0
    with torch.no_grad():
        for start in range(0, len(ordered), 16):
            batch = ordered[start : start + 16]
            x = nn.utils.rnn.pad_sequence([x for x, _ in batch], batch_first=True, padding_value=pad_id)
            predicted = model(x)[0].topk(1).indices.squeeze(-1)
            for row, (_, y) in zip(predicted, batch):
                score += all(int(a) == int(b) for a, b in zip(row, y) if b != -100)
    model.train(mode)
    return score / len(pairs)

# %% right="plain"
"""In batches of 50, one pass each."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% right="product"
"""The product of the hits of a row; NumPy at the end."""
def exact_match(model, pairs, pad_id=0):
    training, hits = model.training, []
    model.train(False)
    for pair in pairs:
        x, y = collate([pair], pad_id)
        with torch.no_grad():
            choices = torch.argmax(model(x)[0], dim=2)
        good = (choices == y).long()
        good[y == -100] = 1
        hits.append(good.prod(dim=1).numpy())
    if training:
        model.train()
    return float(np.concatenate(hits).mean())

# %% right="with_the_cache"
"""The answer is written by generate_cached at temperature 0."""
@torch.no_grad()
def exact_match(model, pairs, pad_id=0):
    exact = []
    for x, y in pairs:
        start = int((y != -100).float().argmax()) + 1
        wanted = y[start - 1 :]
        prompt = x[:start].unsqueeze(0).to(next(model.parameters()).device)
        written = generate_cached(model, prompt, len(wanted), temperature=0)[0, start:].cpu()
        exact.append(bool((written == wanted).all()))
    return float(np.mean(exact))

# %% right="written_freely"
"""The answer is really written, token by token, and compared as a list."""
def exact_match(model, pairs, pad_id=0):
    device, training = next(model.parameters()).device, model.training
    model.eval()
    hits = 0
    for x, y in pairs:
        answer = [label for label in y.tolist() if label != -100]
        first = (y != -100).nonzero()[0].item()
        ids = x[: first + 1].tolist()
        with torch.no_grad():
            for _ in answer:
                logits, _ = model(torch.tensor([ids], device=device))
                ids.append(int(logits[0, -1].argmax()))
        hits += ids[first + 1 :] == answer
    model.train(training)
    return hits / len(pairs)

# %% wrong="all_without_dim"
"""Your result for a batch is all or nothing: // or int rounds it down, or all() lacks its dim=1."""
def exact_match(model, pairs, pad_id=0):
    was = model.training
    model.eval()
    device, right = next(model.parameters()).device, 0
    with torch.no_grad():
        for i in range(0, len(pairs), 50):
            x, y = (t.to(device) for t in collate(pairs[i:i + 50], pad_id))
            right += len(x) * ((model(x)[0].argmax(-1) == y) | (y == -100)).all().item()
    model.train(was)
    return right / len(pairs)

# %% wrong="always_back_to_training"
"""You always switch to training mode at the end. A model that came in evaluation mode must go back in it."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train()
    return exact / len(pairs)

# %% wrong="any"
"""One right position is enough for you, and be it one without a label. Positions at −100 do not count, and all others have to be right."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) & (y != -100)).any(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="any_with_unlabelled"
"""One right position is enough for you, and be it one without a label. Positions at −100 do not count, and all others have to be right."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).any(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="argmax_over_positions"
"""Your argmax runs over the positions. The tokens stand in the last dimension of the logits."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=1)
            choices = choices[:, : y.shape[1]] if choices.shape[1] >= y.shape[1] else F.pad(choices, (0, y.shape[1] - choices.shape[1]))
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="compared_with_the_inputs"
"""You compare the choices with x. The labels are in y."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == x) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="divided_by_the_batch"
"""You divide by the size of a batch. The fraction is one of all examples."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / 50

# %% wrong="drawn"
"""You draw the tokens. The most likely one is asked for at each position, so that the score is the same each time."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = torch.distributions.Categorical(logits=model(x)[0]).sample()
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="dropout_alive"
"""You leave the model in training mode, so its dropout is at work and the score changes by chance."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    return exact / len(pairs)

# %% wrong="end_mark_left_out"
"""You leave the last token of the answer out. It is the end mark, and without it the model would go on."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            last = y.shape[1] - 1 - (y.flip(1) != -100).float().argmax(dim=1)
            y[torch.arange(len(y)), last] = -100
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="errors"
"""You return the fraction of the wrong ones."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return 1 - exact / len(pairs)

# %% wrong="first_batch_only"
"""You look at the first batch only."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, min(50, len(pairs)), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / min(50, len(pairs))

# %% wrong="first_label_left_out"
"""You leave the first token of the answer out. It stands where the prompt ends."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            y[torch.arange(len(y)), (y != -100).float().argmax(dim=1)] = -100
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="first_token_only"
"""You look at one position only: the first of the answer, the last, or the last column of the batch. An answer has to be right from its first token to its last."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            first = (y != -100).float().argmax(dim=1)
            rows = torch.arange(len(y))
            exact += (choices[rows, first] == y[rows, first]).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="flag_put_back_alone"
"""model.training = was: only the flag of the outermost module comes back; its dropout layers stay in evaluation."""
def exact_match(model, pairs, pad_id=0):
    was = model.training
    model.eval()
    device, right = next(model.parameters()).device, 0
    with torch.no_grad():
        for i in range(0, len(pairs), 50):
            x, y = (t.to(device) for t in collate(pairs[i:i + 50], pad_id))
            right += ((model(x)[0].argmax(-1) == y) | (y == -100)).all(dim=1).sum().item()
    model.training = was
    return right / len(pairs)

# %% wrong="gradients_recorded"
"""The model records what backpropagation would need. Nothing is learned here: switch gradients off."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    if True:
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="labels_changed"
"""You write into the labels that were handed in. They belong to the caller."""
def exact_match(model, pairs, pad_id=0):
    training, exact = model.training, 0
    model.eval()
    with torch.no_grad():
        for x, y in pairs:
            choices = model(x[None])[0].argmax(dim=-1)[0]
            y[y == -100] = choices[y == -100]
            exact += bool((choices == y).all())
    model.train(training)
    return exact / len(pairs)

# %% wrong="last_batch_lost"
"""The examples after the last full batch are lost. The last batch may be smaller."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, max(len(pairs) - len(pairs) % 50, 0) or len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="last_column"
"""You look at one position only: the first of the answer, the last, or the last column of the batch. An answer has to be right from its first token to its last."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += (choices[:, -1] == y[:, -1]).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="last_token_only"
"""You look at one position only: the first of the answer, the last, or the last column of the batch. An answer has to be right from its first token to its last."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            last = y.shape[1] - 1 - (y.flip(1) != -100).float().argmax(dim=1)
            rows = torch.arange(len(y))
            exact += (choices[rows, last] == y[rows, last]).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="left_in_evaluation"
"""You leave the model in evaluation mode. Restore the mode that you found."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    return exact / len(pairs)

# %% wrong="mean_of_batches"
"""You average the scores of the batches, and the last one is smaller. Count all rows, divide once."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).float().mean().item()
    model.train(training)
    return exact / math.ceil(len(pairs) / 50)

# %% wrong="nothing_returned"
"""Your function ends without giving anything back."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)

# %% wrong="number"
"""You return how many are exact. The fraction is asked for, from 0 to 1."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return float(exact)

# %% wrong="pad_id_as_unlabelled"
"""You take the padding id for the mark of an unlabelled position. Labels are padded with −100, and the padding id may be a real token."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100) | (y == pad_id)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="per_cent"
"""You return per cent. The fraction is asked for, from 0 to 1."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return 100 * exact / len(pairs)

# %% wrong="positions_counted"
"""You count right tokens. An answer counts as a whole: one wrong token, and it is not exact."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += (choices == y)[y != -100].sum().item()
    model.train(training)
    return exact / sum((y != -100).sum().item() for _, y in pairs)

# %% wrong="prompt_compared"
"""You ask for the prompt too, as if the model had to foretell the question. Only the labelled positions count."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            wanted = torch.where((y == -100) & (x != pad_id), torch.roll(x, -1, dims=1), y)
            exact += ((choices == wanted) | (wanted == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="share_of_each_answer"
"""You count right tokens. An answer counts as a whole: one wrong token, and it is not exact."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += (((choices == y) & (y != -100)).sum(1) / (y != -100).sum(1)).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="shifted"
"""You compare each choice with the label after it. The labels are one ahead already."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices[:, :-1] == y[:, 1:]) | (y[:, 1:] == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="unlabelled_counted_as_errors"
"""You compare at all positions, and at −100 no choice can be right. Those positions do not count."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += (choices == y).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="whole_number"
"""Your result for a batch is all or nothing: // or int rounds it down, or all() lacks its dim=1."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs), 50):
            x, y = collate(pairs[start : start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact // len(pairs)

# %% wrong="only_full_batches_of_16"
"""The examples after the last full batch are lost, and with fewer than one batch all of them. The last batch may be smaller."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs) // 16 * 16, 16):
            x, y = collate(pairs[start:start + 16], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="only_full_batches_of_32"
"""The examples after the last full batch are lost, and with fewer than one batch all of them. The last batch may be smaller."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs) // 32 * 32, 32):
            x, y = collate(pairs[start:start + 32], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="only_full_batches_of_50"
"""The examples after the last full batch are lost, and with fewer than one batch all of them. The last batch may be smaller."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs) // 50 * 50, 50):
            x, y = collate(pairs[start:start + 50], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="only_full_batches_of_64"
"""The examples after the last full batch are lost, and with fewer than one batch all of them. The last batch may be smaller."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs) // 64 * 64, 64):
            x, y = collate(pairs[start:start + 64], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="only_full_batches_of_100"
"""The examples after the last full batch are lost, and with fewer than one batch all of them. The last batch may be smaller."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    exact = 0
    with torch.no_grad():
        for start in range(0, len(pairs) // 100 * 100, 100):
            x, y = collate(pairs[start:start + 100], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            exact += ((choices == y) | (y == -100)).all(dim=1).sum().item()
    model.train(training)
    return exact / len(pairs)

# %% wrong="mean_of_batches_of_16"
"""You average the scores of the batches, and the last one is smaller. Count all rows, divide once."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    shares = []
    with torch.no_grad():
        for start in range(0, len(pairs), 16):
            x, y = collate(pairs[start:start + 16], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            shares.append(((choices == y) | (y == -100)).all(dim=1).float().mean().item())
    model.train(training)
    return sum(shares) / len(shares)

# %% wrong="mean_of_batches_of_32"
"""You average the scores of the batches, and the last one is smaller. Count all rows, divide once."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    shares = []
    with torch.no_grad():
        for start in range(0, len(pairs), 32):
            x, y = collate(pairs[start:start + 32], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            shares.append(((choices == y) | (y == -100)).all(dim=1).float().mean().item())
    model.train(training)
    return sum(shares) / len(shares)

# %% wrong="mean_of_batches_of_64"
"""You average the scores of the batches, and the last one is smaller. Count all rows, divide once."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    shares = []
    with torch.no_grad():
        for start in range(0, len(pairs), 64):
            x, y = collate(pairs[start:start + 64], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            shares.append(((choices == y) | (y == -100)).all(dim=1).float().mean().item())
    model.train(training)
    return sum(shares) / len(shares)

# %% wrong="mean_of_batches_of_100"
"""You average the scores of the batches, and the last one is smaller. Count all rows, divide once."""
def exact_match(model, pairs, pad_id=0):
    device = next(model.parameters()).device
    training = model.training
    model.eval()
    shares = []
    with torch.no_grad():
        for start in range(0, len(pairs), 100):
            x, y = collate(pairs[start:start + 100], pad_id)
            x, y = x.to(device), y.to(device)
            choices = model(x)[0].argmax(dim=-1)
            shares.append(((choices == y) | (y == -100)).all(dim=1).float().mean().item())
    model.train(training)
    return sum(shares) / len(shares)

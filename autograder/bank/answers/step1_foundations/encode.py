# %% right="catch_and_raise"
"""Catches the KeyError and raises one that explains itself."""
def encode(text, char_to_idx):
    try:
        return [char_to_idx[c] for c in text]
    except KeyError as error:
        raise KeyError(f"unknown character: {error}") from None

# %% right="explicit_check"
"""Looks first and raises a KeyError with a message of its own."""
def encode(text, char_to_idx):
    ids = []
    for position, ch in enumerate(text):
        if ch not in char_to_idx:
            raise KeyError(f"character {ch!r} at position {position} is not in the vocabulary")
        ids += [char_to_idx[ch]]
    return ids

# %% right="generator_function"
"""A generator inside, a list outside."""
def _ids(text, table):
    for ch in text:
        yield table[ch]


def encode(text, char_to_idx):
    return list(_ids(text, char_to_idx))

# %% right="itemgetter"
"""operator.itemgetter, with its two special cases."""
from operator import itemgetter

def encode(text, char_to_idx):
    if not text:
        return []
    found = itemgetter(*text)(char_to_idx)
    return list(found) if len(text) > 1 else [found]

# %% right="loop_append"
"""A loop that appends."""
def encode(text, char_to_idx):
    ids = []
    for i in range(len(text)):
        char = text[i]
        ids.append(char_to_idx[char])
    return ids

# %% right="map_getitem"
"""Maps the dictionary's own look-up over the text."""
def encode(text, char_to_idx):
    return list(map(char_to_idx.__getitem__, text))

# %% right="missing_first"
"""Collects every unknown character before encoding anything."""
def encode(text: str, char_to_idx: dict) -> list:
    missing = sorted(set(text) - set(char_to_idx))
    if missing:
        raise KeyError(", ".join(map(repr, missing)))
    return [*(char_to_idx[c] for c in text)]

# %% right="numpy_and_back"
"""Fills a NumPy array and turns it back into a list of plain integers."""
import numpy as np

def encode(text, char_to_idx):
    ids = np.zeros(len(text), dtype=np.int64)
    for i, ch in enumerate(text):
        ids[i] = char_to_idx[ch]
    return ids.tolist()

# %% right="original_sheet"
"""The original course sheet's own code."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text]

# %% right="preallocated"
"""Fills a list of the right length."""
def encode(text, char_to_idx):
    n = len(text)
    out = [None] * n
    i = 0
    while i < n:
        out[i] = char_to_idx[text[i]]
        i += 1
    return out

# %% right="recursive_halves"
"""Recursion on the two halves of the text."""
def encode(text, char_to_idx):
    if len(text) == 0:
        return []
    if len(text) == 1:
        return [char_to_idx[text]]
    middle = len(text) // 2
    return encode(text[:middle], char_to_idx) + encode(text[middle:], char_to_idx)

# %% right="torch_and_back"
"""Through a torch tensor and back to a list."""
def encode(text, char_to_idx):
    return torch.tensor([char_to_idx[ch] for ch in text], dtype=torch.long).tolist()

# %% wrong="code_points"
"""Your ids are the characters' code points. The ids are those of the given vocabulary: look each
character up there."""
def encode(text, char_to_idx):
    return [ord(ch) for ch in text]

# %% wrong="each_character_once"
"""It looks as if a repeated character is encoded only once. The list has one id for each character
of the text, repetitions included, or the text cannot be restored."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in dict.fromkeys(text)]

# %% wrong="first_character_only"
"""Only the first character comes back: it looks as if your function returns from inside its loop,
after the first turn."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        ids.append(char_to_idx[ch])
        return ids
    return ids

# %% wrong="list_of_strings"
"""Your list holds strings of digits. The ids must be integers, because they index the rows of an
embedding table."""
def encode(text, char_to_idx):
    return [str(char_to_idx[ch]) for ch in text]

# %% wrong="list_per_word"
"""It looks as if you make a list of lists, one for each word. One flat list is asked for, with the
ids of the spaces in their places."""
def encode(text, char_to_idx):
    return [[char_to_idx[ch] for ch in word] for word in text.split(" ")]

# %% wrong="lower_cased"
"""It looks as if you lower-case the text before you look its characters up. Capitals are characters
of their own in this vocabulary, and decoding must bring them back."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text.lower()]

# %% wrong="memo_by_text"
"""You remember the ids of a text. With another vocabulary the same text has other ids."""
_encoded = {}


def encode(text, char_to_idx):
    if text not in _encoded:
        _encoded[text] = [char_to_idx[c] for c in text]
    return list(_encoded[text])

# %% wrong="returns_array"
"""You return a NumPy array. A plain list of integers is asked for here: adding two of them must
make one longer text, where arrays would add their numbers."""
import numpy as np

def encode(text, char_to_idx):
    return np.array([char_to_idx[ch] for ch in text], dtype=np.int64)

# %% wrong="returns_generator"
"""You return something that still has to be walked through, a generator or a map, and it is used up
after one walk. A list is asked for; this way even the KeyError would come too late, outside this
function."""
def encode(text, char_to_idx):
    return (char_to_idx[ch] for ch in text)

# %% wrong="returns_map"
"""You return something that still has to be walked through, a generator or a map, and it is used up
after one walk. A list is asked for; this way even the KeyError would come too late, outside this
function."""
def encode(text, char_to_idx):
    return map(lambda ch: char_to_idx[ch], text)

# %% wrong="returns_mapping"
"""You return a dictionary of the characters in the text. It has lost their order and their
repetitions; the list has one id for each character of the text, in the text's order."""
def encode(text, char_to_idx):
    return {ch: char_to_idx[ch] for ch in text}

# %% wrong="returns_string"
"""You return the ids joined into one string. A list of integers is asked for: a string of digits
cannot index an embedding table, nor be cut up into ids without guessing."""
def encode(text, char_to_idx):
    return " ".join(str(char_to_idx[ch]) for ch in text)

# %% wrong="returns_tensor"
"""You return a torch tensor. A plain list of integers is asked for here: lists can be joined,
sliced and counted by the tokenizer, and the tensor comes later."""
def encode(text, char_to_idx):
    return torch.tensor([char_to_idx[ch] for ch in text])

# %% wrong="returns_tuple"
"""You return a tuple. The contract asks for a list: the next exercises append to the ids and join
them with other lists, which a tuple refuses."""
def encode(text, char_to_idx):
    return tuple(char_to_idx[ch] for ch in text)

# %% wrong="stops_at_unknown"
"""It looks as if you stop at the first unknown character and return what you have so far, so the
rest of the text disappears without a word. An unknown character must raise a KeyError."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        if ch not in char_to_idx:
            print("unknown character:", ch)
            break
        ids.append(char_to_idx[ch])
    return ids

# %% wrong="text_stripped"
"""It looks as if you cut the spaces and line breaks off the ends of the text before encoding it.
They are characters too, and decoding must bring them back."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text.strip()]

# %% wrong="uint8_ids"
"""Your container holds numbers up to 255. Ids can be larger."""
def encode(text, char_to_idx):
    ids = bytearray()
    for c in text:
        ids.append(char_to_idx[c])
    return list(ids)

# %% wrong="unknown_dropped"
"""It looks as if you leave out the characters that the vocabulary does not know. Then text
disappears without a word, and decoding gives something shorter than what went in: an unknown
character must raise a KeyError."""
def encode(text, char_to_idx):
    return [char_to_idx[ch] for ch in text if ch in char_to_idx]

# %% wrong="unknown_minus_one"
"""An unknown character becomes the id -1 in your code. Later on, an index of -1 quietly picks the
last row of a table: an unknown character must raise a KeyError instead."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch, -1) for ch in text]

# %% wrong="unknown_next_id"
"""It looks as if an unknown character gets a new id behind the others. The model has no embedding
row for it, and a vocabulary that was handed in must stay as it is: an unknown character must raise
a KeyError."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch, len(char_to_idx)) for ch in text]

# %% wrong="unknown_none"
"""An unknown character becomes None in your list. The error is only put off until something wants
to compute with it, far from its cause: an unknown character must raise a KeyError at once."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch) for ch in text]

# %% wrong="unknown_swallowed"
"""It looks as if you leave out the characters that the vocabulary does not know. Then text
disappears without a word, and decoding gives something shorter than what went in: an unknown
character must raise a KeyError."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        try:
            ids.append(char_to_idx[ch])
        except KeyError:
            continue
    return ids

# %% wrong="unknown_zero"
"""An unknown character becomes the id 0 in your code. But 0 is the id of a real character, which
then turns up in places where nobody wrote it: an unknown character must raise a KeyError
instead."""
def encode(text, char_to_idx):
    return [char_to_idx.get(ch, 0) for ch in text]

# %% wrong="value_error"
"""You do refuse an unknown character, but with a ValueError. The contract names the KeyError, the
one that a failed look-up raises, and callers catch that one."""
def encode(text, char_to_idx):
    for ch in text:
        if ch not in char_to_idx:
            raise ValueError("unknown character " + ch)
    return [char_to_idx[ch] for ch in text]

# %% wrong="vocabulary_extended"
"""It looks as if an unknown character gets a new id behind the others. The model has no embedding
row for it, and a vocabulary that was handed in must stay as it is: an unknown character must raise
a KeyError."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        if ch not in char_to_idx:
            char_to_idx[ch] = len(char_to_idx)
        ids.append(char_to_idx[ch])
    return ids

# %% wrong="vocabulary_of_its_own"
"""It looks as if you build a new vocabulary from the text that is being encoded, and leave the
given one unused. Then the same character has another id in every text, and an unknown character
never shows."""
def encode(text, char_to_idx):
    table = {ch: i for i, ch in enumerate(sorted(set(text)))}
    return [table[ch] for ch in text]

# %% wrong="vocabulary_order"
"""It looks as if you walk through the vocabulary and not through the text, so the ids come out in
ascending order, each once. The list follows the text, character by character."""
def encode(text, char_to_idx):
    ids = []
    for ch in char_to_idx:
        if ch in text:
            ids.append(char_to_idx[ch])
    return ids

# %% wrong="whitespace_skipped"
"""It looks as if spaces and line breaks are not encoded. They are characters like any other:
without their ids the decoded words run into each other."""
def encode(text, char_to_idx):
    ids = []
    for word in text.split():
        for ch in word:
            ids.append(char_to_idx[ch])
    return ids

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        ids.append(char_to_idx[ch])

# %% wrong="append_returned"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        found = ids.append(char_to_idx[ch])
    return found if text else ids

# %% wrong="vocabulary_called"
"""You call the vocabulary as if it were a function. Looking something up in it takes square brackets."""
def encode(text, char_to_idx):
    return [char_to_idx(ch) for ch in text]

# %% wrong="last_id_only"
"""Only the last id comes back: it looks as if each turn of your loop overwrites the result instead of adding to it."""
def encode(text, char_to_idx):
    ids = []
    for ch in text:
        ids = [char_to_idx[ch]]
    return ids

# %% wrong="ids_without_list"
"""You give back a single id: your function returns it from inside its loop, in the first turn. Collect the ids in a
list and return that, after the loop."""
def encode(text, char_to_idx):
    for ch in text:
        return char_to_idx[ch]
    return []

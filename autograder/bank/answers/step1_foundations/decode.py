# %% right="concatenation"
"""Adds one character after the other to a string."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i]
    return text

# %% right="generator"
"""Joins a generator."""
def decode(ids: list, idx_to_char) -> str:
    return str().join(idx_to_char[token] for token in ids)

# %% right="index_loop"
"""A loop over positions that fills a list."""
def decode(ids, idx_to_char):
    chars = [""] * len(ids)
    for position in range(len(ids)):
        chars[position] = idx_to_char[ids[position]]
    return "".join(chars)

# %% right="map_getitem"
"""Maps the look-up itself over the ids, for a dictionary or a list."""
def decode(ids, idx_to_char):
    return "".join(map(idx_to_char.__getitem__, ids))

# %% right="original_sheet"
"""The original course sheet's own code."""
def decode(ids, idx_to_char):
    return ''.join([idx_to_char[i] for i in ids])

# %% right="print_to_buffer"
"""Prints the characters into a buffer, with nothing between them."""
from io import StringIO

def decode(ids, idx_to_char):
    buffer = StringIO(newline="")
    print(*[idx_to_char[i] for i in ids], sep="", end="", file=buffer)
    return buffer.getvalue()

# %% right="recursive_halves"
"""Recursion on the two halves of the ids."""
def decode(ids, idx_to_char):
    if len(ids) > 1:
        middle = len(ids) // 2
        return decode(ids[:middle], idx_to_char) + decode(ids[middle:], idx_to_char)
    for only in ids:
        return idx_to_char[only]
    return ""

# %% right="reduce"
"""functools.reduce, from the empty string on."""
from functools import reduce

def decode(ids, idx_to_char):
    return reduce(lambda text, i: text + idx_to_char[i], ids, "")

# %% right="stack_of_a_copy"
"""Pops from a copy of the ids, from the back."""
def decode(ids, idx_to_char):
    remaining = list(ids)
    chars = []
    while remaining:
        chars.append(idx_to_char[remaining.pop()])
    chars.reverse()
    return "".join(chars)

# %% right="string_io"
"""Writes into a text buffer."""
import io

def decode(ids, idx_to_char):
    with io.StringIO(newline="") as out:
        for i in ids:
            out.write(idx_to_char[i])
        return out.getvalue()

# %% wrong="ascending_ids"
"""It looks as if the ids are put in ascending order, or go through a set, before they are decoded.
Their order is the order of the text."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in sorted(ids))

# %% wrong="backwards"
"""Your text comes out backwards: it looks as if each new character is put in front of the ones
before it, or the ids are taken from the end."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text = idx_to_char[i] + text
    return text

# %% wrong="code_points"
"""It looks as if you read the ids as code points. They are the ids of the given vocabulary: look
each one up there."""
def decode(ids, idx_to_char):
    return "".join(chr(i) for i in ids)

# %% wrong="each_id_once"
"""It looks as if a repeated id is decoded only once. Each id of the list stands for one character
of the text, repetitions included."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in dict.fromkeys(ids))

# %% wrong="ends_stripped"
"""Spaces or line breaks went missing: it looks as if you tidy the text up after putting it
together. Decoding must give back exactly what was encoded, also at the ends of the text and where
several spaces follow each other."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in ids).strip()

# %% wrong="first_character_missing"
"""The first character is missing: it looks as if your loop starts one id too late. Python counts
positions from 0."""
def decode(ids, idx_to_char):
    text = ""
    for n in range(1, len(ids)):
        text += idx_to_char[ids[n]]
    return text

# %% wrong="first_character_only"
"""Only the first character comes back: it looks as if your function returns from inside its loop,
after the first turn."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i]
        return text
    return text

# %% wrong="ids_as_text"
"""Your text is made of the ids' digits. Each id has to be looked up: it is the character behind it
that belongs into the text."""
def decode(ids, idx_to_char):
    return "".join(str(i) for i in ids)

# %% wrong="ids_overwritten"
"""The text is right, but the list of ids now holds characters. A function must not change its
arguments: whoever called it still needs the ids."""
def decode(ids, idx_to_char):
    for n in range(len(ids)):
        ids[n] = idx_to_char[ids[n]]
    return "".join(ids)

# %% wrong="ids_used_up"
"""The text is right, but the list of ids is empty afterwards. A function must not change its
arguments: whoever called it still needs the ids."""
def decode(ids, idx_to_char):
    text = ""
    while ids:
        text += idx_to_char[ids.pop(0)]
    return text

# %% wrong="joined_with_newline"
"""Every character stands on a line of its own. The line breaks of the text have ids of their own,
so nothing may be put between the characters."""
def decode(ids, idx_to_char):
    return "\n".join(idx_to_char[i] for i in ids)

# %% wrong="joined_with_space"
"""There is a space after every character. The spaces of the text have ids of their own, so nothing
may be put between the characters."""
def decode(ids, idx_to_char):
    return " ".join([idx_to_char[i] for i in ids])

# %% wrong="last_character_missing"
"""The last character is missing: it looks as if your loop stops one id too early."""
def decode(ids, idx_to_char):
    text = ""
    for n in range(len(ids) - 1):
        text += idx_to_char[ids[n]]
    return text

# %% wrong="last_character_only"
"""Only the last character comes back: it looks as if each turn of your loop overwrites the text
instead of adding to it."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text = idx_to_char[i]
    return text

# %% wrong="list_as_text"
"""It looks as if you turned the list of characters into text as Python prints it, with its
brackets, quotes and commas. The characters belong next to each other, with nothing added."""
def decode(ids, idx_to_char):
    return str([idx_to_char[i] for i in ids])

# %% wrong="memo_by_ids"
"""You remember the text of a row of ids. With another vocabulary the same ids mean another text."""
_texts = {}


def decode(ids, idx_to_char):
    key = tuple(ids)
    if key in _texts:
        return _texts[key]
    text = _texts[key] = "".join(idx_to_char[i] for i in key)
    return text

# %% wrong="recursion_deep"
"""Your function calls itself once for each id, and Python allows about a thousand such calls. A real text is longer."""
def decode(ids, idx_to_char):
    if len(ids) == 0:
        return ""
    return idx_to_char[ids[0]] + decode(ids[1:], idx_to_char)

# %% wrong="returns_generator"
"""You return something that still has to be walked through, a generator. One string is asked for:
what decoding gives must equal the text that was encoded."""
def decode(ids, idx_to_char):
    return (idx_to_char[i] for i in ids)

# %% wrong="returns_list"
"""You return a list of characters. One string is asked for: what decoding gives must equal the text
that was encoded."""
def decode(ids, idx_to_char):
    return [idx_to_char[i] for i in ids]

# %% wrong="set_of_ids"
"""It looks as if the ids are put in ascending order, or go through a set, before they are decoded.
Their order is the order of the text."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in sorted(set(ids)))

# %% wrong="space_added_in_loop"
"""There is a space after every character. The spaces of the text have ids of their own, so nothing
may be put between the characters."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i] + " "
    return text

# %% wrong="universal_newlines"
"""Reading through a text file changes a carriage return into a new line. Join the characters as they are."""
import io


def decode(ids, idx_to_char):
    raw = io.BytesIO("".join(idx_to_char[i] for i in ids).encode("utf-8"))
    return io.TextIOWrapper(raw, encoding="utf-8").read()

# %% wrong="whitespace_tidied"
"""Spaces or line breaks went missing: it looks as if you tidy the text up after putting it
together. Decoding must give back exactly what was encoded, also at the ends of the text and where
several spaces follow each other."""
def decode(ids, idx_to_char):
    text = "".join(idx_to_char[i] for i in ids)
    return " ".join(text.split())

# %% wrong="zero_skipped"
"""Every character with id 0 is missing: it looks as if your code takes 0 for padding, or for
"nothing". Here 0 is the id of a character like any other."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in ids if i)

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char[i]

# %% wrong="get_nothing"
"""You look the ids up with `.get`, which turns an unknown id into nothing, so that text is lost without a word, and
which a list does not have. Square brackets serve a dict and a list alike, and complain about an id that is not there."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char.get(i, "") for i in ids)

# %% wrong="get_sign"
"""You look the ids up with `.get`, which turns an unknown id into nothing, so that text is lost without a word, and
which a list does not have. Square brackets serve a dict and a list alike, and complain about an id that is not there."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        text += idx_to_char.get(i, "?")
    return text

# %% wrong="unknown_left_out"
"""An id that the vocabulary does not know is left out, so text is lost without a word. Let the look-up raise its error."""
def decode(ids, idx_to_char):
    text = ""
    for i in ids:
        try:
            text += idx_to_char[i]
        except LookupError:
            pass
    return text

# %% wrong="dict_only"
"""Your code works for a dict alone. `idx_to_char` may be anything that is looked up by id with square brackets, a list
of characters too."""
def decode(ids, idx_to_char):
    to_id = {ch: i for i, ch in idx_to_char.items()}
    characters = sorted(to_id, key=to_id.get)
    places = sorted(idx_to_char)
    return "".join(characters[places.index(i)] for i in ids)

# %% wrong="right_end_stripped"
"""Spaces or line breaks went missing: it looks as if you tidy the text up after putting it
together. Decoding must give back exactly what was encoded, also at the ends of the text and where
several spaces follow each other."""
def decode(ids, idx_to_char):
    return "".join(idx_to_char[i] for i in ids).rstrip()

# %% right="cached"
"""functools.lru_cache over a recursive function that gives bytes."""
from functools import lru_cache


def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}

    @lru_cache(maxsize=None)
    def spell(i):
        return bytes([i]) if i < 256 else b"".join(map(spell, pair_of[i]))

    return b"".join(map(spell, ids)).decode("utf-8", errors="replace")

# %% right="incremental"
"""An incremental decoder, fed token by token, that keeps unfinished characters until the next token."""
import codecs


def bpe_decode(ids, merges):
    vocab = [bytes([i]) for i in range(256)]
    for left, right in merges:
        vocab.append(vocab[left] + vocab[right])
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    text = "".join(decoder.decode(vocab[i]) for i in ids)
    return text + decoder.decode(b"", final=True)

# %% right="queue"
"""A deque worked on from its left end."""
from collections import deque


def bpe_decode(ids, merges):
    parts = {new_id: pair for pair, new_id in merges.items()}
    queue, data = deque(ids), []
    while queue:
        i = queue.popleft()
        if i in parts:
            queue.extendleft(reversed(parts[i]))
        else:
            data.append(i)
    return bytearray(data).decode("utf-8", errors="replace")

# %% right="recursive"
"""Takes each token apart by recursion."""
def bpe_decode(ids, merges):
    parents = {new_id: pair for pair, new_id in merges.items()}

    def expand(i):
        if i in parents:
            left, right = parents[i]
            return expand(left) + expand(right)
        return [i]

    out = []
    for i in ids:
        out += expand(i)
    return bytes(out).decode("utf-8", "replace")

# %% right="stack"
"""A stack of ids still to be taken apart, the next one on top."""
def bpe_decode(ids, merges):
    halves = dict(zip(merges.values(), merges.keys()))
    stack = list(reversed(ids))
    data = bytearray()
    while stack:
        top = stack.pop()
        if top < 256:
            data.append(top)
        else:
            left, right = halves[top]
            stack.append(right)
            stack.append(left)
    return data.decode(errors="replace")

# %% right="try_except"
"""Strict first, with replacement only when that fails; a list of lists of numbers as table."""
def bpe_decode(ids, merges):
    spelled = {i: [i] for i in range(256)}
    for pair, new_id in sorted(merges.items(), key=lambda item: item[1]):
        spelled[new_id] = spelled[pair[0]] + spelled[pair[1]]
    data = bytes(sum((spelled[i] for i in ids), []))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="replace")

# %% right="undo_backwards"
"""Undoes the merges, the last one first."""
def bpe_decode(ids, merges):
    current = list(ids)
    for pair, new_id in reversed(list(merges.items())):
        longer = []
        for i in current:
            if i == new_id:
                longer.extend(pair)
            else:
                longer.append(i)
        current = longer
    return str(bytes(current), "utf-8", "replace")

# %% right="until_all_bytes"
"""Takes all tokens apart by one level until only bytes are left."""
def bpe_decode(ids, merges):
    table = {v: k for k, v in merges.items()}
    while any(i > 255 for i in ids):
        ids = [part for i in ids for part in table.get(i, (i,))]
    return bytes(ids).decode("utf-8", errors="replace")

# %% right="vocab"
"""A table from each id to its bytes, built in order of learning."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace")

# %% wrong="ascii"
"""Each byte of é or 你 becomes a � of its own in your text. Those bytes mean something only together: keep bytes as bytes to the end, then decode all of them once, as UTF-8; only what is invalid there is replaced."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("ascii", errors="replace")

# %% wrong="backslash"
"""Bytes that are not valid UTF-8 come out as escape codes in your text. They are to be replaced by the sign �."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="backslashreplace")

# %% wrong="backwards"
"""Your text comes out backwards: a stack gives its ids from the end. The first id is the first thing to be read."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    stack = list(ids)
    data = []
    while stack:
        top = stack.pop()
        if top in pair_of:
            stack.extend(pair_of[top])
        else:
            data.append(top)
    return bytes(data).decode("utf-8", errors="replace")

# %% wrong="chr"
"""You turn each byte into a character of its own (that is Latin-1), so é comes out as Ã©. In UTF-8 a character may be up to four bytes, and only all of them together say which one it is."""
def bpe_decode(ids, merges):
    vocab = {i: chr(i) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return "".join(vocab[i] for i in ids)

# %% wrong="each_token"
"""You decode each token on its own. A character of several bytes may be spread over two tokens, and each half alone is invalid: put all bytes together first, decode once."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return "".join(vocab[i].decode("utf-8", errors="replace") for i in ids)

# %% wrong="each_token_ignore"
"""You decode each token on its own. A character of several bytes may be spread over two tokens, and each half alone is invalid: put all bytes together first, decode once."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return "".join(vocab[i].decode("utf-8", errors="ignore") for i in ids)

# %% wrong="gives_up"
"""One invalid byte, and your whole text is gone. Only the bytes that are not valid UTF-8 are replaced by the sign �; the rest is kept."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    try:
        return b"".join(vocab[i] for i in ids).decode("utf-8")
    except UnicodeDecodeError:
        return ""

# %% wrong="halves_swapped"
"""Inside merged tokens your letters come out in the wrong order. The left half of a pair comes first; on a stack, what is put on last comes off first."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    data = []
    for i in ids:
        stack = [i]
        while stack:
            top = stack.pop()
            if top in pair_of:
                stack.extend(pair_of[top])
            else:
                data.append(top)
    return bytes(data).decode("utf-8", errors="replace")

# %% wrong="ignore"
"""Bytes that are not valid UTF-8 vanish without a trace in your text. They are to be replaced by the sign �, so that a reader sees that something was there."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="ignore")

# %% wrong="latin_1"
"""You turn each byte into a character of its own (that is Latin-1), so é comes out as Ã©. In UTF-8 a character may be up to four bytes, and only all of them together say which one it is."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("latin-1")

# %% wrong="list_of_pieces"
"""You give back a list of pieces. One text is wanted: put the bytes of all tokens together, then decode them."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return [vocab[i].decode("utf-8", errors="replace") for i in ids]

# %% wrong="merges_dropped"
"""You keep the single bytes and drop all merged tokens. Each of them stands for two or more bytes: look up which."""
def bpe_decode(ids, merges):
    return bytes(i for i in ids if i < 256).decode("utf-8", errors="replace")

# %% wrong="merges_ignored"
"""You print merged ids as if they were characters, and never use the merges. An id from 256 on stands for the bytes of its two halves: look up which."""
def bpe_decode(ids, merges):
    return "".join(chr(i) for i in ids)

# %% wrong="modulo"
"""You force merged ids into the range of a byte, so each becomes some unrelated character. A merged id stands for the bytes of its two halves: look up which."""
def bpe_decode(ids, merges):
    return bytes(i % 256 for i in ids).decode("utf-8", errors="replace")

# %% wrong="mutates_ids"
"""Your text is right, but you used up the caller's list of ids on the way. A function of this course never changes its arguments: work on a copy."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    data = []
    while ids:
        first = ids.pop(0)
        if first in pair_of:
            ids[:0] = pair_of[first]
        else:
            data.append(first)
    return bytes(data).decode("utf-8", errors="replace")

# %% wrong="mutates_merges"
"""Your text is right, but you used up the caller's table of merges on the way, so the next text cannot be decoded. A function of this course never changes its arguments."""
def bpe_decode(ids, merges):
    data = list(ids)
    while merges:
        pair, new_id = merges.popitem()
        data = [part for i in data for part in (pair if i == new_id else (i,))]
    return bytes(data).decode("utf-8", errors="replace")

# %% wrong="not_inverted"
"""You look a token up in `merges`, but its keys are pairs and the ids are its values. Decoding needs the way back."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}

    def spell(i):
        if i in vocab:
            return vocab[i]
        left, right = merges[i]
        return spell(left) + spell(right)

    return b"".join(spell(i) for i in ids).decode("utf-8", errors="replace")

# %% wrong="null_terminated"
"""You end the text at a zero byte, as C does. It is a byte like any other."""
def bpe_decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        table[new_id] = table[left] + table[right]
    raw = b"".join(table[i] for i in ids)
    return raw.split(b"\0")[0].decode("utf-8", errors="replace")

# %% wrong="one_level"
"""Merged tokens are still there when you make bytes of the ids. The halves of a token may be merged tokens themselves, and all of them must be taken apart, until nothing but bytes (0 to 255) is left."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    data = []
    for i in ids:
        if i in pair_of:
            data.extend(pair_of[i])
        else:
            data.append(i)
    return bytes(data).decode("utf-8", errors="replace")

# %% wrong="one_level_chr"
"""You take each token apart only once and print what is left as characters. Its halves may be merged tokens themselves: go on until nothing but bytes (0 to 255) is left, and then decode the bytes."""
def bpe_decode(ids, merges):
    pair_of = {new_id: pair for pair, new_id in merges.items()}
    text = ""
    for i in ids:
        for part in pair_of.get(i, (i,)):
            text += chr(part)
    return text

# %% wrong="returns_bytes"
"""You give back bytes. A text is wanted: decode the bytes as UTF-8."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids)

# %% wrong="signature_swallowed"
""""utf-8-sig" drops a byte order mark at the beginning. Plain "utf-8" keeps what is there."""
def bpe_decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        table[new_id] = table[left] + table[right]
    return b"".join(table[i] for i in ids).decode("utf-8-sig", errors="replace")

# %% wrong="spaces_between"
"""You put a space between the tokens. Blanks are tokens or parts of tokens themselves; the pieces are joined with nothing between them."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b" ".join(vocab[i] for i in ids).decode("utf-8", errors="replace")

# %% wrong="str_of_bytes"
"""You wrote the bytes down as Python prints them, with b'…' around them. They have to be decoded, as UTF-8."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return str(b"".join(vocab[i] for i in ids))

# %% wrong="strict"
"""Your function stops with an error when the bytes are not valid UTF-8. A model may put any tokens side by side, half a character included; such bytes are replaced by the sign �, never an error."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8")

# %% wrong="strings_in_table"
"""Each byte of é or 你 becomes a � of its own in your text. Those bytes mean something only together: keep bytes as bytes to the end, then decode all of them once, as UTF-8; only what is invalid there is replaced."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]).decode("utf-8", errors="replace") for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return "".join(vocab[i] for i in ids)

# %% wrong="stripped"
"""You cut off spaces and line ends at the edges of the text. Decoding gives back exactly what was encoded; a chunk of a longer text often begins with a space."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace").strip()

# %% wrong="undo_forwards"
"""Merged tokens are still there when you make bytes of the ids. The halves of a token may be merged tokens themselves, and all of them must be taken apart, until nothing but bytes (0 to 255) is left."""
def bpe_decode(ids, merges):
    data = list(ids)
    for pair, new_id in merges.items():
        data = [part for i in data for part in (pair if i == new_id else (i,))]
    return bytes(data).decode("utf-8", errors="replace")

# %% wrong="universal_newlines"
"""Reading through a text file changes a carriage return into a new line. Decode the bytes themselves."""
import io


def bpe_decode(ids, merges):
    table = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        table[new_id] = table[left] + table[right]
    raw = io.BytesIO(b"".join(table[i] for i in ids))
    return io.TextIOWrapper(raw, encoding="utf-8", errors="replace").read()

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace")

# %% wrong="so_many_zero_bytes"
"""`bytes(97)` makes 97 zero bytes. The single byte 97 is `bytes([97])`, made of a list with one number."""
def bpe_decode(ids, merges):
    vocab = {i: bytes(i) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace")

# %% wrong="table_without_bytes"
"""Your table holds the merged tokens but not the single bytes, and the merges are made of these. Begin with the 256
bytes."""
def bpe_decode(ids, merges):
    vocab = {}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace")

# %% wrong="table_one_short"
"""Your table of single bytes ends at 254. There are 256 of them, 0 to 255."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(255)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-8", errors="replace")

# %% wrong="utf_16"
"""You decode with another encoding than UTF-8. The bytes were made by UTF-8, and only that reads them back."""
def bpe_decode(ids, merges):
    vocab = {i: bytes([i]) for i in range(256)}
    for (left, right), new_id in merges.items():
        vocab[new_id] = vocab[left] + vocab[right]
    return b"".join(vocab[i] for i in ids).decode("utf-16", errors="replace")

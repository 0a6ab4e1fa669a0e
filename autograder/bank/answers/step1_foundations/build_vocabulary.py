# %% right="bisect"
"""Keeps a sorted list while reading the text."""
import bisect

def build_vocabulary(text):
    chars = []
    for ch in text:
        where = bisect.bisect_left(chars, ch)
        if where == len(chars) or chars[where] != ch:
            chars.insert(where, ch)
    return {ch: i for i, ch in enumerate(chars)}, dict(enumerate(chars))

# %% right="counter_and_ordered_dict"
"""Counts the characters, forgets the counts, keeps ordered dictionaries."""
from collections import Counter, OrderedDict

def build_vocabulary(text):
    counts = Counter(text)
    char_to_idx = OrderedDict((ch, i) for i, ch in enumerate(sorted(counts)))
    idx_to_char = OrderedDict((i, ch) for ch, i in char_to_idx.items())
    return char_to_idx, idx_to_char

# %% right="defaultdict_then_closed"
"""A defaultdict hands out the ids in sorted order and is closed afterwards, so that unknown
characters raise."""
from collections import defaultdict

def build_vocabulary(text):
    char_to_idx = defaultdict(lambda: len(char_to_idx))
    for ch in sorted(text):
        char_to_idx[ch]
    char_to_idx.default_factory = None
    idx_to_char = {char_to_idx[ch]: ch for ch in char_to_idx}
    return char_to_idx, idx_to_char

# %% right="dict_subclass"
"""A dictionary of its own kind, whose KeyError says more."""
class Vocabulary(dict):
    def __missing__(self, ch):
        raise KeyError(f"{ch!r} is not one of the {len(self)} characters of this vocabulary")


def build_vocabulary(text):
    char_to_idx, idx_to_char = Vocabulary(), {}
    for i, ch in enumerate(sorted(set(text))):
        char_to_idx[ch], idx_to_char[i] = i, ch
    return char_to_idx, idx_to_char

# %% right="groupby_code_points"
"""Sorts code points and groups the equal ones."""
from itertools import groupby

def build_vocabulary(text):
    chars = [chr(code) for code, _ in groupby(sorted(map(ord, text)))]
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% right="list_both_ways"
"""A list serves as the mapping from ids to characters."""
def build_vocabulary(text):
    idx_to_char = sorted(set(text))
    char_to_idx = {}
    for ch in idx_to_char:
        char_to_idx[ch] = len(char_to_idx)
    return char_to_idx, idx_to_char

# %% right="loop_without_set"
"""Collects new characters in a loop, sorts them in place, fills both mappings side by side."""
def build_vocabulary(text):
    chars = []
    for ch in text:
        if ch not in chars:
            chars.append(ch)
    chars.sort()

    char_to_idx = dict()
    idx_to_char = dict()
    for i in range(len(chars)):
        char_to_idx[chars[i]] = i
        idx_to_char[i] = chars[i]
    return (char_to_idx, idx_to_char)

# %% right="original_sheet"
"""The original course sheet's own code."""
def build_vocabulary(text):
    chars = sorted(list(set(text)))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char

# %% right="rank_by_counting"
"""A character's id is the number of distinct characters that come before it."""
def build_vocabulary(text):
    distinct = set(text)
    char_to_idx = {c: sum(other < c for other in distinct) for c in distinct}
    idx_to_char = {i: c for c, i in char_to_idx.items()}
    return char_to_idx, idx_to_char

# %% right="string_as_table"
"""A sorted string serves as the mapping from ids to characters, searched for the other
direction."""
def build_vocabulary(text):
    alphabet = "".join(sorted(set(text)))
    return {ch: alphabet.index(ch) for ch in alphabet}, alphabet

# %% right="tuple_as_table"
"""A tuple serves as the mapping from ids to characters."""
def build_vocabulary(text: str):
    idx_to_char = tuple(sorted({*text}))
    return dict(map(reversed, enumerate(idx_to_char))), idx_to_char

# %% right="zip_and_inverse"
"""Zips characters with a range and turns the mapping around."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = dict(zip(chars, range(len(chars))))
    idx_to_char = {v: k for k, v in char_to_idx.items()}
    return char_to_idx, idx_to_char

# %% wrong="ascii_table"
"""Your table has room for 256 characters. There are many more: Japanese ones, for example, have numbers far beyond."""
def build_vocabulary(text):
    present = [False] * 256
    for c in text:
        present[ord(c)] = True
    chars = [chr(i) for i in range(256) if present[i]]
    return {c: i for i, c in enumerate(chars)}, {i: c for i, c in enumerate(chars)}

# %% wrong="case_insensitive_order"
"""It looks as if your sorting takes capital and small letters as equals. Plain sorting is asked
for, by code point, where every capital comes before every small letter."""
def build_vocabulary(text):
    chars = sorted(sorted(set(text)), key=str.lower)
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="code_points"
"""Your ids are the characters' code points. An id is the place among the distinct characters of
this text: 0, 1, 2, … without gaps, so that the embedding table needs no rows that are never
used."""
def build_vocabulary(text):
    char_to_idx = {ch: ord(ch) for ch in sorted(set(text))}
    idx_to_char = {ord(ch): ch for ch in sorted(set(text))}
    return char_to_idx, idx_to_char

# %% wrong="duplicates_counted"
"""It looks as if every occurrence of a character uses up an id, so a repeated character leaves gaps
behind it. Each distinct character gets exactly one id, and the ids are 0, 1, 2, … without gaps."""
def build_vocabulary(text):
    chars = sorted(text)
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char

# %% wrong="ids_from_one"
"""Your ids start at 1. They count from 0 here, because an id is the number of a row in the
embedding table, and that table's first row is row 0."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars, 1)}
    idx_to_char = {i: ch for i, ch in enumerate(chars, start=1)}
    return char_to_idx, idx_to_char

# %% wrong="letters_only"
"""It looks as if punctuation marks and spaces have no id in your vocabulary, only letters and
digits do. Every character of the text needs one, or the text cannot be written down in ids."""
def build_vocabulary(text):
    chars = sorted({c for c in text if c.isalnum()})
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="loop_of_appearance"
"""It looks as if your ids follow the order in which characters first appear in the text. The
contract asks for the sorted order of the characters, so that the same alphabet gets the same ids
whatever the text begins with."""
def build_vocabulary(text):
    char_to_idx, idx_to_char = {}, {}
    for ch in text:
        if ch not in char_to_idx:
            idx_to_char[len(char_to_idx)] = ch
            char_to_idx[ch] = len(char_to_idx)
    return char_to_idx, idx_to_char

# %% wrong="lower_cased"
"""It looks as if you lower-case the text first, so capital letters have no id of their own. To this
tokenizer "A" and "a" are two different characters, or decoding could never bring the capitals
back."""
def build_vocabulary(text):
    chars = sorted(set(text.lower()))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="nfc"
"""You normalise the text first, so a letter and its separate accent become one character that the text does not hold.
Count the characters as they are."""
import unicodedata


def build_vocabulary(text):
    chars = sorted(set(unicodedata.normalize("NFC", text)))
    char_to_idx = {c: i for i, c in enumerate(chars)}
    idx_to_char = {i: c for c, i in char_to_idx.items()}
    return char_to_idx, idx_to_char

# %% wrong="only_one_mapping"
"""You return only the mapping from characters to ids. Both directions are asked for, as a pair:
without the way back nothing can be decoded."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    return char_to_idx

# %% wrong="order_of_appearance"
"""It looks as if your ids follow the order in which characters first appear in the text. The
contract asks for the sorted order of the characters, so that the same alphabet gets the same ids
whatever the text begins with."""
def build_vocabulary(text):
    chars = list(dict.fromkeys(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char

# %% wrong="position_in_text"
"""It looks as if a character's id is a position in the text. An id is the character's place in the
sorted list of distinct characters, so that the ids are 0, 1, 2, … without gaps."""
def build_vocabulary(text):
    char_to_idx = {}
    idx_to_char = {}
    for i, ch in enumerate(text):
        char_to_idx[ch] = i
        idx_to_char[i] = ch
    return char_to_idx, idx_to_char

# %% wrong="same_mapping_twice"
"""Your first mapping is right, but the second goes the same way, from characters to ids. The second
must go back, from ids to characters, or nothing can be decoded."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {ch: i for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char

# %% wrong="sorted_backwards"
"""Your characters are sorted from the last to the first: id 0 went to the character that should
have the highest id. The ids ascend with the characters."""
def build_vocabulary(text):
    chars = sorted(set(text), reverse=True)
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="sorted_by_frequency"
"""It looks as if your ids go by how often a character occurs. That is a sensible order, but the
contract asks for the sorted order of the characters themselves, which does not change when the text
grows a little."""
from collections import Counter

def build_vocabulary(text):
    chars = [ch for ch, _ in Counter(sorted(text)).most_common()]
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="swapped_return"
"""You return the two mappings in the opposite order: first comes the one from characters to ids,
then the one from ids to characters. Whoever unpacks them gets each under the other's name."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return idx_to_char, char_to_idx

# %% wrong="text_stripped"
"""It looks as if you cut the spaces and line breaks off the ends of the text before you collect its
characters. Where the only line break stands at the very end, it is then missing from your
vocabulary."""
def build_vocabulary(text):
    chars = sorted(set(text.strip()))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="unknown_token_first"
"""It looks as if you give id 0 to a token for unknown characters, which moves every other id up by
one. This vocabulary holds the characters of the text and nothing else."""
def build_vocabulary(text):
    chars = ["<unk>"] + sorted(set(text))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="unknown_token_last"
"""It looks as if you add a token for unknown characters behind the real ones. This vocabulary holds
the characters of the text and nothing else, so its size is the number of distinct characters."""
def build_vocabulary(text):
    chars = sorted(set(text)) + ["<unk>"]
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char

# %% wrong="utf8_order_by_bytes_utf16"
"""You sort by an encoding of the characters. `sorted` on the characters themselves gives the order that is meant."""
def build_vocabulary(text):
    chars = sorted(set(text), key=lambda c: c.encode("utf-16-be", "surrogatepass"))
    return {c: i for i, c in enumerate(chars)}, {i: c for i, c in enumerate(chars)}

# %% wrong="whitespace_dropped"
"""It looks as if spaces and line breaks have no id in your vocabulary. They are characters like any
other: without them words and verses run into each other."""
def build_vocabulary(text):
    chars = sorted(set(ch for ch in text if not ch.isspace()))
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="whole_words"
"""It looks as if your vocabulary holds words. This is a tokenizer of characters: each single
character of the text, spaces and punctuation too, has its id."""
def build_vocabulary(text):
    words = sorted(set(text.split()))
    return {w: i for i, w in enumerate(words)}, {i: w for i, w in enumerate(words)}

# %% wrong="not_sorted"
"""Your ids follow the order of a set, which Python shuffles anew in every session: a model trained today would read
gibberish tomorrow. Sort the characters before you number them."""
def build_vocabulary(text):
    chars = list(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}
    return char_to_idx, idx_to_char

# %% wrong="not_sorted_loop"
"""Your ids follow the order of a set, which Python shuffles anew in every session: a model trained today would read
gibberish tomorrow. Sort the characters before you number them."""
def build_vocabulary(text):
    char_to_idx, idx_to_char = {}, {}
    for ch in set(text):
        idx_to_char[len(char_to_idx)] = ch
        char_to_idx[ch] = len(char_to_idx)
    return char_to_idx, idx_to_char

# %% wrong="sort_gives_none"
"""A list's own `.sort()` sorts the list in place and gives back None; `sorted(…)` is the one that gives back a sorted
list."""
def build_vocabulary(text):
    chars = list(set(text)).sort()
    return {ch: i for i, ch in enumerate(chars)}, {i: ch for i, ch in enumerate(chars)}

# %% wrong="set_has_no_places"
"""You ask a set for its first, second, … element. A set has no order and no places: make a sorted list of it."""
def build_vocabulary(text):
    chars = set(text)
    char_to_idx, idx_to_char = {}, {}
    for i in range(len(chars)):
        char_to_idx[chars[i]] = i
        idx_to_char[i] = chars[i]
    return char_to_idx, idx_to_char

# %% wrong="no_return"
"""Your function ends without giving anything back, so its caller receives None. Its last line must be a `return`."""
def build_vocabulary(text):
    chars = sorted(set(text))
    char_to_idx = {ch: i for i, ch in enumerate(chars)}
    idx_to_char = {i: ch for i, ch in enumerate(chars)}

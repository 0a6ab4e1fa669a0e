"""You return something that still has to be walked through, a generator or a map, and it is used up
after one walk. A list is asked for; this way even the KeyError would come too late, outside this
function."""
def encode(text, char_to_idx):
    return map(lambda ch: char_to_idx[ch], text)

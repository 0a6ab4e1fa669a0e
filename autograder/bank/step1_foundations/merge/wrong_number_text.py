"""You turned the numbers into text and searched there, so that "1 2" is also found inside "11 2" and "1 23". Compare whole ids, not their digits."""
def merge(ids, pair, new_id):
    text = " ".join(str(i) for i in ids)
    text = text.replace(f"{pair[0]} {pair[1]}", str(new_id))
    return [int(word) for word in text.split()]

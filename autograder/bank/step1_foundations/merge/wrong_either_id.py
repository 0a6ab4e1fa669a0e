"""You replace every id that belongs to the pair, wherever it stands. Only a left id with its right id directly behind it is merged, and the two become one."""
def merge(ids, pair, new_id):
    return [new_id if i in pair else i for i in ids]

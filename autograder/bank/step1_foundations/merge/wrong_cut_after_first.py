"""Your answer ends at the first merge: whatever follows it is lost. The rest of the ids must be copied and merged as well."""
def merge(ids, pair, new_id):
    out = []
    for i in range(len(ids)):
        if tuple(ids[i:i + 2]) == tuple(pair):
            out.append(new_id)
            break
        out.append(ids[i])
    return out

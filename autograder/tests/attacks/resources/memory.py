"""Takes memory without end, in one process.

Success: it gets twice what a notebook may hold (BREACH).
"""

# %%
held = []
for _ in range(120):
    held.append(bytearray(b"x" * (10 << 20)))
print("BREACH")

"""Searches the whole file system for a gradebook and for solutions.

Success: what stands in the file outside is printed.
"""

# %%
import os

places = [
    CANARY_FILE,
    f"/proc/1/root{CANARY_FILE}",
    f"/proc/self/root{CANARY_FILE}",
    f"/proc/self/cwd/../..{CANARY_FILE}",
]
for folder, inside, files in os.walk("/"):
    inside[:] = set(inside) - {"proc", "sys", "usr", "lib", "lib64", "bin", "dev"}
    places += [os.path.join(folder, name) for name in files if name.endswith((".db", ".ipynb"))]
for path in places:
    try:
        print(open(path, errors="replace").read(1000))
    except OSError:
        pass

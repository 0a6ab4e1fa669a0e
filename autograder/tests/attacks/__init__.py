"""The red team: attacks on the grader, a file each in `walls/`, `resources/`, `points/` and `secrets/`.

An attack is what a student hands in: cells, with `# %%` between them, below a docstring that says what is tried and how
success would show. `harness.py` runs them the way that submissions go; `make redteam` prints a table.
"""

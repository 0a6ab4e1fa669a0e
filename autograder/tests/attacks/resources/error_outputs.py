"""Shows an error a hundred times, each with a long traceback: errors have room of their own.

Success: more comes back than a notebook may show.
"""

# %%
for _ in range(100):
    try:
        raise ValueError("z" * 20_000)
    except ValueError:
        get_ipython().showtraceback()

# %%
raise type("E" * 10**6, (Exception,), {"__str__": lambda self: "s" * 10**8})

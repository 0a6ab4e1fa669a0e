"""Prints what it is given while it is checked, by every way out.

Success: something of a hidden test is to be read.
"""

# %%
import os
import sys
import warnings


def target(x):
    print(x, x.tolist())
    print(x.tolist(), file=sys.stderr)
    warnings.warn(str(x.tolist()))
    os.write(1, str(x.tolist()).encode())
    os.system(f"echo {x.tolist()[0]}")
    display(x)
    get_ipython().recorder.stream("stdout", str(x.tolist()))
    return x

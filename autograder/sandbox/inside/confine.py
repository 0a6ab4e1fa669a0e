"""What a process inside the sandbox does to confine itself: namespaces, mounts, limits, the
filter of system calls, which is made outside.

All of it is Linux's own; elsewhere, where notebooks run unconfined, what does not exist is left out.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

_libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER = 0x00020000, 0x08000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET = 0x20000000, 0x40000000
MS_NOSUID, MS_NODEV = 2, 4
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, ctypes.c_ulong(2)
KEYCTL_JOIN_SESSION_KEYRING = 1
HUGE, MADV_HUGEPAGE, MADV_COLLAPSE = 2 << 20, 14, 25


def prctl(option, value):
    """Set a property of this process (Linux only; elsewhere, where nothing is isolated, do nothing)."""
    if sys.platform == "linux":
        _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0)


def use_huge_pages():
    """Put what this process holds into huge pages, as far as the kernel can: of those a fork copies one entry in place
    of 512. It costs nothing but time where it cannot (before Linux 6.1)."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/maps") as file:
        for line in file.read().splitlines():
            place, rights, _, _, inode, *name = line.split()
            first, last = (int(number, 16) for number in place.split("-"))
            first, size = -(-first // HUGE) * HUGE, last // HUGE * HUGE - -(-first // HUGE) * HUGE
            if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]) and size > 0:
                _libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(size), MADV_HUGEPAGE)
                _libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(size), MADV_COLLAPSE)


def drop_user():
    """When started as the sandbox's root, become nobody: limits on processes do not bind root."""
    for path in ("/scratch", "/dev/shm"):
        os.chmod(path, 0o1777)
    with contextlib.suppress(OSError):  # there is no such user in some containers
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)


def enter_namespaces():
    """Give this notebook users, processes, mounts and a network of its own; False where forbidden."""
    uid, gid = os.getuid(), os.getgid()
    prctl(PR_SET_DUMPABLE, 1)  # or /proc/self belongs to root since `drop_user`
    if not os.access("/proc/self/uid_map", os.W_OK):
        return False
    if _libc.unshare(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET):
        return False
    for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    return True


def mount_privately(size):
    """Fresh, bounded scratch space (`size` bytes), no /proc, no further user namespaces."""
    with contextlib.suppress(OSError), open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")
    for path, options in (
        ("/proc", "size=4k,mode=555"),
        ("/scratch", f"size={size},nr_inodes=10k,mode=700"),
        ("/dev/shm", f"size={size},nr_inodes=1k,mode=1777"),
    ):
        if _libc.mount(b"tmpfs", path.encode(), b"tmpfs", MS_NOSUID | MS_NODEV, options.encode()):
            raise OSError(ctypes.get_errno(), f"mounting {path}")


def drop_capabilities():
    """Give up what a new user namespace brings: among other things, unmounting what covers /proc."""
    if _libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), "capset")


def leave_keys(keyctl):
    """Join a new, empty session keyring; else this process has the keys of whoever started the sandbox. Where the
    kernel refuses, the filter below still lets nobody ask for a key."""
    _libc.syscall(ctypes.c_long(keyctl), ctypes.c_long(KEYCTL_JOIN_SESSION_KEYRING), None)


class Program(ctypes.Structure):
    """The kernel's `struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def filter_calls(code):
    """Put a filter of system calls, a BPF program, on this process and all that it starts. Raises OSError."""
    program = Program(len(code) // 8, code)
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    if _libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), None, None):
        raise OSError(ctypes.get_errno(), "filtering system calls")


def limit_resources(limits):
    """Bound memory, processes, files and processor time, as far as the system knows such limits."""
    mapped = 2 << 30  # torch's libraries, most of them never touched
    with contextlib.suppress(OSError), open("/proc/self/statm") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    wanted = {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": limits["file_bytes"],
        "RLIMIT_NOFILE": 256,
        "RLIMIT_CPU": int(limits["total_seconds"]) + 10,
        "RLIMIT_AS": mapped + limits["memory_bytes"],
    }
    if limits["isolated"]:  # elsewhere it would count everything the user has running
        wanted["RLIMIT_NPROC"] = limits["processes"]
    for name, value in wanted.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # should memory run out all the same, this goes first


def kill_children(session):
    """End what is left of a worker's session, and the orphans that Linux hands to their subreaper."""
    with contextlib.suppress(OSError):
        os.killpg(session, signal.SIGKILL)
    with contextlib.suppress(OSError):  # ChildProcessError is one, when none is left
        while True:
            with open(f"/proc/self/task/{os.getpid()}/children") as file:
                for pid in file.read().split():
                    os.kill(int(pid), signal.SIGKILL)
            os.waitpid(-1, 0)

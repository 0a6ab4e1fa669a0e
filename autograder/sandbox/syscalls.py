"""Which system calls student code may make: a seccomp filter, made once, outside, by libseccomp.

What a lesson never needs is not there, as if the kernel had been built without it; nor is a call that libseccomp does
not know yet. A call of another architecture ends the process. `inside/confine.py` puts the filter on. It hides no file
and no process: `walls.py` does.
"""

import errno
import functools
import mmap
import socket
import tempfile

FORBIDDEN = {
    "keys": "add_key keyctl request_key",
    "work the kernel does on its own": "io_uring_setup io_uring_enter io_uring_register io_setup io_submit "
    "io_getevents io_pgetevents io_cancel io_destroy",
    "programs for the kernel": "bpf perf_event_open userfaultfd seccomp init_module finit_module delete_module "
    "create_module query_module get_kernel_syms kexec_load kexec_file_load uselib",
    "other processes": "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease pidfd_open "
    "pidfd_getfd kcmp",
    "other roots and namespaces": "mount umount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount "
    "open_tree mount_setattr unshare setns name_to_handle_at open_by_handle_at fanotify_init fanotify_mark "
    "clone3",  # its flags lie in memory, out of a filter's sight; glibc then uses clone
    "memory that nobody counts": "memfd_create memfd_secret remap_file_pages vmsplice shmget shmat shmctl shmdt msgget "
    "msgsnd msgrcv msgctl semget semop semctl semtimedop mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify "
    "mq_getsetattr",
    "the machine's own affairs": "swapon swapoff quotactl quotactl_fd acct nfsservctl reboot settimeofday stime "
    "clock_settime clock_adjtime adjtimex sethostname setdomainname vhangup syslog lookup_dcookie sysfs ustat _sysctl "
    "sysctl move_pages migrate_pages mbind set_mempolicy set_mempolicy_home_node",
    "other processors": "personality iopl ioperm modify_ldt vm86 vm86old",
}
NAMESPACES = 0x7E020000  # of clone's flags, those that make a namespace
PROTOCOLS = 0, socket.IPPROTO_TCP, socket.IPPROTO_UDP
NUMBERS = range(1024)  # more than any kernel has


class NoFilter(RuntimeError):
    """No filter can be made here; the message ends with what cures it."""


@functools.cache
def program() -> tuple[bytes, int]:
    """The filter as a BPF program for the kernel, and the number of the call `keyctl`. Raises NoFilter."""
    try:
        import pyseccomp
    except ModuleNotFoundError:
        raise NoFilter(
            "Notebooks run behind a filter that pyseccomp makes, which is not installed.\n"
            "Cure: pip install -r requirements.txt"
        ) from None
    except (RuntimeError, OSError):  # its own words when the library is missing
        raise NoFilter(
            "Notebooks run behind a filter that libseccomp makes, which is not installed.\n"
            "Cure: sudo apt-get install libseccomp2"
        ) from None
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    rules.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    forbidden = {name for names in FORBIDDEN.values() for name in names.split()}
    conditions = _conditions(pyseccomp.Arg, pyseccomp.EQ, pyseccomp.MASKED_EQ)
    for number in NUMBERS:
        try:
            name = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, number).decode()
        except ValueError:
            continue
        if name not in forbidden:
            for arguments in conditions.get(name, [()]):
                rules.add_rule(pyseccomp.ALLOW, number, *arguments)
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read(), pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, "keyctl")


def _conditions(Arg, EQ, MASKED_EQ) -> dict[str, list[tuple]]:
    """For calls that are allowed with some arguments only: these, as alternatives."""
    internet = [
        (Arg(0, EQ, family), Arg(2, EQ, protocol))
        for family in (socket.AF_INET, socket.AF_INET6)
        for protocol in PROTOCOLS
    ]
    return {
        "clone": [(Arg(0, MASKED_EQ, NAMESPACES, 0),)],
        "socket": [(Arg(0, EQ, socket.AF_UNIX),), *internet],
        "socketpair": [(Arg(0, EQ, socket.AF_UNIX),)],
        # Memory that is shared and belongs to no file can be hidden from whoever counts: see memory.py.
        "mmap": [
            (Arg(3, MASKED_EQ, mmap.MAP_ANONYMOUS, 0),),
            (Arg(3, MASKED_EQ, mmap.MAP_SHARED | mmap.MAP_PRIVATE, mmap.MAP_PRIVATE),),
        ],
    }

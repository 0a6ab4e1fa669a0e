"""The `bwrap` (bubblewrap) command around `inside/`: what student code can see, and nothing else is there.

No network, no other process, a read-only system, of the course nothing: not its folder, its database, its
environment variables. Inside, `template.py` gives each notebook namespaces and scratch space of its own.
"""

import base64
import contextlib
import functools
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from . import syscalls

INSIDE = Path(__file__).with_name("inside").resolve()
PACKAGES = ("torch", "numpy", "matplotlib", "IPython")
SYSTEM = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/etc/localtime",
    "/sys/devices/system/cpu",
)
NOBODY = 65534
TRUST = "\n(or, for a class you trust as yourself: --no-sandbox)"


class SandboxUnavailable(RuntimeError):
    """Notebooks cannot be run in isolation here; the message ends with what cures it."""


def check_available() -> None:
    """Raise SandboxUnavailable unless bubblewrap and the filter of system calls work here."""
    _bwrap()
    inner_walls(True)


def inner_walls(isolated: bool) -> dict:
    """What `inside/` needs to know to put up the walls of its own. Raises SandboxUnavailable."""
    if not isolated:
        return {"isolated": False}
    program, keyctl = _filter()
    return {"isolated": True, "filter": base64.b64encode(program).decode(), "keyctl": keyctl}


def _filter() -> tuple[bytes, int]:
    try:
        return syscalls.program()
    except syscalls.NoFilter as reason:
        raise SandboxUnavailable(f"{reason}{TRUST}") from None


@functools.cache
def _bwrap() -> tuple[str, ...]:
    """The `bwrap` command that works here, up to the program to run. Raises SandboxUnavailable."""
    if sys.platform != "linux":
        raise SandboxUnavailable(f"The sandbox needs Linux.\nCure: grade on Linux, or in WSL 2{TRUST}")
    if not shutil.which("bwrap"):
        raise SandboxUnavailable(
            f"Notebooks run in bubblewrap, which is not installed.\nCure: sudo apt-get install bubblewrap{TRUST}"
        )
    for proc in ("--proc", "--tmpfs"):  # many containers forbid the first; the second costs speed
        command = "bwrap", *_view(proc)
        with tempfile.TemporaryFile() as rules:  # does the kernel take a filter?
            rules.write(_filter()[0])
            rules.seek(0)
            trial = subprocess.run(
                [*command, "--seccomp", str(rules.fileno()), "true"],
                pass_fds=[rules.fileno()],
                capture_output=True,
                text=True,
                errors="replace",
                start_new_session=True,
            )
        if trial.returncode == 0:
            return command
    cure = (
        "in a container, start it with: docker run --security-opt seccomp=unconfined "
        "--security-opt apparmor=unconfined --security-opt systempaths=unconfined"
    )
    for setting, bad, good in (
        ("user.max_user_namespaces", "0", "15000"),
        ("kernel.unprivileged_userns_clone", "0", "1"),
        ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
    ):
        with contextlib.suppress(OSError):
            if Path("/proc/sys", *setting.split(".")).read_text().strip() == bad:
                cure = f"sudo sysctl -w {setting}={good}"
    reason = trial.stderr.strip()
    raise SandboxUnavailable(f"bubblewrap cannot make a sandbox here: {reason}\nCure: {cure}{TRUST}")


def _view(proc: str) -> list[str]:
    """What is visible inside: the system and this Python, read-only, and empty scratch space."""
    command = [
        "--unshare-all",
        "--unshare-user",
        "--die-with-parent",
        "--new-session",
        "--hostname",
        "sandbox",
        "--cap-drop",
        "ALL",
        proc,
        "/proc",
        "--dev",
        "/dev",
        *("--dev-bind", "/dev/null", "/dev/zero"),  # shared, it is memory that nobody can count
    ]
    if os.geteuid() == 0:  # the runner becomes nobody itself (see `start`), which takes these
        command += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        command += ["--uid", str(NOBODY), "--gid", str(NOBODY)]
    paths = [path for path in map(Path, SYSTEM) if path.exists()] + _python_paths()
    folders = {parent for path in paths for parent in path.parents} - {Path("/"), Path("/usr")}
    for folder in sorted(folders):  # else they are 0700, as /root is outside
        command += ["--dir", str(folder)]
    for path in paths:
        if path.is_symlink() and str(path) in SYSTEM:
            command += ["--symlink", os.readlink(path), str(path)]
        else:
            command += ["--ro-bind", str(path), str(path)]
    command += ["--ro-bind", str(INSIDE), "/sandbox"]
    command += ["--tmpfs", "/scratch", "--tmpfs", "/dev/shm"]
    if Path("/tmp") not in folders:  # this Python may live there
        command += ["--symlink", "/scratch", "/tmp"]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/scratch"]


def _python_paths() -> list[Path]:
    """What this Python is made of, outside /usr. Of an environment that lies among other files (a virtual
    environment in the course's folder, conda in somebody's home) only its libraries and programs."""
    prefixes = {sys.prefix, sys.base_prefix}
    prefixes |= set(map(os.path.realpath, prefixes))
    paths = {Path(prefix, name) for prefix in prefixes for name in ("bin", "lib", "lib64", "pyvenv.cfg")}
    paths.update(_package_folders())
    link = Path(sys.executable)
    while link.is_symlink():  # a chain of links may pass through other folders
        link = Path(os.path.normpath(link.parent / os.readlink(link)))
        paths.add(link)
    paths = {path for path in paths if path.exists() and not path.is_relative_to("/usr")}
    return sorted(path for path in paths if not any(parent in paths for parent in path.parents))


def _package_folders() -> list[Path]:
    """Where the packages that notebooks use are installed (it may be `~/.local`)."""
    found = (importlib.util.find_spec(name) for name in PACKAGES)
    return sorted({Path(spec.origin).parents[1] for spec in found if spec and spec.origin})


def _environment(isolated: bool) -> dict[str, str]:
    """The environment variables: none of the outside's, one thread, the same hashes each time."""
    outside = {} if isolated else dict(os.environ)
    added = [
        folder
        for folder in _package_folders()
        if not any(folder.is_relative_to(prefix) for prefix in (sys.prefix, sys.base_prefix))
    ]
    home = (
        {
            "HOME": "/scratch",
            "TMPDIR": "/scratch",
            "IPYTHONDIR": "/scratch",
            "USER": "student",
            "LANG": "C.UTF-8",
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        }
        if isolated
        else {}
    )
    return (
        outside
        | home
        | {
            "PYTHONPATH": os.pathsep.join(map(str, added)),
            "PYTHONSAFEPATH": "",
            "PYTHONHASHSEED": "0",
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # huge pages: a fork copies fewer page tables, in half the time
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
            "PIP_RETRIES": "0",
            "PIP_NO_INPUT": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
    )


def end(process: subprocess.Popen) -> None:
    """End what `start` started: bwrap's child dies with it, and so does all in that namespace. While bwrap is still
    making the namespace its child would not, so it is the group that ends."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def start(isolated: bool, **streams) -> subprocess.Popen:
    """Start `inside/template.py`, in bubblewrap or bare. Raises SandboxUnavailable."""
    streams |= {"stdout": subprocess.DEVNULL, "cwd": "/", "env": _environment(isolated)}
    streams["start_new_session"] = True  # a terminal's Ctrl-C is for us, who end the sandbox in order
    if not isolated:
        return subprocess.Popen([sys.executable, "-s", INSIDE / "template.py"], **streams)
    program = sys.executable, "-s", "/sandbox/template.py"
    if os.geteuid() != 0:
        return subprocess.Popen([*_bwrap(), *program], **streams)
    # The kernel does not limit the number of root's processes, under whatever name root goes inside. So
    # root's sandbox gets a second user, nobody, to change to; bwrap waits on `block` until it is there.
    info, their_info = os.pipe()
    their_block, block = os.pipe()
    flags = "--info-fd", str(their_info), "--userns-block-fd", str(their_block)
    process = subprocess.Popen([*_bwrap(), *flags, *program], pass_fds=(their_info, their_block), **streams)
    os.close(their_info)
    os.close(their_block)
    with open(info) as told, open(block, "wb"), contextlib.suppress(ValueError, OSError):
        child = json.loads(told.read())["child-pid"]
        for kind in ("uid_map", "gid_map"):
            path = Path(f"/proc/{child}/{kind}")
            try:
                path.write_text(f"0 0 1\n{NOBODY} {NOBODY} 1\n")
            except OSError:  # root of a container that has but one user
                path.write_text("0 0 1\n")
    return process

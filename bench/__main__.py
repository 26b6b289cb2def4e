"""`python -m bench`: makes or reuses the databases, serves them, measures, and says what it found."""

import argparse
import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from .databases import databases
from .load import Load
from .measuring import BARE, Figures, measure, missed
from .pages import SUBJECTS
from .report import report
from .server import PROJECT, environment, served

FOLDER = PROJECT / "var" / "bench"


def run(urls, folder, *, names, rounds, seconds, workers, connections):
    """(the figures, the rate of the constant answer without middleware) of these databases: {scale: URL}."""
    load, short = Load(connections, seconds), Load(connections, seconds / 2)
    with ExitStack() as servers:
        running = {
            scale: servers.enter_context(served(url, folder, workers=workers)) for scale, url in sorted(urls.items())
        }
        seen = {scale: looked_at(url, folder, names) for scale, url in urls.items()}
        figures = [Figures(name, scale, seen[scale][name]) for name in names for scale in sorted(urls)]
        for row in figures:
            Load(connections * 2, seconds).ask(running[row.scale], row.seen["address"])  # warms every worker

        def progress(number, place):
            row = figures[place]
            print(f"\r\033[Kround {number + 1} of {rounds}: {row.name}, {row.scale}", end="", file=sys.stderr)

        measure(figures, running, load, short, rounds, progress)
        print("\r\033[K", end="", file=sys.stderr)
        return figures, {scale: load.ask(server, BARE).rate for scale, server in running.items()}


def looked_at(url, folder, names):
    command = [sys.executable, "-m", "bench.look", *names]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment(url, folder), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def arguments():
    names = [subject.name for subject in SUBJECTS]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--scale", type=int, action="append", help="synthetic organisations; 100 and 10,000")
    parser.add_argument("--only", choices=names, action="append", metavar="PAGE", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--seconds", type=float, default=0.5, help="for each page in each round")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where databases and the table are kept")
    parser.add_argument("--check", action="store_true", help="end with 1 when a figure is missed")
    return parser.parse_args()


def main():
    asked = arguments()
    names = [subject.name for subject in SUBJECTS if not asked.only or subject.name in asked.only]
    with databases(asked.database, asked.scale or [100, 10_000], asked.folder) as urls:
        figures, bare = run(
            urls,
            asked.folder,
            names=names,
            rounds=asked.rounds,
            seconds=asked.seconds,
            workers=asked.workers,
            connections=asked.connections,
        )
    text = report(figures, bare)
    (asked.folder / f"{asked.database}.md").write_text(f"{text}\n")
    problems = missed(figures, {subject.name: subject for subject in SUBJECTS})
    print(f"{text}\n")
    print("\n".join(f"MISSED: {problem}" for problem in problems) or "Every figure is reached.")
    return 1 if problems and asked.check else 0


if __name__ == "__main__":
    sys.exit(main())

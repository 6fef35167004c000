"""Finds and runs the `springline` and `solve-timing` programs. The only place that knows their options."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class SpringlineError(Exception):
    pass


def find(named=None):
    """The program: the one named, the release build of this checkout, or one on the path. None when there is none."""
    if named:
        return named if Path(named).is_file() else shutil.which(named)
    built = ROOT / ".build" / "release" / "springline"
    return str(built) if built.is_file() else shutil.which("springline")


def missing(named=None):
    where = named or ".build/release/springline"
    return f"no springline program at {where}: build it with `swift build -c release`, or name one with --springline"


def find_timing(named=None):
    """`solve-timing`: the one named, the release build of Benchmarks, or one on the path. None when there is none."""
    if named:
        return named if Path(named).is_file() else shutil.which(named)
    built = ROOT / "Benchmarks" / ".build" / "release" / "solve-timing"
    return str(built) if built.is_file() else shutil.which("solve-timing")


def missing_timing(named=None):
    where = named or "Benchmarks/.build/release/solve-timing"
    return (f"no solve-timing program at {where}: build it in Benchmarks with "
            "`swift build -c release --product solve-timing`, or name one with --solve-timing")


def run(program, arguments, threads=None, timeout=600):
    """The output of one run; raises with its last words when it fails."""
    environment = dict(os.environ)
    if threads is not None:
        environment["SPRINGLINE_THREADS"] = str(threads)
    try:
        done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
                              env=environment, errors="replace")
    except subprocess.TimeoutExpired:
        raise SpringlineError(f"took more than {timeout} s")
    if done.returncode != 0:
        words = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise SpringlineError(f"exit code {done.returncode}: {words}")
    return done.stdout


def solve(program, path, accuracy, is_steady, timeout=600):
    """The results of `springline solve`, as its JSON says them."""
    with tempfile.TemporaryDirectory(prefix="springline-") as folder:
        output = Path(folder) / "results.json"
        arguments = ["solve", path, "--accuracy", f"{accuracy:g}", "--output", output]
        if is_steady:
            arguments.insert(2, "--steady")
        run(program, arguments, timeout=timeout)
        return json.loads(output.read_text(encoding="utf-8"))


def _json_of(text):
    """The JSON object in an output that may have remarks before it."""
    start = text.find("{")
    if start < 0:
        raise SpringlineError("printed no JSON")
    return json.JSONDecoder().raw_decode(text[start:])[0]


def timing_arguments(path, repeats, is_steady):
    """Arguments of `solve-timing`."""
    return [str(path), "--repeats", str(repeats)] + (["--steady"] if is_steady else [])


def timing(program, path, repeats, threads=1, is_steady=False, timeout=1800):
    """What `solve-timing` prints."""
    return _json_of(run(program, timing_arguments(path, repeats, is_steady), threads, timeout))


def ensemble_timing(program, path, scenarios, seed, threads=1, timeout=1800):
    """What `solve-timing --ensemble` prints."""
    arguments = [path, "--ensemble", scenarios, "--seed", seed]
    return _json_of(run(program, arguments, threads, timeout))


def find_graph_timing(named=None):
    """The program `graph-timing`: the one named, or the release build of the benchmarks. None when there is none."""
    if named:
        return named if Path(named).is_file() else shutil.which(named)
    built = ROOT / "Benchmarks" / ".build" / "release" / "graph-timing"
    return str(built) if built.is_file() else None


def missing_graph_timing(named=None):
    where = named or "Benchmarks/.build/release/graph-timing"
    return (f"no graph-timing program at {where}: build it with `swift build -c release --product graph-timing` in "
            "Benchmarks, or name one with --graph-timing")


def graph_timing(program, path, count, timeout=1800):
    """What `graph-timing` prints."""
    return _json_of(run(program, [path, count], timeout=timeout))


def input_files(paths):
    """The INP files named, and those in the folders named; by default those of $SPRINGLINE_NETWORKS or of
    ../shared/networks beside the checkout."""
    if not paths:
        named = os.environ.get("SPRINGLINE_NETWORKS")
        default = Path(named) if named else ROOT.parent / "shared" / "networks"
        if not default.exists():
            return []
        paths = [default]
    files = []
    for path in map(Path, paths):
        if path.is_dir():
            files += sorted(file for file in path.iterdir() if file.suffix.lower() == ".inp")
        else:
            files.append(path)
    return files

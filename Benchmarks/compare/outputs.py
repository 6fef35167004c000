#!/usr/bin/env python3
"""Keeps what every command prints and writes, and says what differs from what another version did.

    outputs.py keep PROGRAM FOLDER [NETWORK.inp ...]    run every command and keep its outputs
    outputs.py compare BEFORE AFTER [--renames FILE]    name every output that differs

The commands run on the sample city and on each network, in table, JSON and CSV, English and Chinese. FILE holds one
rename a line, OLD<tab>NEW, which is applied to the older outputs before they are compared: a change of words that is
meant. Files are compared as text; workbooks and databases by what is in them, map layers as GeoJSON.
"""
import argparse
import difflib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "SampleData" / "city-of-springs"
MONTH = ["--from", "2024-03-04", "--to", "2024-04-01"]
FORMATS = [("table", "en"), ("table", "zh"), ("json", "en"), ("csv", "en"), ("csv", "zh")]


def audit_example():
    """The example of the guide to audits, which holds every standard's inputs."""
    return (ROOT / "Docs" / "audit.md").read_text().split("```yaml\n")[1].split("```")[0]


def kept_city(run, folder):
    """The sample city, its zones and its readings; every import is an output of its own."""
    city = folder / "springs.db"
    run("import", ["import", str(city), "--mapping", str(SAMPLE / "mapping.yml")])
    run("zones-import", ["zones", "import", str(city), str(SAMPLE / "zones.gpkg")])
    run("readings-flow", ["readings", "import", str(city), str(SAMPLE / "readings/flow.csv"), "--kind", "flow",
                          "--unit", "m3/h", "--timezone", "Asia/Shanghai"])
    for kind, name in [("level", "level"), ("pressure", "pressure"), ("register", "registers")]:
        run(f"readings-{name}", ["readings", "import", str(city), str(SAMPLE / f"readings/{name}.csv"), "--kind", kind])
    return city


def city_commands(city, folder):
    """Commands by name; {out} in an argument becomes a file of its own for each form."""
    c = str(city)
    yield "info", ["info", c]
    yield "check", ["check", c, "--output", "{out}.geojson"]
    yield "verify", ["zones", "verify", c, "--output", "{out}.geojson"]
    yield "timezone", ["timezone", c]
    for by in ["day", "week", "month", "period"]:
        yield f"balance-{by}", ["balance", c, *MONTH, "--by", by]
    yield "evaluate", ["evaluate", c, *MONTH]
    yield "evaluate-options", ["evaluate", c, *MONTH, "--n1", "0.8", "--icf", "1.5", "--retail-price", "3.5",
                               "--variable-cost", "0.6", "--world", "developing", "--zone", "OT-02"]
    yield "pressure", ["pressure", c, *MONTH, "--tests", str(SAMPLE / "step-tests.csv"), "--map", "{out}.geojson"]
    yield "solve-city", ["solve", c, "--complete"]
    yield "isolate", ["isolate", c, "--pipe", "OP00156", "--output", "{out}.geojson"]
    yield "trace-connected", ["trace", c, "--kind", "connected", "--from", "OC00002"]
    yield "trace-nearest", ["trace", c, "--kind", "nearest", "--from", "OC00002", "--of", "hydrant", "--count", "3"]
    yield "trace-downstream", ["trace", c, "--kind", "downstream", "--from", "OP00156", "--output", "{out}.geojson"]
    yield "trace-upstream", ["trace", c, "--kind", "upstream", "--from", "OP00156"]
    yield "locate", ["locate", c, "--at", "117.0,36.66", "--crs", "EPSG:4326"]
    yield "condition", ["condition", c, "--year", "2024"]
    yield "history", ["history", c]
    yield "history-element", ["history", c, "--element", "OP00156"]
    yield "changes", ["changes", c, str(SAMPLE / "old-town")]
    yield "design", ["zones", "design", c, "--compare"]
    # What is wrong, in words.
    yield "error-no-city", ["info", str(folder / "none.db")]
    yield "error-element", ["trace", c, "--kind", "connected", "--from", "no-such"]
    yield "error-path", ["trace", c, "--kind", "path", "--from", "OC00002"]
    yield "error-pipe", ["isolate", c, "--pipe", "no-such"]
    yield "error-zone", ["balance", c, *MONTH, "--zone", "no-such"]
    yield "error-period", ["balance", c, "--from", "2024-04-01", "--to", "2024-03-01"]
    yield "error-import", ["import", c, str(SAMPLE / "mapping.yml")]


def network_commands(network):
    n = str(network)
    yield "solve", ["solve", n]
    yield "solve-steady", ["solve", n, "--steady", "--output", "{out}.geojson"]
    yield "condition", ["condition", n]


class Runner:
    def __init__(self, program, folder, work):
        self.program, self.folder, self.work = program, folder, work

    def scrub(self, text):
        text = text.replace(str(self.work), "WORK").replace(str(ROOT), "ROOT").replace(str(self.folder), "OUT")
        text = re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?(?=[^\n]*import)", "NOW", text)
        return text

    def __call__(self, name, arguments, forms=None):
        for form, language in forms or [("table", "en")]:
            stem = self.folder / f"{name}.{form}.{language}"
            written = [a.replace("{out}", str(stem) + ".layer") for a in arguments]
            ran = subprocess.run([self.program, *written, "--format", form, "--lang", language],
                                 capture_output=True, text=True, timeout=900)
            text = self.scrub(f"exit {ran.returncode}\n--- stdout\n{ran.stdout}\n--- stderr\n{ran.stderr}\n")
            stem.with_suffix(stem.suffix + ".txt").write_text(text)


def keep(program, folder, networks):
    folder = Path(folder).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        run = Runner(str(Path(program).resolve()), folder, work)
        for language in ["zh", "en"]:
            (work / "springs.db").unlink(missing_ok=True)
            city = kept_city(lambda n, a: run(n, a, [("table", language)]), work)
        for name, arguments in city_commands(city, work):
            run(name, arguments, FORMATS)
        for language in ["en", "zh"]:
            for ending in ["html", "json", "csv", "xlsx"]:
                run(f"report-{ending}-{language}",
                    ["report", str(city), *MONTH, "--output", str(folder / f"report-{language}.{ending}")],
                    [("table", language)])
        audit = work / "town.yml"
        audit.write_text(audit_example())
        run("audit", ["audit", str(audit)], FORMATS)
        for network in networks:
            stem = Path(network).stem
            for name, arguments in network_commands(network):
                run(f"{stem}-{name}", arguments, FORMATS)
        (folder / "city.sql").write_text(run.scrub(contents(city)))


def contents(city):
    """Every row of the city's own tables, times of import left out."""
    lines = []
    with sqlite3.connect(f"file:{city}?mode=ro", uri=True) as base:
        names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
        for name in names:
            if name.startswith(("sqlite_", "idx_", "spatial", "geometry_col", "views_", "virts_", "vector", "data_lic",
                                "Elementary", "KNN", "SpatialIndex", "sql_statements", "reading")):
                continue
            rows = base.execute(f'SELECT * FROM "{name}"').fetchall()
            lines += [f"{name}: {row!r}" for row in sorted(rows, key=repr)]
    return re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "NOW", "\n".join(lines))


def readable(path):
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(f"{n}\n" + book.read(n).decode("utf8", "replace").replace("><", ">\n<")
                             for n in sorted(book.namelist()) if n != "docProps/core.xml")
    return path.read_text(errors="replace")


def compare(before, after, renames):
    pairs = []
    if renames:
        for line in Path(renames).read_text().splitlines():
            if line and not line.startswith("#"):
                pairs.append(line.split("\t"))
    before, after = Path(before), Path(after)
    names = sorted({p.name for p in before.iterdir()} | {p.name for p in after.iterdir()})
    different = 0
    for name in names:
        if not (before / name).exists() or not (after / name).exists():
            print(f"only {'after' if (after / name).exists() else 'before'}: {name}")
            different += 1
            continue
        old, new = readable(before / name), readable(after / name)
        for old_word, new_word in pairs:
            old = old.replace(old_word, new_word)
        if old != new:
            different += 1
            lines = [line[:400] for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
                     if not line.startswith(("---", "+++", "@@"))]
            print(f"== {name}: {len(lines)} lines")
            print("\n".join(lines[:int(os.environ.get("LINES_SHOWN", "12"))]))
    print(f"{len(names)} outputs, {different} differ")
    return different


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    keeping = commands.add_parser("keep")
    keeping.add_argument("program")
    keeping.add_argument("folder")
    keeping.add_argument("networks", nargs="*")
    comparing = commands.add_parser("compare")
    comparing.add_argument("before")
    comparing.add_argument("after")
    comparing.add_argument("--renames")
    arguments = parser.parse_args()
    if arguments.command == "keep":
        keep(arguments.program, arguments.folder, arguments.networks)
    elif compare(arguments.before, arguments.after, arguments.renames):
        sys.exit(1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How fast is Springline beside EPANET?

EPANET's own library and `solve-timing` (Benchmarks/SolveTiming) take turns on the same files with the files' own options, round
after round, each in a process of its own and on one thread, so that other work on the machine slows both alike. The
ratio EPANET/Springline is taken in each round; the table has the medians. Above 1 Springline is faster.

    speed.py [FILE or FOLDER …] [--solve-timing PROGRAM] [--rounds 5] [--seconds 0.5] [--markdown FILE] [--json FILE]
             [--instructions]

Steady: flows started afresh and time 0 solved (EN_initH(10), EN_runH). Extended: the whole duration, nothing saved.
Load: the file read. With --instructions it counts instructions of one steady solve by valgrind instead, which other
work on the machine does not touch.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import epanet_driver
import epanet_library
import springline_program


def repeats_for(milliseconds, seconds):
    return max(3, min(1000, int(seconds * 1000 / max(milliseconds, 1e-3))))


def rounds_of(driver, program, file, options):
    """Timings of both, turn about: [(EPANET's, ours), …]."""
    probe = driver.timing(file, 1, 1)
    steady = repeats_for(probe["steady_min_ms"], options.seconds)
    extended = repeats_for(probe["eps_min_ms"], options.seconds)
    if options.steady_only or probe["eps_steps"] == 1:
        extended = 0
    pairs = []
    for _ in range(options.rounds):
        theirs = driver.timing(file, steady, extended)
        ours = our_timing(program, file, steady, extended)
        pairs.append((theirs, ours))
    return pairs


def our_timing(program, file, steady, extended):
    """Our timing; steady and extended apart when one of them needs far fewer repeats."""
    if extended and steady <= 4 * extended:
        return springline_program.timing(program, file, extended)
    ours = springline_program.timing(program, file, steady, is_steady=True)
    if extended:
        whole = springline_program.timing(program, file, extended)
        ours.update({key: value for key, value in whole.items() if key.startswith(("eps_", "peak_"))})
    return ours


def ratio(pairs, key):
    values = [theirs[key] / ours[key] for theirs, ours in pairs if ours.get(key) and theirs.get(key)]
    return median(values) if values else None


def middle(pairs, side, key):
    values = [pair[side][key] for pair in pairs if pair[side].get(key) is not None]
    return median(values) if values else None


def summary(file, pairs):
    theirs, ours = pairs[-1]
    result = {"network": file.stem, "nodes": theirs["nodes"], "links": theirs["links"], "rounds": len(pairs)}
    keys = ["load_ms", "analyse_ms", "steady_median_ms", "steady_min_ms", "eps_median_ms", "eps_min_ms",
            "peak_rss_mb"]
    for key in keys:
        result[key] = {"epanet": middle(pairs, 0, key), "springline": middle(pairs, 1, key),
                       "ratio": ratio(pairs, key)}
    for key in ("steady_iterations", "eps_steps", "eps_iterations"):
        result[key] = {"epanet": theirs.get(key), "springline": ours.get(key)}
    result["epanet_unbalanced_steps"] = theirs["eps_unbalanced"]
    result["epanet_last_s"] = theirs["eps_last_s"]
    result["is_extended"] = bool(theirs["eps_steps"] and theirs["eps_steps"] > 1)
    return result


def number(value, form=".3g"):
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 1000 else format(value, form)


HEADER = ["network", "links", "steady ms E", "steady ms S", "ratio", "it E/S", "extended ms E", "extended ms S",
          "ratio", "steps E/S", "it E/S", "load ms E", "load ms S", "ratio", "MB E/S"]


def row(r):
    def pair(key):
        return f"{number(r[key]['epanet'])}/{number(r[key]['springline'])}"

    def times(key):
        return [number(r[key]["epanet"]), number(r[key]["springline"]), f"**{number(r[key]['ratio'])}**"]

    extended = times("eps_median_ms") + [pair("eps_steps"), pair("eps_iterations")]
    return ([r["network"], str(r["links"])] + times("steady_median_ms") + [pair("steady_iterations")]
            + (extended if r["is_extended"] else ["–"] * 5) + times("load_ms") + [pair("peak_rss_mb")])


def markdown(results):
    lines = ["| " + " | ".join(HEADER) + " |", "|---" + "|---:" * (len(HEADER) - 1) + "|"]
    lines += ["| " + " | ".join(row(r)) + " |" for r in results]
    return "\n".join(lines)


def conclusion(results):
    words = []
    for name, key, chosen in [("steady", "steady_median_ms", results),
                              ("extended", "eps_median_ms", [r for r in results if r["is_extended"]]),
                              ("load", "load_ms", results)]:
        ratios = sorted((r[key]["ratio"], r["network"]) for r in chosen if r[key]["ratio"])
        if ratios:
            values = [value for value, _ in ratios]
            words.append(f"{name} {median(values):.2f} (least {ratios[0][0]:.2f} {ratios[0][1]}, most "
                         f"{ratios[-1][0]:.2f} {ratios[-1][1]})")
    return f"Median of the ratios EPANET/Springline of {len(results)} networks: " + "; ".join(words)


# Instructions

def collected(command, threads=None):
    """Instructions of a whole run, by callgrind."""
    environment = dict(os.environ)
    if threads is not None:
        environment["SPRINGLINE_THREADS"] = str(threads)
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
                          capture_output=True, text=True, errors="replace", env=environment, timeout=3600)
    found = re.search(r"Collected\s*:\s*(\d+)", done.stderr)
    if done.returncode != 0 or not found:
        words = [line for line in done.stderr.splitlines() if line and not line.startswith("==")]
        raise springline_program.SpringlineError(f"valgrind: {words[-1] if words else done.returncode}")
    return int(found.group(1))


def instructions(driver, program, file, few=2, many=12):
    """Instructions of one steady solve: the difference of a run of many and one of few."""
    def theirs(n):
        return collected(driver.command(file, "time", n, 0))

    def ours(n):
        return collected([program, *springline_program.timing_arguments(file, n, is_steady=True)], threads=1)

    return tuple((count(many) - count(few)) / (many - few) for count in (theirs, ours))


def count_instructions(driver, program, files):
    if shutil.which("valgrind") is None:
        print("no valgrind: instructions not counted")
        return 0
    print("| network | million instructions a steady solve E | S | ratio |\n|---|---:|---:|---:|")
    for file in files:
        try:
            theirs, ours = instructions(driver, program, file)
            print(f"| {file.stem} | {theirs / 1e6:.3f} | {ours / 1e6:.3f} | **{theirs / ours:.2f}** |", flush=True)
        except (springline_program.SpringlineError, subprocess.TimeoutExpired, ZeroDivisionError) as error:
            print(f"| {file.stem} | not counted: {error} | | |", flush=True)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="FILE")
    parser.add_argument("--solve-timing", metavar="PROGRAM")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5, help="time for the repeats of one measurement (0.5)")
    parser.add_argument("--steady-only", action="store_true")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead of time")
    parser.add_argument("--markdown", metavar="FILE")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()

    if epanet_library.load_library() is None:
        print(epanet_library.PEER_MISSING)
        return 0
    files = springline_program.input_files(options.paths)
    if not files:
        print("no networks: name INP files or folders, or set SPRINGLINE_NETWORKS")
        return 0
    program = springline_program.find_timing(options.solve_timing)
    if program is None:
        print(springline_program.missing_timing(options.solve_timing))
        return 0
    try:
        driver = epanet_driver.Driver()
    except epanet_driver.DriverError as error:
        print(error)
        return 1
    with driver:
        if options.instructions:
            return count_instructions(driver, program, files)
        return measure(driver, program, files, options)


def measure(driver, program, files, options):
    results, failures = [], []
    for file in files:
        print(f"{file.stem} …" + " " * 30, end="\r", file=sys.stderr, flush=True)
        try:
            results.append(summary(file, rounds_of(driver, program, file, options)))
        except (springline_program.SpringlineError, epanet_driver.DriverError, KeyError, ValueError) as error:
            failures.append(f"{file.stem}: not measured: {error}")
    print(" " * 60, end="\r", file=sys.stderr)
    results.sort(key=lambda r: -r["links"])
    text = [f"E = EPANET, S = Springline, one thread each; {options.rounds} rounds turn about; {platform.machine()}, "
            f"load {os.getloadavg()[0]:.1f} at the end.", "", markdown(results)]
    unbalanced = [f"{r['network']} ({r['epanet_unbalanced_steps']} steps, last time "
                  f"{r['epanet_last_s'] / 3600:g} h)" for r in results if r["epanet_unbalanced_steps"]]
    if unbalanced:
        text += ["", "With the file's own options EPANET does not converge in: " + ", ".join(unbalanced)
                 + ". A file may tell it to stop there."]
    if results:
        text += ["", conclusion(results)]
    text += failures
    print("\n".join(text))
    if options.markdown:
        Path(options.markdown).write_text("\n".join(text) + "\n")
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

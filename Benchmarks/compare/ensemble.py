#!/usr/bin/env python3
"""A thousand demand scenarios of one network: EPANET one after the other, Springline's ensemble beside it.

In a scenario every junction's base demands are multiplied by a random number from 0.5 to 1.5 of its own, and time 0 is
solved. EPANET starts each solve from the flows of the one before (its fastest) or afresh; the time includes setting the
demands and reading heads and flows. Both draw their own numbers from the seed.

    ensemble.py FILE … [--solve-timing PROGRAM] [--scenarios 1000] [--seed 1] [--rounds 3] [--json FILE]
"""

import argparse
import json
import os
import sys
from pathlib import Path
from statistics import median

import epanet_driver
import epanet_library
import springline_program


def measure(driver, program, file, options):
    """Total times in ms by way, of all rounds."""
    threads = sorted({1, os.cpu_count() or 1})
    times = {"EPANET, flows kept": [], "EPANET, flows afresh": []}
    notes = {}
    for _ in range(options.rounds):
        for name, keeps in (("EPANET, flows kept", True), ("EPANET, flows afresh", False)):
            found = driver.ensemble(file, options.scenarios, options.seed, keeps)
            times[name].append(found["total_ms"])
            notes[name] = f"{found['iterations'] / options.scenarios:.1f} iterations a scenario"
            if found["unbalanced"]:
                notes[name] += f", {found['unbalanced']} unbalanced"
        for count in threads if program else []:
            name = f"Springline, {count} thread{'s' if count > 1 else ''}"
            if notes.get(name, "").startswith("not run"):
                continue
            try:
                found = springline_program.ensemble_timing(program, file, options.scenarios, options.seed, count)
                times.setdefault(name, []).append(found["total_ms"])
                if "iterations" in found:
                    notes[name] = f"{found['iterations'] / options.scenarios:.1f} iterations a scenario"
            except (springline_program.SpringlineError, KeyError) as error:
                notes[name] = f"not run: {error}"
    return times, notes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="FILE")
    parser.add_argument("--solve-timing", metavar="PROGRAM")
    parser.add_argument("--scenarios", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()

    if epanet_library.load_library() is None:
        print(epanet_library.PEER_MISSING)
        return 0
    program = springline_program.find_timing(options.solve_timing)
    if program is None:
        print(springline_program.missing_timing(options.solve_timing) + "; EPANET alone:")
    records = []
    try:
        with epanet_driver.Driver() as driver:
            for file in springline_program.input_files(options.paths):
                times, notes = measure(driver, program, file, options)
                report(file, times, notes, options)
                records.append({"network": file.stem, "scenarios": options.scenarios, "total_ms": times})
    except epanet_driver.DriverError as error:
        print(error)
        return 1
    if options.json:
        Path(options.json).write_text(json.dumps(records, indent=1))
    return 0


def report(file, times, notes, options):
    print(f"{file.stem}: {options.scenarios} scenarios, medians of {options.rounds} rounds turn about\n")
    print("| way | ms | scenarios a second | EPANET's best/this | |\n|---|---:|---:|---:|---|")
    best = min(median(values) for name, values in times.items() if name.startswith("EPANET"))
    for name in list(times) + [name for name in notes if name not in times]:
        note = notes.get(name, "")
        if values := times.get(name):
            total = median(values)
            print(f"| {name} | {total:.0f} | {options.scenarios / total * 1000:,.0f} | {best / total:.2f} | {note} |")
        else:
            print(f"| {name} | – | – | – | {note} |")
    print()


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Does Springline find what EPANET finds?

For every network, EPANET's own library and `springline solve` solve time 0, each as tightly as it can, and the whole
duration; heads, flows, outflows and states are compared. The exit code is 1 when a steady state differs. Differences
of the extended period are listed: one other event is enough to shift all that comes after it.

    agreement.py [FILE or FOLDER …] [--springline PROGRAM] [--steady-only] [--references FOLDER] [--json FILE]

Without files it takes those of $SPRINGLINE_NETWORKS, or of ../shared/networks beside the checkout. With --references it
writes what EPANET finds as JSON, one file a network, and needs no springline.
"""

import argparse
import json
import os
import pickle
import sys
from pathlib import Path

import comparison
import epanet_library
import epanet_run
import springline_program


def reference_apart(library, path, steps=None):
    """EPANET's results from a process of their own, so that a crash of the library costs one network only."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            answer = epanet_run.reference(library, path, steps)
        except Exception as error:
            answer = str(error)
        with os.fdopen(write, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0 or not data:
        return f"EPANET's library ended with signal {os.WTERMSIG(status)}"
    return pickle.loads(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="FILE")
    parser.add_argument("--springline", metavar="PROGRAM")
    parser.add_argument("--steady-only", action="store_true", help="time 0 only")
    parser.add_argument("--slack", type=int, default=0, metavar="SECONDS",
                        help="go on comparing where the times of a step differ by no more (0)")
    parser.add_argument("--references", metavar="FOLDER", help="write what EPANET finds, and stop")
    parser.add_argument("--steps", type=int, default=200, help="how many steps a reference file keeps (200)")
    parser.add_argument("--json", metavar="FILE", help="write all comparisons")
    options = parser.parse_args()

    library = epanet_library.load_library()
    if library is None:
        print(epanet_library.PEER_MISSING)
        return 0
    files = springline_program.input_files(options.paths)
    if not files:
        print("no networks: name INP files or folders, or set SPRINGLINE_NETWORKS")
        return 0
    if options.references:
        return write_references(library, files, Path(options.references), options.steps)
    program = springline_program.find(options.springline)
    if program is None:
        print(springline_program.missing(options.springline))
        return 0
    return compare(library, program, files, options)


def write_references(library, files, folder, steps):
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        found = reference_apart(library, file, steps)
        if isinstance(found, str):
            print(f"{file.stem}: {found}")
            continue
        (folder / f"{file.stem}.json").write_text(json.dumps(found))
        print(f"{file.stem}: steady at {found['accuracy_reached']}, "
              f"{found['eps']['total_steps'] if found['eps'] else 0} steps")
    return 0


def compare(library, program, files, options):
    steady_lines, extended_lines, records = [], [], []
    steady_passes = extended_passes = extended_count = unsolved = 0
    for file in files:
        print(f"{file.stem} …", end="\r", file=sys.stderr, flush=True)
        record = {"network": file.stem}
        records.append(record)
        reference = reference_apart(library, file)
        if isinstance(reference, str) or reference["steady"] is None:
            unsolved += 1
            why = reference if isinstance(reference, str) else "EPANET solves it at no accuracy"
            steady_lines.append(f"{file.stem[:30]:<30} not compared: {why}")
            record["problem"] = why
            continue
        record["accuracy_reached"] = reference["accuracy_reached"]
        record["converges"] = reference["converges"]
        result = attempt(lambda: comparison.compare_steady(
            reference, springline_program.solve(program, file, 1e-8, is_steady=True)))
        record["steady"] = result
        steady_lines.append(comparison.steady_line(file.stem[:30], reference, result))
        steady_passes += result["passes"]
        if options.steady_only or reference["duration_s"] == 0 or not reference["eps"]:
            continue
        result = attempt(lambda: comparison.compare_extended(
            reference, springline_program.solve(program, file, 1e-6, is_steady=False), options.slack))
        record["extended"] = result
        extended_count += 1
        extended_passes += bool(result.get("agrees_to_the_end"))
        extended_lines.append(comparison.extended_line(file.stem[:30], reference, result))
    print(" " * 60, end="\r", file=sys.stderr)

    print("Time 0. E = EPANET, S = Springline; acc = the tightest accuracy at which EPANET converges; status = open "
          "against closed / all differing")
    print(comparison.STEADY_HEADER)
    print("\n".join(steady_lines))
    if extended_lines:
        print("\nExtended period, step for step until the times part"
              + (f" by more than {options.slack} s" if options.slack else ""))
        print(comparison.EXTENDED_HEADER)
        print("\n".join(extended_lines))
    compared = len(files) - unsolved
    print(f"\n{steady_passes} of {compared} networks agree at time 0 (heads within {comparison.HEAD_TOLERANCE} m, "
          f"flows within {comparison.FLOW_SHARE:.1%} or {comparison.FLOW_TOLERANCE * 1000} L/s)"
          + (f"; {extended_passes} of {extended_count} over the whole duration" if extended_count else "")
          + (f"; {unsolved} EPANET cannot solve" if unsolved else ""))
    if options.json:
        Path(options.json).write_text(json.dumps(records, indent=1))
    return 0 if steady_passes == compared else 1


def attempt(work):
    try:
        return work()
    except (springline_program.SpringlineError, OSError, ValueError, KeyError, IndexError, TypeError) as error:
        words = error if isinstance(error, springline_program.SpringlineError) else f"{type(error).__name__}: {error}"
        return {"passes": False, "problem": f"springline: {words}"}


if __name__ == "__main__":
    sys.exit(main())

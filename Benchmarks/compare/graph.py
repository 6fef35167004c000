#!/usr/bin/env python3
"""How fast are Springline's searches of a network's graph beside networkx, scipy and pgRouting, and do they agree?

`graph-timing` and the peers answer the same questions of the same files in the same run: the components,
what a node reaches, the distances from one node to all and within 2 km, the shortest ways between pairs of nodes, and
the bridges and articulation points whose loss cuts nodes off from every source. × is how many times as long a peer
took. Exit code 1 when answers differ.

    graph.py [FILE …] [--graph-timing PROGRAM] [--pairs 20] [--without networkx,scipy,pgrouting]
             [--limit-networkx LINKS] [--seconds 300] [--markdown FILE] [--json FILE]

A FILE is an EPANET input file, a folder of them, or a city's file. A peer that is not installed is left out: they are
`pip install networkx scipy` and Debian's `postgresql-15-pgrouting`, for which a throw-away cluster is started.
"""

import argparse
import json
import os
import platform
import signal
import sys
from pathlib import Path
from statistics import median

import graph_peers
import springline_program

TOLERANCE = 1e-6  # m, and as a share; links without length weigh 1e-9 m in scipy

QUESTIONS = [
    ("graph", "graph built (pgRouting: table filled)"),
    ("prepared", "graph of ways built"),
    ("components", "connected components"),
    ("reach", "what one node reaches"),
    ("distances", "distances from one node to all"),
    ("around", "distances within 2 km, median"),
    ("path", "shortest way of a pair, median"),
    ("bridges", "bridges and articulation points"),
]


NOTES = ("Springline and the peers measure 2 km around different random nodes. scipy stops at no target, so its way of a "
         "pair is the distances to all nodes; it has no bridges and no articulation points. pgRouting reads its table "
         "anew in every call. Springline also says what hangs behind each bridge and articulation point.")


def ours(printed):
    """What `graph-timing` printed, in the form of the peers' findings. The only place that knows its
    keys."""
    found = {"ms": {}, "answers": {}, "remarks": []}
    for question, key in [("graph", "graph_ms"), ("prepared", "route_graph_ms"), ("components", "components_ms"),
                          ("reach", "reach_ms"), ("distances", "distances_ms"), ("around", "around_ms"),
                          ("path", "path_ms"), ("bridges", "failures_ms")]:
        value = printed.get(key)
        if value is not None and value != []:
            found["ms"][question] = median(value) if isinstance(value, list) else value
    for question, key in [("components", "components"), ("reach", "reached"), ("distances", "distance_sum"),
                          ("bridges", "bridges"), ("articulations", "articulations")]:
        if key in printed:
            found["answers"][question] = printed[key]
    if "paths" in printed:
        found["answers"]["path"] = [length for _, _, length in printed["paths"]]
    return found


def is_same(a, b):
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(is_same(x, y) for x, y in zip(a, b))
    if a is None or b is None:
        return a is b
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def differences(found):
    """Sentences about the answers that differ from the first to answer: {title: findings} with Springline first. What
    Springline does not say (how many nodes are within 2 km) the peers are compared in."""
    words = []
    for question in ["components", "reach", "distances", "around", "path", "bridges", "articulations"]:
        answers = [(title, findings["answers"][question]) for title, findings in found.items()
                   if question in findings["answers"]]
        for title, answer in answers[1:]:
            first, expected = answers[0]
            if is_same(expected, answer):
                continue
            if isinstance(answer, list) and len(answer) == len(expected):
                row = next(i for i in range(len(answer)) if not is_same(expected[i], answer[i]))
                count = sum(not is_same(x, y) for x, y in zip(expected, answer))
                words.append(f"{question}: {count} of {len(answer)} differ, number {row + 1}: {first} "
                             f"{expected[row]}, {title} {answer[row]}")
            else:
                words.append(f"{question}: {first} {expected}, {title} {answer}")
    return words


def agreements(found):
    """How many questions each peer answers as Springline does."""
    own = next(iter(found.values()))["answers"]
    words = []
    for title, findings in list(found.items())[1:]:
        shared = [question for question in own if question in findings["answers"]]
        same = sum(is_same(own[question], findings["answers"][question]) for question in shared)
        words.append(f"{title} {same} of {len(shared)}")
    return "The same as Springline's answers: " + ", ".join(words) + "." if words else "No peer to compare with."


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def table(found):
    titles = list(found)
    lines = ["| ms | " + " | ".join(titles) + " |", "|---" + "|---:" * len(titles) + "|"]
    own = found[titles[0]]["ms"]
    for question, title in QUESTIONS:
        cells = []
        for name in titles:
            value = found[name]["ms"].get(question)
            if value is None:
                cells.append("–")
            elif name == titles[0] or not own.get(question):
                cells.append(number(value))
            else:
                cells.append(f"{number(value)} (×{number(value / own[question])})")
        if any(cell != "–" for cell in cells):
            lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def compare(program, file, peers, options):
    """All findings of a file, ours first, with what the peers were not asked."""
    printed = springline_program.graph_timing(program, file, options.pairs)
    found = {"Springline": ours(printed)}
    network = graph_peers.read(file)
    result = {"network": file.stem, "nodes": printed["nodes"], "links": printed["links"],
              "load_ms": printed["load_ms"], "bytes_per_link": printed.get("bytes_per_link")}
    if len(network.ids) != printed["nodes"]:
        found["Springline"]["remarks"].append(
            f"the peers' reader finds {len(network.ids)} nodes, Springline {printed['nodes']}")
    pairs = [(network.number[a], network.number[b]) for a, b, _ in printed["paths"]]
    origin = network.number[printed["origin"]]
    for name in peers:
        peer = graph_peers.PEERS[name]
        if name == "networkx" and printed["links"] > options.limit_networkx:
            found["Springline"]["remarks"].append(
                f"networkx not asked: more than {options.limit_networkx:,} links (--limit-networkx)")
            continue
        print(f"{file.stem}: {peer.title} …" + " " * 30, end="\r", file=sys.stderr, flush=True)
        try:
            found[peer.title] = peer.measure(network, origin, pairs, options)
        except graph_peers.PostgresError as error:
            found["Springline"]["remarks"].append(f"{peer.title} not asked: {error}")
    print(" " * 60, end="\r", file=sys.stderr)
    result["found"] = found
    result["differences"] = differences(found)
    return result


def description(result):
    found = result["found"]
    lines = [f"### {result['network']}: {result['nodes']:,} nodes, {result['links']:,} links", "", table(found), ""]
    answers = found["Springline"]["answers"]
    said = [f"{words}: {answers[key]:,}" for key, words in
            [("components", "Components"), ("bridges", "bridges"), ("articulations", "articulation points")]
            if key in answers]
    lines.append(", ".join(said) + ". " + agreements(found))
    lines += [f"DIFFERS: {words}" for words in result["differences"]]
    remarks = [remark for findings in found.values() for remark in findings["remarks"]]
    if remarks:
        lines.append("; ".join(remarks) + ".")
    return "\n".join(lines)


def named_peers(without):
    """The peers to ask and a sentence about those that are not there."""
    left_out = {name.strip() for name in without.split(",") if name.strip()}
    unknown = left_out - set(graph_peers.PEERS)
    if unknown:
        raise ValueError(f"--without: no peer {', '.join(sorted(unknown))}; there are {', '.join(graph_peers.PEERS)}")
    versions = {name: peer.version() for name, peer in graph_peers.PEERS.items() if name not in left_out}
    missing = [graph_peers.PEERS[name].title for name, version in versions.items() if version is None]
    return {name: version for name, version in versions.items() if version is not None}, missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="FILE")
    parser.add_argument("--graph-timing", metavar="PROGRAM")
    parser.add_argument("--pairs", type=int, default=20, help="random questions of each kind (20)")
    parser.add_argument("--without", default="", metavar="PEERS", help="some of networkx,scipy,pgrouting")
    parser.add_argument("--limit-networkx", type=int, default=200_000, metavar="LINKS",
                        help="links above which networkx is not asked (200000): it needs gigabytes for a million")
    parser.add_argument("--seconds", type=float, default=300, help="the longest a call of pgRouting may take (300)")
    parser.add_argument("--markdown", metavar="FILE")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()

    try:
        peers, missing = named_peers(options.without)
    except ValueError as error:
        parser.error(str(error))
    if missing:
        print(f"peer not installed: {', '.join(missing)}")
    if not peers:
        print("no peer: comparison not run")
        return 0
    files = springline_program.input_files(options.paths)
    if not files:
        print("no networks: name INP files, folders or city files, or set SPRINGLINE_NETWORKS")
        return 0
    program = springline_program.find_graph_timing(options.graph_timing)
    if program is None:
        print(springline_program.missing_graph_timing(options.graph_timing))
        return 0
    # So that the cluster is stopped when this is.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    return measure(program, files, peers, options)


def measure(program, files, peers, options):
    results, failures = [], []
    versions = ", ".join(f"{graph_peers.PEERS[name].title} {version}" for name, version in peers.items())
    text = [f"{versions}; one thread each; × is the peer's time by Springline's; {options.pairs} random questions of "
            f"each kind; {platform.machine()}, load {os.getloadavg()[0]:.1f} at the start.", "", NOTES]
    print("\n".join(text))
    for file in files:
        try:
            results.append(compare(program, file, list(peers), options))
            text += ["", description(results[-1])]
        except (springline_program.SpringlineError, KeyError, ValueError, IndexError) as error:
            failures.append(f"{file.stem}: not compared: {error!r}")
            text += ["", failures[-1]]
        print("\n" + text[-1], flush=True)
    if options.markdown:
        Path(options.markdown).write_text("\n".join(text) + "\n", encoding="utf-8")
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if failures or any(result["differences"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())

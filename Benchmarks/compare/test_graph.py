"""python3 -m unittest: the peers' reader, what counts as agreement and the table. No springline needed; what a peer
answers is tested where it is installed."""

import sqlite3
import tempfile
import types
import unittest
from pathlib import Path

import graph
import graph_peers

INP = """[JUNCTIONS]
A 0 ; a remark
B 0
C 0
D 0
E 0
F 0
[RESERVOIRS]
R 50
[TANKS]
T 50
[PIPES]
;id from to length diameter roughness minor status
1 R A 100 10 100 0 Open
2 A B 100 10 100 0 CV
3 A B 300 10 100 0
4 B C 50 10 100
5 C D 50 10 100 0 Closed
6 C D 70 10 100 0
7 E F 10 10 100 0
[PUMPS]
8 D T HEAD 1
[VALVES]
9 A D 10 TCV 0
10 B D 10 TCV 0
[STATUS]
2 Closed
5 Open
6 Closed
8 Closed
9 Closed
[OPTIONS]
Units {units}
[END]
"""


def network(units="LPS"):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.inp"
        file.write_text(INP.format(units=units))
        return graph_peers.read(file)


class ReaderTests(unittest.TestCase):
    def links(self, network):
        return [(network.ids[a], network.ids[b], round(length, 6))
                for a, b, length in zip(network.start, network.end, network.length)]

    def test_what_is_closed_is_left_out_but_no_check_valve_and_no_pump(self):
        self.assertEqual(self.links(network()), [
            ("R", "A", 100), ("A", "B", 100), ("A", "B", 300), ("B", "C", 50), ("C", "D", 50), ("E", "F", 10),
            ("D", "T", 0), ("B", "D", 0)])

    def test_feet_become_metres(self):
        self.assertEqual(self.links(network("gpm"))[0], ("R", "A", 30.48))
        self.assertEqual(self.links(network("CMH"))[0], ("R", "A", 100))

    def test_sources(self):
        read = network()
        self.assertEqual([read.ids[row] for row in read.sources], ["R", "T"])
        self.assertEqual([name for name, has in zip(read.ids, read.supplied()) if not has], ["E", "F"])

    def test_a_city_file_has_waterworks_for_sources_too(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "city.db"
            city = sqlite3.connect(file)
            for table in ("junction", "reservoir", "tank"):
                city.execute(f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY, id TEXT)")
            for table in ("pipe", "pump", "valve"):
                city.execute(f"CREATE TABLE {table} (from_node TEXT, to_node TEXT, length REAL, status TEXT)")
            city.execute("CREATE TABLE waterworks (node TEXT)")
            city.execute("INSERT INTO junction (id) VALUES ('A'), ('B'), ('C')")
            city.execute("INSERT INTO reservoir (id) VALUES ('R')")
            city.execute("INSERT INTO waterworks VALUES ('B'), (NULL)")
            city.execute("INSERT INTO pipe VALUES ('R', 'A', 5, 'open'), ('A', 'B', 6, 'closed')")
            city.execute("INSERT INTO pump VALUES ('A', 'C', NULL, 'closed')")
            city.execute("INSERT INTO valve VALUES ('B', 'C', NULL, 'active'), ('A', 'C', NULL, 'closed')")
            city.commit()
            city.close()
            read = graph_peers.read(file)
        self.assertEqual(self.links(read), [("R", "A", 5), ("A", "C", 0), ("B", "C", 0)])
        self.assertEqual(sorted(read.ids[row] for row in read.sources), ["B", "R"])


class PeerTests(unittest.TestCase):
    def test_every_peer_installed_finds_what_is_to_be_found(self):
        read = network()
        pairs = [(read.number[a], read.number[b]) for a, b in ["RD", "AA", "AE", "TB"]]
        # R – A = B, the ring B – C – D, D – T: a source at either end, so no single loss cuts anything off.
        expected = {"components": 2, "reach": 6, "distances": 950, "around": [6, 6, 6, 6],
                    "path": [200, 0, None, 0], "bridges": 0, "articulations": 0}
        for name, peer in graph_peers.PEERS.items():
            if peer.version() is None:
                continue
            with self.subTest(name):
                found = peer.measure(read, read.number["R"], pairs, types.SimpleNamespace(seconds=60))
                for question, answer in found["answers"].items():
                    self.assertTrue(graph.is_same(expected[question], answer), (question, answer))

    def test_parallel_links_are_no_bridges_and_only_what_is_supplied_counts(self):
        # R – A = B – C – D, and E – F – G without a source.
        read = graph_peers.Network()
        for name in "RABCDEFG":
            read.add_node(name, is_source=name == "R")
        for start, end in ["RA", "AB", "BA", "BC", "CD", "EF", "FG"]:
            read.add_link(start, end, 1.0)
        for name in ("networkx", "pgrouting"):
            peer = graph_peers.PEERS[name]
            if peer.version() is None:
                continue
            with self.subTest(name):
                answers = peer.measure(read, 0, [(0, 1)], types.SimpleNamespace(seconds=60))["answers"]
                self.assertEqual(answers["bridges"], 3)
                self.assertEqual(answers["articulations"], 4)  # R, A, B, C


class AgreementTests(unittest.TestCase):
    def found(self, **answers):
        return {"ms": {}, "answers": answers, "remarks": []}

    def test_the_same(self):
        own = self.found(components=3, path=[100.0, None], distances=1e9)
        self.assertEqual(graph.differences({"Springline": own, "scipy": self.found(
            components=3, path=[100.00000001, None], distances=1e9 + 1)}), [])

    def test_what_differs_is_said(self):
        own = self.found(components=3, path=[100.0, 5.0, 7.0])
        words = graph.differences({"Springline": own, "scipy": self.found(components=4, path=[100.0, None, 7.1])})
        self.assertEqual(words, ["components: Springline 3, scipy 4",
                                 "path: 2 of 3 differ, number 2: Springline 5.0, scipy None"])

    def test_peers_are_compared_in_what_springline_does_not_say(self):
        words = graph.differences({"Springline": self.found(), "networkx": self.found(around=[5]),
                                   "scipy": self.found(around=[6])})
        self.assertEqual(len(words), 1)


class TableTests(unittest.TestCase):
    def test_medians_ratios_and_gaps(self):
        own = graph.ours({"graph_ms": 2, "components_ms": 0.5, "components": 1, "around_ms": [3, 1, 2], "path_ms": [],
                          "paths": [["A", "B", None]]})
        self.assertEqual(own["answers"], {"components": 1, "path": [None]})
        text = graph.table({"Springline": own, "scipy": {"ms": {"graph": 3, "around": 2500}}})
        self.assertEqual(text.splitlines()[2:], [
            "| graph built (pgRouting: table filled) | 2 | 3 (×1.5) |",
            "| connected components | 0.5 | – |",
            "| distances within 2 km, median | 2 | 2,500 (×1,250) |"])


if __name__ == "__main__":
    unittest.main()

"""The same network in networkx, scipy.sparse.csgraph and pgRouting, and the questions asked of each.

The `version()` of a peer that is not installed is None. Each `measure` returns {"ms": {question: time},
"answers": {…}, "remarks": [sentence, …]}; what a peer cannot answer it leaves out.
"""

import glob
import importlib.metadata
import io
import os
import pwd
import re
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

FOOT = 0.3048
US_UNITS = {"CFS", "GPM", "MGD", "IMGD", "AFD"}
AROUND = 2000.0  # m
# SciPy 1.17 takes an explicit zero in a sparse matrix for an edge, its dense form does not: no zero, no doubt.
NO_LENGTH = 1e-9  # m


class Network:
    """Nodes by number and the links that are open: parallel lists of ends and lengths, m. Pumps and valves have none."""

    def __init__(self):
        self.ids, self.number = [], {}
        self.start, self.end, self.length = [], [], []
        self.sources = []

    def add_node(self, name, is_source=False):
        if name not in self.number:
            self.number[name] = len(self.ids)
            self.ids.append(name)
        if is_source:
            self.sources.append(self.number[name])

    def add_link(self, start, end, length):
        self.start.append(self.number[start])
        self.end.append(self.number[end])
        self.length.append(length)

    def with_root(self):
        """Ends of the links and of a triangle from one more node, the root, to each source, and the number of nodes. In
        a triangle no edge is a bridge; what no way joins to the root without a node hangs on that node alone."""
        starts, ends, count = list(self.start), list(self.end), len(self.ids)
        root, count = count, count + 1
        for source in self.sources:
            starts += [root, root, count]
            ends += [source, count, source]
            count += 1
        return starts, ends, count

    def supplied(self):
        """Whether each node has a way to a source."""
        neighbors = [[] for _ in self.ids]
        for a, b in zip(self.start, self.end):
            neighbors[a].append(b)
            neighbors[b].append(a)
        reached = [False] * len(self.ids)
        stack = list(self.sources)
        for node in stack:
            reached[node] = True
        while stack:
            for other in neighbors[stack.pop()]:
                if not reached[other]:
                    reached[other] = True
                    stack.append(other)
        return reached


def read(path):
    return read_inp(path) if Path(path).suffix.lower() == ".inp" else read_city(path)


def read_inp(path):
    rows = {}
    section = None
    with open(path, encoding="latin-1") as lines:
        for line in lines:
            line = line.split(";", 1)[0]
            words = line.split()
            if not words:
                continue
            if words[0].startswith("["):
                section = words[0].strip("[]").upper()[:4]
                if section == "END":
                    break
            else:
                rows.setdefault(section, []).append(words)
    units = "GPM"
    for words in rows.get("OPTI", []):
        if words[0].upper() == "UNITS" and len(words) > 1:
            units = words[1].upper()
    to_metres = FOOT if units in US_UNITS else 1.0
    states = {words[0]: words[1].upper() for words in rows.get("STAT", []) if len(words) > 1}

    network = Network()
    for section in ("JUNC", "RESE", "TANK"):
        for words in rows.get(section, []):
            network.add_node(words[0], is_source=section != "JUNC")
    for words in rows.get("PIPE", []):
        own = next((word.upper() for word in words[6:8] if word.upper() in ("OPEN", "CLOSED", "CV")), "OPEN")
        # [STATUS] has no say over a check valve.
        state = own if own == "CV" else states.get(words[0], own)
        if state != "CLOSED":
            network.add_link(words[1], words[2], float(words[3]) * to_metres)
    for words in rows.get("PUMP", []):
        network.add_link(words[1], words[2], 0.0)
    for words in rows.get("VALV", []):
        if states.get(words[0]) != "CLOSED":
            network.add_link(words[1], words[2], 0.0)
    return network


def read_city(path):
    network = Network()
    city = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    try:
        for table in ("junction", "reservoir", "tank"):
            for (name,) in city.execute(f"SELECT id FROM {table} ORDER BY fid"):
                network.add_node(name, is_source=table != "junction")
        for (name,) in city.execute("SELECT DISTINCT node FROM waterworks WHERE node IS NOT NULL"):
            network.add_node(name, is_source=True)
        for start, end, length in city.execute("SELECT from_node, to_node, length FROM pipe WHERE status <> 'closed'"):
            network.add_link(start, end, length or 0.0)
        for start, end in city.execute("SELECT from_node, to_node FROM pump UNION ALL "
                                       "SELECT from_node, to_node FROM valve WHERE status <> 'closed'"):
            network.add_link(start, end, 0.0)
    finally:
        city.close()
    return network


# Keeping time

def timed(body):
    start = perf_counter()
    result = body()
    return result, (perf_counter() - start) * 1000


def least(body, seconds=2.0):
    """A result and the least time of three, ms, as Springline takes it; of fewer when they take long."""
    result, best = timed(body)
    spent = best
    for _ in range(2):
        if spent > seconds * 1000:
            break
        result, time = timed(body)
        best, spent = min(best, time), spent + time
    return result, best


class Findings:
    def __init__(self):
        self.ms, self.answers, self.remarks = {}, {}, []

    def add(self, question, answer, time):
        self.ms[question] = time
        if answer is not None:
            self.answers[question] = answer

    def as_dictionary(self):
        return {"ms": self.ms, "answers": self.answers, "remarks": self.remarks}


# Peers

class Networkx:
    title = "networkx"

    @staticmethod
    def version():
        try:
            return importlib.metadata.version("networkx")
        except importlib.metadata.PackageNotFoundError:
            return None

    @staticmethod
    def measure(network, origin, pairs, options):
        import networkx as nx
        found = Findings()
        shortest, count = {}, {}
        for a, b, length in zip(network.start, network.end, network.length):
            key = (a, b) if a < b else (b, a)
            shortest[key] = min(length, shortest.get(key, length))
            count[key] = count.get(key, 0) + 1

        def build():
            graph = nx.Graph()
            graph.add_nodes_from(range(len(network.ids)))
            graph.add_weighted_edges_from((a, b, length) for (a, b), length in shortest.items())
            return graph

        graph, time = least(build)
        found.add("graph", None, time)
        found.add("components", *least(lambda: nx.number_connected_components(graph)))
        found.add("reach", *least(lambda: len(nx.node_connected_component(graph, origin))))
        found.add("distances", *least(
            lambda: sum(nx.single_source_dijkstra_path_length(graph, origin).values())))
        around = [timed(lambda: len(nx.single_source_dijkstra_path_length(graph, a, cutoff=AROUND)))
                  for a, _ in pairs]
        found.add("around", [count for count, _ in around], median(time for _, time in around))

        def path(a, b):
            try:
                return nx.bidirectional_dijkstra(graph, a, b)[0]
            except nx.NetworkXNoPath:
                return None

        paths = [timed(lambda: path(a, b)) for a, b in pairs]
        found.add("path", [length for length, _ in paths], median(time for _, time in paths))

        supplied = network.supplied()
        starts, ends, nodes = network.with_root()
        rooted = nx.Graph()
        rooted.add_edges_from(zip(starts, ends))
        (bridges, cuts), time = least(
            lambda: (list(nx.bridges(rooted)), list(nx.articulation_points(rooted))))
        n = len(network.ids)
        # Of parallel links the graph has one.
        found.add("bridges", sum(1 for a, b in bridges if max(a, b) < n and supplied[a]
                                 and count[(a, b) if a < b else (b, a)] == 1), time)
        found.answers["articulations"] = sum(1 for node in set(cuts) if node < n and supplied[node])
        return found.as_dictionary()


class Scipy:
    title = "scipy"

    @staticmethod
    def version():
        try:
            return importlib.metadata.version("scipy")
        except importlib.metadata.PackageNotFoundError:
            return None

    @staticmethod
    def measure(network, origin, pairs, options):
        import numpy
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import breadth_first_order, connected_components, dijkstra
        found = Findings()
        a, b = numpy.array(network.start), numpy.array(network.end)
        lengths = numpy.maximum(numpy.array(network.length), NO_LENGTH)
        n = len(network.ids)

        def build():
            """Both ways of every link; of parallel links the shortest, for a matrix would add them up."""
            rows, columns = numpy.concatenate([a, b]), numpy.concatenate([b, a])
            values = numpy.concatenate([lengths, lengths])
            order = numpy.lexsort((values, columns, rows))
            rows, columns, values = rows[order], columns[order], values[order]
            keep = numpy.ones(len(rows), bool)
            keep[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
            return csr_matrix((values[keep], (rows[keep], columns[keep])), shape=(n, n))

        graph, time = least(build)
        found.add("graph", None, time)
        found.add("components", *least(lambda: int(connected_components(graph, directed=False, return_labels=False))))
        found.add("reach", *least(lambda: len(breadth_first_order(graph, origin, return_predecessors=False))))

        def distances():
            distance = dijkstra(graph, indices=origin)
            return float(distance[numpy.isfinite(distance)].sum())

        found.add("distances", *least(distances))
        around = [timed(lambda: int(numpy.isfinite(dijkstra(graph, indices=node, limit=AROUND)).sum()))
                  for node, _ in pairs]
        found.add("around", [count for count, _ in around], median(time for _, time in around))
        paths = [timed(lambda: float(dijkstra(graph, indices=start)[end])) for start, end in pairs]
        found.add("path", [None if length == float("inf") else length for length, _ in paths],
                  median(time for _, time in paths))
        return found.as_dictionary()


class PostgresError(Exception):
    pass


class Cluster:
    """A PostgreSQL of its own in a temporary folder, on a socket there and on no network; gone at the end."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.binaries = postgres_folder()
        # initdb refuses root.
        self.user = "postgres" if os.geteuid() == 0 else None
        self.folder = tempfile.mkdtemp(prefix="pgr-")
        self.data = os.path.join(self.folder, "data")

    def __enter__(self):
        try:
            if self.user:
                try:
                    owner = pwd.getpwnam(self.user)
                except KeyError:
                    raise PostgresError("root needs a user postgres to start a cluster")
                os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._control("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8",
                          "--locale=C")
            self._start()
            self.ask("SET client_min_messages = warning; CREATE EXTENSION pgrouting CASCADE;")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        try:
            if os.path.exists(os.path.join(self.data, "postmaster.pid")):
                self._control("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self):
        settings = (f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off "
                    "-c shared_buffers=512MB -c work_mem=256MB -c max_wal_size=4GB -c jit=off")
        self._control("pg_ctl", "-D", self.data, "-l", os.path.join(self.folder, "log"), "-w", "-o", settings, "start")

    def _control(self, program, *arguments):
        command = [os.path.join(self.binaries, program), *arguments]
        if self.user:
            command = ["runuser", "-u", self.user, "--", *command]
        # Into a file: the server would keep a pipe open.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/")
            said.seek(0)
            if done.returncode != 0:
                raise PostgresError(f"{program}: {(said.read().strip().splitlines() or ['no message'])[-1]}")

    def ask(self, script):
        """What psql prints for a script."""
        command = [os.path.join(self.binaries, "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h",
                   self.folder, "-U", "postgres", "postgres"]
        try:
            # pgRouting looks at no time limit while it computes, so psql has one, too.
            done = subprocess.run(command, input=script, capture_output=True, text=True, timeout=self.seconds)
        except subprocess.TimeoutExpired:
            self._control("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
            self._start()
            raise PostgresError(f"more than {self.seconds:g} s")
        if done.returncode != 0:
            raise PostgresError((done.stderr.strip().splitlines() or ["no message"])[0])
        return done.stdout

    def timings(self, questions):
        """Of each question the rows it answers and the time psql says it took, ms; all in one session, in which
        pgRouting has been loaded before."""
        script = ["SELECT count(*) FROM pgr_dijkstraCost('SELECT id, source, target, cost FROM edge LIMIT 1', 1, 2, "
                  "false);"]
        for question in questions:
            script += ["\\echo >>>", "\\timing on", question.rstrip(";") + ";", "\\timing off"]
        answers = []
        for part in self.ask("\n".join(script) + "\n").split(">>>\n")[1:]:
            time = re.search(r"^Time: ([\d.]+) ms", part, re.MULTILINE)
            answers.append(([line for line in part[:time.start()].splitlines() if line], float(time.group(1))))
        return answers


def postgres_folder():
    """Where PostgreSQL's programs are: beside the newest pg_ctl."""
    found = shutil.which("pg_ctl")
    if found:
        return os.path.dirname(os.path.realpath(found))
    # Debian keeps every version in a folder of its own, off the path.
    folders = [os.path.dirname(file) for file in glob.glob("/usr/lib/postgresql/*/bin/pg_ctl")]
    return max(folders, key=lambda folder: int(re.sub(r"\D", "", folder) or 0), default=None)


class PgRouting:
    title = "pgRouting"

    @staticmethod
    def version():
        folder = postgres_folder()
        if folder is None:
            return None
        config = os.path.join(folder, "pg_config")
        done = subprocess.run([config, "--sharedir"], capture_output=True, text=True)
        control = Path(done.stdout.strip()) / "extension"
        if done.returncode != 0 or not (control / "postgis.control").is_file():
            return None
        try:
            words = (control / "pgrouting.control").read_text()
        except OSError:
            return None
        return re.search(r"default_version = '([^']*)'", words).group(1)

    @staticmethod
    def measure(network, origin, pairs, options):
        found = Findings()
        with Cluster(options.seconds) as cluster:
            PgRouting._ask(cluster, network, origin, pairs, found)
        return found.as_dictionary()

    @staticmethod
    def _ask(cluster, network, origin, pairs, found):
        n = len(network.ids)
        starts, ends, _ = network.with_root()
        lengths = network.length + [0.0] * (len(starts) - len(network.start))

        def load(table, count):
            text = io.StringIO()
            text.writelines(f"{i + 1}\t{starts[i] + 1}\t{ends[i] + 1}\t{lengths[i]!r}\n" for i in range(count))
            cluster.ask(f"CREATE TABLE {table} (id bigint, source bigint, target bigint, cost double precision);\n"
                        f"COPY {table} FROM STDIN;\n{text.getvalue()}\\.\nALTER TABLE {table} ADD PRIMARY KEY (id);\n"
                        f"ANALYZE {table};\n")

        _, time = timed(lambda: load("edge", len(network.start)))
        found.add("graph", None, time)
        load("rooted", len(starts))
        edges = "'SELECT id, source, target, cost FROM edge'"
        rooted = "'SELECT id, source, target, cost FROM rooted'"

        def ask(name, questions, answer):
            """Asks each question three times when that is quick, and once when it is not."""
            try:
                runs = [cluster.timings(questions)]
                if sum(time for _, time in runs[0]) < 1000:
                    runs += [cluster.timings(questions), cluster.timings(questions)]
            except PostgresError as error:
                found.remarks.append(f"pgRouting, {name}: {error}")
                return
            rows = [rows for rows, _ in runs[0]]
            found.add(name, answer(rows), min(sum(time for _, time in run) for run in runs))

        def each(name, questions, answer):
            try:
                answers = cluster.timings(questions)
            except PostgresError as error:
                found.remarks.append(f"pgRouting, {name}: {error}")
                return
            found.add(name, answer([rows for rows, _ in answers]), median(time for _, time in answers))

        # It knows no nodes but those of edges.
        alone = n - len(set(network.start) | set(network.end))
        ask("components", [f"SELECT count(DISTINCT component) FROM pgr_connectedComponents({edges})"],
            lambda rows: int(rows[0][0]) + alone)
        ask("distances", [f"SELECT count(*), sum(agg_cost) FROM pgr_drivingDistance({edges}, {origin + 1}, 1e300, "
                          "false)"],
            lambda rows: float(rows[0][0].split("|")[1]))
        each("around", [f"SELECT count(*) FROM pgr_drivingDistance({edges}, {a + 1}, {AROUND}, false)"
                        for a, _ in pairs],
             lambda rows: [int(row[0]) for row in rows])

        def length(row, pair):
            # It answers nothing for the way from a node to itself.
            return float(row[0]) if row else 0.0 if pair[0] == pair[1] else None

        def lengths_of(rows):
            return [length(row, pair) for row, pair in zip(rows, pairs)]

        each("path", [f"SELECT agg_cost FROM pgr_dijkstraCost({edges}, {a + 1}, {b + 1}, false)" for a, b in pairs],
             lengths_of)
        combinations = "VALUES " + ", ".join(f"({a + 1}::bigint, {b + 1}::bigint)" for a, b in pairs)
        question = (f"SELECT sum(agg_cost) FROM pgr_dijkstraCost({edges}, 'SELECT * FROM ({combinations}) AS "
                    "pair(source, target)', false)")
        try:
            _, time = cluster.timings([question])[0]
            found.remarks.append(f"pgRouting, all {len(pairs)} paths in one call: {time / len(pairs):.3g} ms a path")
        except PostgresError as error:
            found.remarks.append(f"pgRouting, all paths in one call: {error}")

        supplied = network.supplied()

        def links(rows):
            return sum(1 for row in rows[0] if int(row) <= len(network.start) and supplied[network.start[int(row) - 1]])

        def nodes(rows):
            return sum(1 for row in rows[0] if int(row) <= n and supplied[int(row) - 1])

        ask("bridges", [f"SELECT edge FROM pgr_bridges({rooted})"], links)
        ask("articulations", [f"SELECT node FROM pgr_articulationPoints({rooted})"], nodes)
        # Springline finds both in one walk.
        bridges, articulations = found.ms.pop("bridges", None), found.ms.pop("articulations", None)
        if bridges is not None and articulations is not None:
            found.ms["bridges"] = bridges + articulations
        elif articulations is not None:
            found.remarks.append(f"pgRouting, articulation points alone: {articulations:.3g} ms")


PEERS = {"networkx": Networkx, "scipy": Scipy, "pgrouting": PgRouting}

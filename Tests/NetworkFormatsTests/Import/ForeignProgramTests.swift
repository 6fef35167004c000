import Foundation
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite("The files that other programs write")
struct ForeignProgramTests {
    /// What WNTR writes of a small network: two pumps of 1.5 kW beside each other, a pump that is off, a shut pipe, one
    /// with a check valve, an FCV of 20 L/s that regulates and a PRV that is fixed open.
    static func wntr(cut: Bool) -> [ForeignLayer] {
        func names(_ names: String...) -> [String] { cut ? names.map { String($0.prefix(10)) } : names }
        return [
            ForeignLayer(
                name: "net_junctions",
                fields: names("name", "base_demand", "demand_pattern", "elevation", "demand_category"),
                rows: [(10, 0.001), (500, 0.0), (600, 0.002), (700, 0.0)].enumerated().map { number, node in
                    (
                        point(node.0),
                        [.text("J\(number + 1)"), .real(node.1), .null, .real(5.5), .null]
                    )
                }),
            ForeignLayer(
                name: "net_tanks",
                fields: names(
                    "name", "elevation", "diameter", "init_level", "max_level", "min_level", "min_vol",
                    "overflow", "vol_curve_name"),
                rows: [
                    (
                        point(900),
                        [
                            .text("T"), .real(40), .real(12), .real(2), .real(5), .real(1), .real(0),
                            .text("True"),
                            .null,
                        ]
                    )
                ]),
            ForeignLayer(
                name: "net_reservoirs", fields: names("name", "base_head", "head_pattern_name"),
                rows: [(point(0), [.text("Lake"), .real(20), .null])]),
            ForeignLayer(
                name: "net_pipes",
                fields: names(
                    "name", "start_node_name", "end_node_name", "check_valve", "diameter", "initial_status",
                    "length", "minor_loss", "roughness"),
                rows: [
                    (line(10, 500), "1", "J1", "J2", "False", "Open"),
                    (line(10, 500), "2", "J1", "J2", "False", "Closed"),
                    (line(700, 900), "3", "J4", "T", "True", "Open"),
                ].map { row in
                    (
                        row.0,
                        [
                            .text(row.1), .text(row.2), .text(row.3), .text(row.4), .real(0.25), .text(row.5),
                            .real(480), .real(0.5), .real(120),
                        ]
                    )
                }),
            ForeignLayer(
                name: "net_pumps",
                fields: names(
                    "name", "start_node_name", "end_node_name", "initial_status", "pump_type", "base_speed",
                    "power", "pump_curve_name"),
                rows: [("A", "Open"), ("B", "Open"), ("C", "Closed")].map { pump in
                    (
                        point(0),
                        [
                            .text(pump.0), .text("Lake"), .text("J1"), .text(pump.1), .text("POWER"),
                            .real(1),
                            .real(1500), .null,
                        ]
                    )
                }),
            ForeignLayer(
                name: "net_valves",
                fields: names(
                    "name", "start_node_name", "end_node_name", "valve_type", "initial_status",
                    "initial_setting",
                    "diameter", "minor_loss"),
                rows: [
                    (500.0, "V1", "J2", "J3", "FCV", "Active", 0.02),
                    (600.0, "V2", "J3", "J4", "PRV", "Open", 30.0),
                ].map { valve in
                    (
                        point(valve.0),
                        [
                            .text(valve.1), .text(valve.2), .text(valve.3), .text(valve.4), .text(valve.5),
                            .real(valve.6), .real(0.3), .real(0),
                        ]
                    )
                }),
        ]
    }

    private func expectModel(_ network: Network) throws {
        #expect(Set(network.nodes.ids) == ["J1", "J2", "J3", "J4", "T", "Lake"])
        #expect(Set(network.links.ids) == ["1", "2", "3", "A", "B", "C", "V1", "V2"])
        let pipes = network.pipes.sorted { $0.id < $1.id }
        #expect(pipes.map { "\($0.start)→\($0.end)" } == ["J1→J2", "J1→J2", "J4→T"])
        #expect(pipes.map(\.status) == [.open, .closed, .open])
        #expect(pipes.map(\.hasCheckValve) == [false, false, true])
        #expect(pipes.map(\.diameter) == [0.25, 0.25, 0.25])
        #expect(pipes.map(\.length) == [480, 480, 480])
        let pumps = network.pumps.sorted { $0.id < $1.id }
        #expect(pumps.map { "\($0.start)→\($0.end)" } == ["Lake→J1", "Lake→J1", "Lake→J1"])
        #expect(pumps.map(\.power) == [1500, 1500, 1500])
        #expect(pumps.map(\.status) == [.open, .open, .closed])
        let valves = network.valves.sorted { $0.id < $1.id }
        #expect(valves.map { "\($0.start)→\($0.end)" } == ["J2→J3", "J3→J4"])
        #expect(valves.map(\.kind) == [.fcv, .prv])
        #expect(valves.map(\.setting) == [0.02, 30])
        #expect(valves.map(\.status) == [.active, .open])
        let demands = network.junctions.sorted { $0.id < $1.id }.map { $0.demands.map(\.base) }
        #expect(demands == [[0.001], [], [0.002], []])
        let tank = try #require(network.tanks.first { _ in true })
        #expect([tank.elevation, tank.diameter, tank.initialLevel, tank.maximumLevel] == [40, 12, 2, 5])
        #expect(tank.canOverflow)
        #expect(network.reservoirs.map(\.head) == [20])
        #expect(NetworkGraph(network).connectedComponents().count == 1)
    }

    @Test(
        "WNTR's come back as the model that went out, in every order", arguments: ["geojson", "shp", "gpkg"])
    func wntrInAnyOrder(ending: String) throws {
        let bench = try Workbench()
        let files = try Self.wntr(cut: ending == "shp").map { try $0.write(bench, ending) }
        var first: Network?
        // Every file stands first, last and between; all 720 orders would tell no more.
        for start in files.indices {
            for order in [
                Array(files[start...] + files[..<start]), (files[start...] + files[..<start]).reversed(),
            ] {
                let network = try NetworkImport().adding(order, to: Network()).network
                try expectModel(network)
                // Not only the same elements: the same network, rows and names of made nodes included.
                #expect(first == nil || network == first)
                first = network
            }
        }
        #expect(try NetworkImport().adding([bench.folder.path], to: Network()).network == first)
    }

    @Test("WNTR's come back when they are imported one after the other")
    func wntrOneByOne() throws {
        let bench = try Workbench()
        let files = try Self.wntr(cut: false).map { try $0.write(bench, "geojson") }
        for order in [files, files.reversed(), [files[4], files[3], files[1], files[5], files[0], files[2]]] {
            var network = Network()
            for file in order { network = try NetworkImport().adding([file], to: network).network }
            try expectModel(network)
        }
    }

    @Test("The plan says whose names and units it follows")
    func saysUnits() throws {
        let bench = try Workbench()
        let files = try Self.wntr(cut: true).map { try $0.write(bench, "shp") }
        var notes: [String] = []
        _ = try NetworkImport(note: { notes.append($0.english) }).adding(files, to: Network())
        #expect(
            notes.contains { $0.contains("with names and units of WNTR") && $0.contains("power ← power [W]") }
        )
        #expect(notes.contains { $0.contains("demand ← base_deman [m3/s]") })
        #expect(notes.contains { $0.contains("diameter ← diameter [m]") })
    }

    @Test("A layer that says nothing of its maker follows the layers beside it")
    func unitsOfNeighbours() throws {
        let bench = try Workbench()
        let junctions = try ForeignLayer(
            name: "junctions", fields: ["name", "elevation", "base_demand"],
            rows: [(point(10), [.text("J1"), .real(1), .real(0.001)])]
        ).write(bench, "geojson")
        let pipes = try Self.wntr(cut: false)[3].write(bench, "geojson")
        let network = try NetworkImport().adding([junctions, pipes], to: Network()).network
        #expect(network.nodes.index(of: "J1").flatMap(network.junction(at:))?.demands.map(\.base) == [0.001])
        // Alone it is a map's, whose use is told by the day.
        let alone = try NetworkImport().adding([junctions], to: Network()).network
        #expect(alone.junction(at: 0)?.demands.map(\.base) == [0.001 / 86_400])
    }

    @Test("Curves and patterns that a model beside the layers has are used; others are said to be missing")
    func curvesBeside() throws {
        let bench = try Workbench()
        var layers = Self.wntr(cut: false)
        layers[4].rows[0].values[6] = .null
        layers[4].rows[0].values[7] = .text("lift")
        layers[0].rows[0].values[2] = .text("day")
        let files = try layers.map { try $0.write(bench, "geojson") }
        let alone = try NetworkImport().adding(files, to: Network())
        #expect(
            alone.notes.contains {
                $0.english.contains("names a curve that no model") && $0.english.contains("A → lift")
            })
        #expect(
            alone.notes.contains {
                $0.english.contains("names a pattern that no model") && $0.english.contains("J1 → day")
            })
        #expect(alone.network.pumps.first { $0.id == "A" }?.attributes["head_curve"] == .text("lift"))
        try bench.write(
            "s.inp", Array("[CURVES]\nlift 10 30\n[PATTERNS]\nday 1 2\n[OPTIONS]\nUNITS LPS\n".utf8))
        for order in [[bench.path("s.inp")] + files, files + [bench.path("s.inp")]] {
            let result = try NetworkImport().adding(order, to: Network())
            #expect(result.network.pumps.first { $0.id == "A" }?.headCurve == "lift")
            #expect(result.network.junctions.first { $0.id == "J1" }?.demands.map(\.pattern) == ["day"])
            #expect(result.network.curves["lift"]?.points == [.init(x: 0.01, y: 30)])
            #expect(!result.notes.contains { $0.english.contains("no model") })
        }
    }

    @Test("Giswater's state tells what is there and is no valve's; its nominal diameters are millimetres")
    func giswater() throws {
        let bench = try Workbench()
        let arcs = try ForeignLayer(
            name: "v_edit_arc",
            fields: ["arc_id", "node_1", "node_2", "dnom", "matcat_id", "state", "builtdate"],
            rows: [1, 0, 2].enumerated().map { number, state in
                (
                    line(Double(number) * 100, Double(number + 1) * 100),
                    [
                        .text("a\(number)"), .text("\(number)"), .text("\(number + 1)"), .integer(8),
                        .text("PE"),
                        .integer(Int64(state)), .text("2003-05-12"),
                    ]
                )
            }
        ).write(bench, "gpkg")
        let nodes = try ForeignLayer(
            name: "v_edit_node", fields: ["node_id", "nodecat_id", "epa_type", "top_elev", "state"],
            rows: [
                (point(0), [.text("0"), .text("x"), .text("RESERVOIR"), .real(50), .integer(1)]),
                (point(100), [.text("1"), .text("x"), .text("JUNCTION"), .real(10), .integer(1)]),
            ]
        ).write(bench, "gpkg")
        let connecs = try ForeignLayer(
            name: "v_edit_connec", fields: ["connec_id", "connecat_id", "state"],
            rows: [(point(50, 4), [.text("c1"), .text("x"), .integer(1)])]
        ).write(bench, "gpkg")
        for order in permutations([arcs, nodes, connecs]) {
            let result = try NetworkImport().adding(order, to: Network())
            let pipes = Array(result.network.pipes)
            #expect(pipes.map(\.id) == ["a0"])
            #expect(pipes.map(\.status) == [.open])
            #expect(pipes.map(\.diameter) == [0.008])
            #expect(pipes[0].attributes["material"] == .text("PE"))
            #expect(pipes[0].attributes["year"] == .integer(2003))
            #expect(result.network.reservoirs.map(\.head) == [50])
            #expect(result.network.junctions.map(\.elevation) == [10])
            #expect(result.network.assets.kinds == [.customerPoint])
            #expect(
                result.notes.contains {
                    $0.english.contains("1× no longer in service") && $0.english.contains("a1")
                })
            #expect(
                result.notes.contains { $0.english.contains("1× only planned") && $0.english.contains("a2") })
            let counts = result.sources.first { $0.path == arcs }
            #expect(counts?.counts == ["pipe": 1] && counts?.leftOut == ["pipe": 2])
        }
    }

    @Test("A state of Giswater's that nobody knows is asked about")
    func giswaterOddState() throws {
        let bench = try Workbench()
        let path = try ForeignLayer(
            name: "arc", fields: ["arc_id", "node_1", "node_2", "state"],
            rows: [(line(0, 9), [.text("a"), .text("1"), .text("2"), .integer(7)])]
        ).write(bench, "gpkg")
        let error = #expect(throws: ImportError.self) { try NetworkImport().adding([path], to: Network()) }
        #expect(
            error?.description.hasSuffix("found '7', expected 1 (in service), 0 (obsolete) or 2 (planned)")
                == true)
    }

    @Test("QGISRed's names")
    func qgisred() throws {
        let bench = try Workbench()
        let pipes = try ForeignLayer(
            name: "Net_Pipes",
            fields: ["Id", "Length", "Diameter", "RoughCoeff", "LossCoeff", "IniStatus", "InstalDate"],
            rows: [
                (
                    line(0, 100),
                    [
                        .text("P"), .real(120), .real(150), .real(130), .real(2), .text("CLOSED"),
                        .text("20030512"),
                    ]
                ),
                (
                    line(100, 200),
                    [.text("Q"), .real(120), .real(150), .real(130), .real(0), .text("CV"), .null]
                ),
            ]
        ).write(bench, "shp")
        let nodes = try ForeignLayer(
            name: "Net_Junctions", fields: ["Id", "Elevation", "BaseDem", "IdPattDem"],
            rows: [(point(100), [.text("J"), .real(7), .real(2), .null])]
        ).write(bench, "shp")
        let lakes = try ForeignLayer(
            name: "Net_Reservoirs", fields: ["Id", "TotalHead", "IdHeadPatt"],
            rows: [(point(0), [.text("R"), .real(55), .null])]
        ).write(bench, "shp")
        for order in permutations([pipes, nodes, lakes]) {
            let network = try NetworkImport().adding(order, to: Network()).network
            let pipes = Array(network.pipes)
            #expect(pipes.map { "\($0.start)→\($0.end)" } == ["R→J", "J→auto-1"])
            #expect(pipes.map(\.status) == [.closed, .open])
            #expect(pipes.map(\.hasCheckValve) == [false, true])
            #expect(pipes.map(\.diameter) == [0.15, 0.15])
            #expect(pipes.map(\.minorLoss) == [2, 0])
            #expect(pipes[0].attributes["year"] == .integer(2003))
            #expect(network.reservoirs.map(\.head) == [55])
            #expect(network.junctions.first { $0.id == "J" }?.demands.map(\.base) == [0.002])
        }
    }

    @Test("A layer that says nothing is left out beside others, and stops an import alone")
    func notUnderstood() throws {
        let bench = try Workbench()
        let odd = try ForeignLayer(
            name: "trees", fields: ["id"], rows: [(point(0), [.text("oak")])]
        ).write(bench, "gpkg")
        let stops = try ForeignLayer(
            name: "bus_stations", fields: ["id"], rows: [(point(0), [.text("Main Street")])]
        ).write(bench, "gpkg")
        let pipes = try Self.wntr(cut: false)[3].write(bench, "geojson")
        for order in permutations([odd, stops, pipes]) {
            var notes: [String] = []
            let result = try NetworkImport(note: { notes.append($0.english) }).adding(order, to: Network())
            #expect(result.network.links.count == 3 && result.network.assets.count == 0)
            #expect(notes.contains { $0.contains("layer trees is left out") })
            #expect(notes.contains { $0.contains("layer bus_stations is left out") })
        }
        #expect(throws: ImportError.nothingToImport(path: odd, layers: ["trees"])) {
            try NetworkImport().adding([odd], to: Network())
        }
    }

    @Test("One id in two sources: both are named")
    func sameID() throws {
        let bench = try Workbench()
        let files = try ["east", "west"].map { name in
            try ForeignLayer(name: name, fields: ["id"], rows: [(line(0, 100), [.text("P1")])]).write(
                bench, "gpkg")
        }
        for order in [files, files.reversed()] {
            let error = #expect(throws: ImportError.self) { try NetworkImport().adding(order, to: Network()) }
            #expect(
                error?.description
                    == "\(files[1]): link 'P1' is in \(files[0]) too; give each source a prefix of its own, or leave "
                    + "one of them out")
        }
        // A node and a link may be called alike, in one source or in two.
        let node = try ForeignLayer(name: "nodes", fields: ["id"], rows: [(point(0), [.text("P1")])])
            .write(bench, "gpkg")
        let network = try NetworkImport().adding([node, files[0]], to: Network()).network
        #expect(network.pipe(at: 0)?.start == "P1")
    }

    @Test("What came from which source is known, though all are joined at once")
    func origins() throws {
        let bench = try Workbench()
        let files = try Self.wntr(cut: false).map { try $0.write(bench, "geojson") }
        let result = try NetworkImport().adding(files, to: Network())
        func district(_ table: [Int32], _ row: Int?) -> String? {
            row.map { result.districts[Int(table[$0]) - 1].path }
        }
        #expect(district(result.origins.nodes, result.network.nodes.index(of: "T")) == files[1])
        #expect(district(result.origins.nodes, result.network.nodes.index(of: "J3")) == files[0])
        #expect(district(result.origins.links, result.network.links.index(of: "V1")) == files[5])
        #expect(district(result.origins.links, result.network.links.index(of: "2")) == files[3])
    }
}

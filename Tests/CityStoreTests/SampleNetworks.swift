import TestSupport
import Geospatial
import PipeNetwork

/// Networks to store.
enum SampleNetworks {
    /// A small network with an element of every kind, every field set or missing, and attributes of every kind.
    static func rich(crs: CoordinateReferenceSystem? = nil) throws -> Network {
        var network = Network(crs: crs)
        network.title = ["泉城", "", "second line"]
        let every: [String: AttributeValue] = [
            "material": .text("球墨铸铁"), "dn": .integer(300), "year": .integer(1987), "road": .text("泉城路"),
            "area": .text("老城"), "note": .text("a \"quoted\"\\ text\nof two lines\t\u{1}"),
            "whole real": .real(12), "tiny": .real(.leastNonzeroMagnitude), "huge": .real(.infinity),
            "lost": .real(-.infinity),
            "count": .integer(.min), "shut": .boolean(true), "open": .boolean(false), "empty": .text(""),
            "表情": .text("💧"),
        ]
        // Columns that cannot hold the value they are for.
        let odd: [String: AttributeValue] = [
            "material": .integer(7), "dn": .text("DN300"), "year": .real(1987.5), "road": .boolean(true),
            "area": .real(3),
        ]
        try network.add(
            Reservoir(
                id: "R1", position: Coordinate(x: 500_000.125, y: 4_058_000.5), head: 88.8, headPattern: "日",
                attributes: every))
        try network.add(
            Junction(
                id: "J 一", position: Coordinate(x: 500_100, y: 4_058_000), elevation: 0,
                demands: [
                    Demand(base: 0.1 + 0.2, pattern: "日", category: "domestic"), Demand(base: -0.5),
                    Demand(base: 0),
                ],
                emitterCoefficient: 0.25, attributes: odd))
        try network.add(
            Tank(
                id: "T1", position: Coordinate(x: 500_200, y: 4_058_100), elevation: -3.5, initialLevel: 1,
                minimumLevel: 0.5, maximumLevel: 5, diameter: 16, minimumVolume: 2, volumeCurve: "V",
                canOverflow: true, attributes: ["road": .text("x")]))
        try network.add(Junction(id: "'; DROP TABLE pipe; --"))
        try network.add(Tank(id: ""))
        try network.add(Reservoir(id: "R2"))
        try network.add(Junction(id: "J2", position: Coordinate(x: 500_300, y: 4_058_200), elevation: 12.25))
        try network.add(
            Pump(
                id: "PUMP", start: "R1", end: "J 一", headCurve: "H", power: 1500, speed: 0.9,
                speedPattern: "日",
                status: .closed, efficiencyCurve: "E", energyPrice: 0.62, pricePattern: "日",
                vertices: [Coordinate(x: 500_050, y: 4_058_010)], attributes: every))
        try network.add(
            Pipe(
                id: "管1", start: "J 一", end: "T1", length: 141.42, diameter: 0.3, roughness: 120,
                minorLoss: 0.7,
                status: .closed, hasCheckValve: true, leakage: PipeLeakage(area: 1e-8, expansion: 1.0 / 3),
                vertices: [Coordinate(x: 500_110, y: 4_058_020), Coordinate(x: 500_150, y: 4_058_050)],
                attributes: every))
        try network.add(Pipe(id: "P2", start: "T1", end: "'; DROP TABLE pipe; --", attributes: odd))
        try network.add(
            Pipe(
                id: "P3", start: "'; DROP TABLE pipe; --", end: "J2",
                vertices: [Coordinate(x: 1e-300, y: -0.1), Coordinate(x: 3, y: 1e300)]))
        for (index, kind) in Valve.Kind.allCases.enumerated() {
            try network.add(
                Valve(
                    id: "V\(kind.rawValue)", start: "T1", end: "J2", kind: kind,
                    diameter: index == 0 ? nil : 0.2, setting: Double(index) * 1.1,
                    curve: kind == .gpv ? "L" : nil, minorLoss: 0.1,
                    status: [.active, .open, .closed][index % 3], attributes: ["k": .integer(Int64(index))]))
        }
        try network.add(Pipe(id: "P4", start: "J2", end: "J 一", length: 0))
        try addAssets(to: &network, every)
        addModel(to: &network)
        return network
    }

    private static func addAssets(
        to network: inout Network, _ every: [String: AttributeValue]
    ) throws {
        for (index, kind) in Asset.Kind.allCases.reversed().enumerated() {
            let x = 500_000 + Double(index)
            try network.add(
                Asset(
                    kind: kind, id: "A", position: Coordinate(x: x, y: 4_058_000),
                    attachment: index.isMultiple(of: 2) ? .node("J2") : .link("管1", node: "T1"),
                    isClosed: index.isMultiple(of: 3), attributes: every))
            try network.add(Asset(kind: kind, id: "无处"))
        }
        try network.add(
            Asset(
                kind: .meter, id: "M2",
                attributes: [
                    "kind": .text("household"), "account": .integer(1234), "digits": .integer(5),
                    "qmax_m3_per_h": .real(3.125), "accuracy_percent": .integer(2), "diameter": .real(0.02),
                ]))
    }

    private static func addModel(to network: inout Network) {
        network.patterns = [
            "日": Pattern(id: "日", multipliers: [0.1, 1.0 / 3, 2, 1e-20]),
            "none": Pattern(id: "none", multipliers: []),
        ]
        network.curves = [
            "H": Curve(id: "H", kind: .pumpHead, points: [.init(x: 0, y: 50), .init(x: 0.1, y: 1.0 / 7)]),
            "空": Curve(id: "空", points: []),
        ]
        network.hydraulics.flowUnit = .lps
        network.hydraulics.headLoss = .darcyWeisbach
        network.hydraulics.demandMultiplier = 1.1
        network.hydraulics.defaultPattern = "日"
        network.hydraulics.written = ["UNBALANCED": "CONTINUE 10"]
        addOptions(to: &network.hydraulics)
        addOperation(to: &network)
        network.times.ruleStep = 360
        network.times.duration = 86_400
        network.times.startClock = 1.0 / 3
        network.times.written = ["STATISTIC": "NONE"]
        network.verbatim = [
            VerbatimSection(name: "RULES", lines: ["RULE 1", "", "; 注释", ""]),
            VerbatimSection(name: "TAGS", lines: []), VerbatimSection(name: "TAGS", lines: [""]),
        ]
    }

    /// Every option of the solver, none at its default.
    private static func addOptions(to options: inout HydraulicOptions) {
        options.emitterExponent = 0.6
        options.specificGravity = 1.1
        options.relativeViscosity = 0.9
        options.demandModel = .pressureDriven
        options.minimumPressure = 1
        options.requiredPressure = 1.0 / 3
        options.pressureExponent = 0.7
        options.emitterBackflow = false
        options.trials = 41
        options.accuracy = 1e-4
        options.headError = 0.02
        options.flowChange = 0.03
        options.extraTrials = 0
        options.checkFrequency = 3
        options.maximumCheck = 11
        options.dampLimit = 0.04
        options.headTolerance = 0.05
        options.flowTolerance = 0.06
        options.gradientTolerance = 0.07
    }

    private static func addOperation(to network: inout Network) {
        network.controls = [
            Control(link: "P2", action: .close, condition: .above(node: "T1", value: 1.0 / 3)),
            Control(link: "PUMP", action: .set(0.9), condition: .below(node: "J 一", value: 20)),
            Control(link: "VPRV", action: .activate, condition: .time(3600), isEnabled: false),
            Control(link: "P3", action: .open, condition: .clockTime(1)),
        ]
        network.rules = [
            Rule(
                id: "规则",
                premises: [
                    .init(.and, .node("T1", .fillTime), .lessOrEqual, .number(0.1)),
                    .init(.or, .link("P2", .status), .notEqual, .status(.active)),
                    .init(.and, .systemDemand, .greater, .number(1)), .init(.or, .time, .equal, .number(2)),
                    .init(.and, .clockTime, .less, .number(3)),
                ],
                actions: [.init(link: "P2", action: .open)],
                otherwise: [.init(link: "PUMP", action: .set(1.5))], priority: -1.5, isEnabled: false),
            Rule(id: "", premises: [], actions: []),
        ]
        network.energy.efficiency = 66.6
        network.energy.price = 0.5
        network.energy.pricePattern = "日"
        network.energy.demandCharge = 12
    }

    /// A grid of `rows` by `columns` junctions with numbers from a seeded generator.
    static func grid(rows: Int, columns: Int, seed: UInt64) throws -> Network {
        var random = SplitMix(seed)
        var network = Network()
        for row in 0..<rows {
            for column in 0..<columns {
                let hasPlace = random.next() % 10 > 0
                try network.add(
                    Junction(
                        id: "n\(row)_\(column)",
                        position: hasPlace
                            ? Coordinate(x: Double(column) * 100 + random.fraction(), y: Double(row) * 100)
                            : nil,
                        elevation: random.next() % 5 == 0 ? nil : random.fraction() * 100,
                        demands: (0..<Int(random.next() % 3)).map { _ in Demand(base: random.fraction()) },
                        attributes: random.next() % 4 == 0
                            ? ["zone": .integer(Int64(random.next() % 9))] : [:]))
            }
        }
        for row in 0..<rows {
            for column in 1..<columns {
                let bends = (0..<Int(random.next() % 4)).map { _ in
                    Coordinate(x: random.fraction() * 1000, y: random.fraction() * 1000)
                }
                try network.add(
                    Pipe(
                        id: "p\(random.next())", start: "n\(row)_\(column - 1)", end: "n\(row)_\(column)",
                        length: random.fraction() * 200, diameter: random.next() % 7 == 0 ? nil : 0.1,
                        vertices: bends,
                        attributes: random.next() % 2 == 0
                            ? ["material": .text("PE"), "dn": .integer(110)] : [:]))
            }
        }
        return network
    }
}

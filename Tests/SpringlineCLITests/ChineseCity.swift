import Foundation
import Springline
import Testing

/// A small made-up city with zones and readings that the tests of Chinese output share, and the words of its data.
struct ChineseCity {
    let springs: Springs
    /// Words of three Latin letters and more in the ids, names and attributes of the city: data, not speech.
    let dataWords: Set<String>
    /// What its making printed, by command.
    let making: [(arguments: [String], outcome: Springs.Outcome)]

    /// The city, made once.
    static let shared = Result { try ChineseCity() }

    private init() throws {
        let springs = try Springs()
        var making: [(arguments: [String], outcome: Springs.Outcome)] = []
        func run(_ arguments: String...) throws {
            let outcome = try springs.run(arguments + ["--lang", "zh"])
            try #require(outcome.code == 0, "\(arguments): \(outcome.errors)")
            making.append((arguments, outcome))
        }
        try run("sample", "files", "--junctions", "300", "--days", "30")
        try run("import", "city.db", "--mapping", "files/mapping.yml")
        try run("zones", "import", "city.db", "files/zones.gpkg")
        for (file, kind) in [
            ("flow", "flow"), ("level", "level"), ("pressure", "pressure"), ("registers", "register"),
        ] {
            try run(
                "readings", "import", "city.db", "files/readings/\(file).csv", "--kind", kind, "--timezone",
                "Asia/Shanghai")
        }
        let city = try City(path: springs.path("city.db"), readOnly: true)
        let network = try city.network()
        var texts = network.nodes.ids + network.links.ids + network.assets.ids
        for zone in try city.zones(for: network).zones { texts += [zone.id, zone.name] }
        for row in 0..<network.links.count {
            texts += network.links.attributes[row].flatMap { [$0.key, $0.value.text ?? ""] }
        }
        for row in 0..<network.nodes.count {
            texts += network.nodes.attributes[row].flatMap { [$0.key, $0.value.text ?? ""] }
        }
        for row in 0..<network.assets.count {
            texts += network.assets.attributes[row].flatMap { [$0.key, $0.value.text ?? ""] }
        }
        // The name of the plane, as EPSG's register has it.
        texts.append(network.crs?.description ?? "")
        // The folder that holds the files, the layer of the zones and its fields.
        texts.append("files zones name parent")
        self.springs = springs
        self.making = making
        dataWords = texts.reduce(into: []) { $0.formUnion(Self.words($1)) }
    }

    /// The words of three Latin letters and more in a text.
    static func words(_ text: String) -> Set<String> {
        Set(text.matches(of: /[A-Za-z]{3,}/).map { String($0.output) })
    }
}

/// What in Chinese output is Latin and has a right to be.
enum ChineseSpeech {
    /// Names that have no Chinese form in the trade, units, and what a person types.
    static let allowed: Set<String> = [
        // Formats, standards, programs, registers.
        "CSV", "JSON", "GeoJSON", "GIS", "SQLite", "SpatiaLite", "QGIS", "PROJ", "EPSG", "IANA", "UTC",
        "EPANET",
        "METIS", "IWA", "AWWA", "CJJ", "Leaflet", "leaflet", "Springline", "springline", "geopackage",
        "geojson",
        "shapefile", "NULL", "UTF", "YAML", "xlsx",
        // Indicators by their symbols: the zone's average pressure, the unavoidable and the current losses.
        "DMA", "UARL", "CARL", "ILI", "AZP", "NDF", "MNF", "ICF", "FAVAD",
        // Units and money.
        "kWh", "MPa", "kPa", "CNY",
        // Time zones and dates as the forms of an error show them.
        "Asia", "Shanghai", "Tokyo", "Europe", "Berlin", "Mars", "Olympus",
    ]

    /// Values of the data by the names that files, JSON and the guides use: materials, kinds of elements and queries in
    /// the reports of the graph, flags, words that an option takes.
    static let codes: Set<String> = [
        "pipe", "pump", "valve", "hydrant", "upstream", "nearest", "length", "path", "flow", "register",
        "keep",
        "move", "stuck", "open", "closed", "active", "good", "bad", "estimated", "connections", "connected",
        "downstream", "sources", "supply", "areas", "none", "junction", "overlap", "duplicate", "auto",
        "close", "reservoir", "tank",
        // The name of a zone that was given none.
        "new",
        // What a flag counts, after its colon.
        "incomplete", "customers", "nights",
    ]

    /// The words that are neither data nor allowed.
    static func strays(in text: String, besides data: Set<String> = []) -> [String] {
        var words: [String] = []
        for line in text.split(separator: "\n") {
            // The parser's own usage stays English.
            if line.hasPrefix("用法：") || line.hasPrefix("  详见") { continue }
            let speech =
                line
                // What stands in quotes is quoted: an id, a text of a file, a message of a library.
                .replacing(/“[^”]*”/, with: "")
                // Layers and fields of a file, and the field of ours that each is taken for.
                .replacing(/图层 [A-Za-z_0-9]+/, with: "")
                .replacing(/[A-Za-z_0-9]+ ← [^，；]+/, with: "")
                // Paths and names of files.
                .replacing(/[^\s，；：（“]*\/[^\s，；：）”]+/, with: "")
                .replacing(
                    /[\w.-]+\.(db|inp|csv|json|geojson|gpkg|shp|html|xlsx|yml|out|pdf|js|css)\b/
                        .wordBoundaryKind(.simple), with: ""
                )
                // Options, and commands that a remedy names.
                .replacing(/--format csv --list \w+/, with: "")
                .replacing(/--[a-z][a-z-]*( EPSG:n| X,Y| connections| length)?/, with: "")
                .replacing(/\b(zones derive|zones import|check)\b/.wordBoundaryKind(.simple), with: "")
                // Codes of programs: `missing_elevation`, `filled:M001`, `auto-12`.
                .replacing(/\b[A-Za-z0-9]+(_[A-Za-z0-9]+)+\b/.wordBoundaryKind(.simple), with: "")
                .replacing(/\b[a-z]+:[^\s；，。]+/.wordBoundaryKind(.simple), with: "")
            words += ChineseCity.words(String(speech)).subtracting(allowed).subtracting(codes)
                .subtracting(data).sorted()
        }
        return words
    }
}

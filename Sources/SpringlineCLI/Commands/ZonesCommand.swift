import InputOutput
import ArgumentParser
import Springline

struct ZonesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zones",
        abstract: "Say what the leak zones (DMAs) of a city are, verify and design them.",
        subcommands: [
            Derive.self, Import.self, List.self, Verify.self, Propose.self, Design.self, Rename.self,
        ])

    struct Derive: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Cut the network at metered links and closed valves; each connected component is a zone.")

        @Argument(help: "The city's file.")
        var city: String

        @Option(parsing: .upToNextOption, help: "Links, meters or valves where the network is cut.")
        var cut: [String] = []

        @Option(help: "Take zones from this attribute of nodes or pipes instead of cutting.")
        var attribute: String?

        @Option(help: "NODE=NAME: the zone that holds NODE is called NAME.")
        var name: [String] = []

        @Option(
            help:
                "Since when they hold, a local day or time; the first zones since the network does, others now."
        )
        var validFrom: String?

        @OptionGroup var output: FormatOption

        func validate() throws {
            if cut.isEmpty == (attribute == nil) {
                throw ValidationError(
                    Wording("Give --cut ID... or --attribute.", "请用 --cut 编号… 或 --attribute。"))
            }
            for name in name where !name.dropFirst().dropLast().contains("=") {
                throw ValidationError(
                    Wording("--name takes NODE=NAME, not '\(name)'.", "--name 的形式为 节点=名称，而非“\(name)”。"))
            }
        }

        func run() throws {
            let names = name.map { text in
                let parts = text.split(separator: "=", maxSplits: 1)
                return (node: String(parts[0]), name: String(parts[1]))
            }
            let city = try City(path: city)
            let since = try validFrom.map { try city.changeDate($0) }
            if let attribute {
                try city.takeZones(fromAttribute: attribute, dated: since)
                if let note = try city.noteOnLastChange(dated: since) { Terminal.note(note) }
                return try List.show(city, output)
            }
            let derivation = try city.deriveZones(cuts: cut, names: names, dated: since)
            if let note = try city.noteOnLastChange(dated: since) { Terminal.note(note) }
            for bypassed in derivation.bypassedCuts {
                let way = bypassed.way.prefix(8)
                Terminal.note(
                    Wording(
                        "cut \(bypassed.cut) separates nothing: zone \(bypassed.zone) lies on both sides, "
                            + "by way of \(way.joined(separator: ", "))",
                        "切断处 \(bypassed.cut) 没有分隔作用：两侧同属分区 \(bypassed.zone)，经由 \(way.joined(separator: "、"))")
                )
            }
            try List.show(city, output)
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take zones from a polygon layer; every node goes to the zone that covers it.")

        @Argument(help: "The city's file.")
        var city: String

        @Argument(help: "A polygon layer: a GIS file with fields id, name, parent, or what you call them.")
        var layer: String

        @Option(help: "The layer to take from a file of several.")
        var name: String?

        @Option(help: "The coordinate reference system of the file.")
        var crs: String?

        @Option(help: "The encoding of the text of a Shapefile.")
        var encoding: String?

        @Option(help: "The field that is the zones' id; guessed by its name if none.")
        var idField: String?

        @Option(help: "The field that is the zones' name; guessed by its name if none.")
        var nameField: String?

        @Option(help: "The field with the id of the zone that holds a zone; guessed by its name if none.")
        var parentField: String?

        @Option(help: "A mapping file (Docs/mapping.md) that says which field is what.")
        var mapping: String?

        @Option(
            help:
                "Since when they hold, a local day or time; the first zones since the network does, others now."
        )
        var validFrom: String?

        @OptionGroup var output: FormatOption

        func run() throws {
            let city = try City(path: city)
            let since = try validFrom.map { try city.changeDate($0) }
            var options = ZoneLayer.Options(
                layer: name, crs: try crs.map { try CoordinateReferenceSystem($0) },
                encoding: try encoding.map { try TextEncoding($0) },
                mapping: try mapping.map { try ImportMapping(path: $0) }, mappingPath: mapping)
            options.fields[.id] = idField
            options.fields[.name] = nameField
            options.fields[.parent] = parentField
            let assignment = try city.importZones(
                from: layer, options, dated: since, note: Terminal.note)
            if let note = try city.noteOnLastChange(dated: since) { Terminal.note(note) }
            Terminal.note(
                Wording(
                    "\(assignment.crossingPipes.count) pipes cross a border, \(assignment.adjusted.count) nodes "
                        + "hang in a zone they are not drawn in and were given to it, "
                        + "\(assignment.nodesOutside) nodes lie in no zone",
                    "\(assignment.crossingPipes.count) 条管段跨越分区边界；\(assignment.adjusted.count) 个节点按连接关系"
                        + "划入与图上位置不同的分区；\(assignment.nodesOutside) 个节点不在任何分区内"))
            try List.show(city, output)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the zones with their meters and open boundaries.")

        @Argument(help: "The city's file.")
        var city: String

        @Option(
            name: .customLong("as-of"),
            help: "As they were on this local day or at this time; as they are if none.")
        var asOf: String?

        @OptionGroup var output: FormatOption

        func run() throws {
            try Self.show(try City(path: city, readOnly: true), output, asOf: asOf)
        }

        static func show(_ city: City, _ output: FormatOption, asOf: String? = nil) throws {
            let network = try city.network(asOf: asOf)
            let scheme = try city.zones(asOf: asOf, for: network)
            let list = ZoneList(scheme, in: network, boundary: ZoneBoundary(scheme, in: network))
            try Terminal.show(list.text(as: output.format, language: output.language))
        }
    }
}

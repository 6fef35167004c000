import ArgumentParser
import InputOutput
import Springline

extension ZonesCommand {
    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a zone another id or name; it stays the same zone, and so do its balances.")

        @Argument(help: "The city's file.")
        var city: String

        @Argument(help: "The zone's id.")
        var zone: String

        @Argument(help: "Its id from now on; without one only its name changes.")
        var id: String?

        @Option(help: "What people call it.")
        var name: String?

        @OptionGroup var output: FormatOption

        func validate() throws {
            if id == nil, name == nil {
                throw ValidationError(Wording("Give a new id or --name.", "请给出新的编号或 --name。"))
            }
        }

        func run() throws {
            let city = try City(path: city)
            try city.renameZone(zone, id: id, name: name)
            try List.show(city, output)
        }
    }
}

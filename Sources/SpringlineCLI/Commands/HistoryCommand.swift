import InputOutput
import ArgumentParser
import Springline

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List what each import changed in a city, or the life of one element.")

    @Argument(help: "The city's file.")
    var city: String

    @Option(help: "Only the life of the elements of this id.")
    var element: String?

    @Option(help: "Only the zones as they were on this local day or at this time.")
    var zones: String?

    @OptionGroup var output: FormatOption

    func validate() throws {
        if element != nil, zones != nil {
            throw ValidationError(
                Wording("Give --element or --zones, not both.", "--element 与 --zones 只能给出其一。"))
        }
    }

    func run() throws {
        let city = try City(path: city, readOnly: true)
        if let zones {
            let time = try city.timestamp(zones)
            let network = try city.network(asOf: time)
            let scheme = try city.zones(asOf: time, for: network)
            let list = ZoneList(scheme, in: network, boundary: ZoneBoundary(scheme, in: network))
            return try Terminal.show(list.text(as: output.format, language: output.language))
        }
        let calendar = try city.calendar()
        let table =
            if let element {
                Table(try city.history(ofElement: element), calendar: calendar)
            } else {
                Table(try city.versions(), calendar: calendar)
            }
        try Terminal.show(table.text(as: output.format, language: output.language))
    }
}

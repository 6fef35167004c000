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

    @OptionGroup var output: FormatOption

    func run() throws {
        let city = try City(path: city, readOnly: true)
        let calendar = try city.calendar()
        let table =
            if let element {
                Table(try city.life(ofElement: element), calendar: calendar)
            } else {
                Table(try city.versions(), calendar: calendar)
            }
        try Terminal.show(table.text(as: output.format, language: output.language))
    }
}

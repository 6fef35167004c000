import ArgumentParser
import Springline

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what a city holds.")

    @Argument(help: "The city's file.")
    var city: String

    @Option(
        name: .customLong("as-of"), help: "As it was on this local day or at this time; as it is if none.")
    var asOf: String?

    @OptionGroup var output: FormatOption

    func run() throws {
        let city = try City(path: city, readOnly: true)
        let info = try asOf.map { try city.info(asOf: city.timestamp($0)) } ?? city.info()
        let facts = FactSheet(info)
        try Terminal.show(facts.text(as: output.format, language: output.language))
    }
}

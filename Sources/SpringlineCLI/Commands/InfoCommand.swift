import ArgumentParser
import Springline

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what a city holds.")

    @Argument(help: "The city's file.")
    var city: String

    @OptionGroup var output: FormatOption

    func run() throws {
        let city = try City(path: city, readOnly: true)
        let facts = FactSheet(try city.info())
        try Terminal.show(facts.text(as: output.format, language: output.language))
    }
}

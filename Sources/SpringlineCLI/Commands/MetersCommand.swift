import ArgumentParser
import InputOutput
import Springline

struct MetersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meters", abstract: "Keep the record of meters.", subcommands: [Exchange.self])

    struct Exchange: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record that a meter was exchanged, so that the volume across the exchange is known.")

        @Argument(help: "The city's file.")
        var city: String

        @Argument(help: "The id of the meter, or the number of a customer's meter.")
        var meter: String

        @Option(help: "The local time of the exchange.")
        var at: String

        @Option(
            name: .customLong("old-final"), parsing: .unconditional,
            help: "The old register's last figure, m³ as shown.")
        var oldFinal: Double

        @Option(
            name: .customLong("new-initial"), parsing: .unconditional,
            help: "The new register's first figure, m³ as shown.")
        var newInitial: Double = 0

        @OptionGroup var language: LanguageOption

        func run() throws {
            let city = try City(path: city)
            try city.exchangeMeter(meter, at: at, oldFinal: oldFinal, newInitial: newInitial)
            try Terminal.show(
                Wording(
                    "'\(meter)' was exchanged at \(at): \(oldFinal) m³ on the old register, \(newInitial) m³ on the new one",
                    "“\(meter)”于 \(at) 换表：旧表止码 \(oldFinal) m³，新表起码 \(newInitial) m³"))
        }
    }
}

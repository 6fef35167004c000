import ArgumentParser
import InputOutput
import Springline

struct CityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "city", abstract: "Say what a city is called and what its reports take for granted.",
        subcommands: [Set.self, Show.self])

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a name, prices and other figures in the city, so that no report needs them said.",
            discussion: "An option of a report goes before what is kept here.")

        @Argument(help: "The city's file.")
        var city: String

        @Option(help: "The name on reports.")
        var name: String?

        @Option(help: "The city's IANA time zone; where there are readings use 'timezone'.")
        var timezone: String?

        @OptionGroup var figures: SettingsOptions
        @OptionGroup var form: FormatOption

        func run() throws {
            var settings = figures.settings
            settings.name = name
            let city = try City(path: city)
            if settings.isEmpty, timezone == nil {
                throw ValidationError(Wording("Give at least one figure to keep.", "请至少给出一项设定。"))
            }
            if !settings.isEmpty { try city.set(settings) }
            if let timezone { try city.setTimeZone(timezone) }
            try Show.show(city, form)
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print what is kept.")

        @Argument(help: "The city's file.")
        var city: String

        @OptionGroup var form: FormatOption

        func run() throws { try Self.show(City(path: city, readOnly: true), form) }

        static func show(_ city: City, _ form: FormatOption) throws {
            let sheet = FactSheet(
                try city.settings(), timeZone: try city.statedCalendar()?.timeZoneIdentifier)
            try Terminal.show(sheet.text(as: form.format, language: form.language))
        }
    }
}

import InputOutput
import ArgumentParser
import Springline

struct TimeZoneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timezone",
        abstract: "Say in which time zone a city lies.",
        discussion: """
            Days, weeks and nights begin by the city's clocks, and times without an offset are read on them. Where there \
            are readings already, --readings says what becomes of them: 'keep' when they were imported rightly and \
            only the days are wrong, 'move' when they were read in the wrong zone, so that 08:00 stays 08:00.
            """)

    @Argument(help: "The city's file.")
    var city: String

    @Argument(help: "An IANA name such as Asia/Shanghai; without one the city's zone is printed.")
    var zone: String?

    @Option(help: "What becomes of readings that are there: keep or move.")
    var readings: ReadingsInNewZone?

    @OptionGroup var output: LanguageOption

    func validate() throws {
        if zone == nil, readings != nil {
            throw ValidationError(
                Wording("--readings goes with a zone.", "--readings 须与时区一起给出。"))
        }
    }

    func run() throws {
        guard let zone else {
            let stated = try City(path: city, readOnly: true).statedCalendar()
            return try Terminal.show(
                stated.map { Wording(verbatim: $0.timeZoneIdentifier) }
                    ?? Wording("UTC (not set)", "UTC（尚未设定）"))
        }
        let made = try City(path: city)
        let moved = try made.setTimeZone(zone, readings: readings)
        if moved > 0 {
            Terminal.note(
                Wording(
                    "\(moved) readings keep what the clock showed and have other instants now",
                    "\(moved) 个读数保持钟面时间，时刻已随之改变"))
        }
        try Terminal.show(try made.calendar().timeZoneIdentifier)
    }
}

extension ReadingsInNewZone: ExpressibleByArgument {}
extension DecimalMark: ExpressibleByArgument {}

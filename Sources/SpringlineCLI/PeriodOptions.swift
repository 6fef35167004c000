import ArgumentParser

/// A city's file and a period, as every command on readings asks for them.
struct PeriodOptions: ParsableArguments {
    @Argument(help: "The city's file.")
    var city: String

    @Option(help: "The first local day or time.")
    var from: String

    @Option(help: "The local day or time after the last: it is not included.")
    var to: String
}

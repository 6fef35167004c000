import InputOutput
import ArgumentParser
import Springline

struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Name the nearest pipe and the zone of a coordinate or a customer.",
        aliases: ["locate-address"])

    @OptionGroup var source: NetworkOptions

    @Option(help: "X,Y: a place.")
    var at: PlaceArgument?

    @Option(
        help:
            "The reference system of --at, such as EPSG:4326 (longitude first); without it the network's own."
    )
    var crs: String?

    @Option(help: "A customer's id, account or meter.")
    var customer: String?

    @Option(help: "How far a pipe may be from the place, m.")
    var within: Double = 200

    @OptionGroup var form: FormatOption

    func validate() throws {
        if (at == nil) == (customer == nil) {
            throw ValidationError(
                Wording("Give --at X,Y or --customer ID.", "请用 --at X,Y 或 --customer 编号。"))
        }
        guard within > 0 else {
            throw ValidationError(
                Wording("--within: found \(within), expected more than 0 m", "--within：给出 \(within)，应大于 0 m"))
        }
    }

    func run() throws {
        let (network, scheme) = try source.readZoned()
        let locator = NetworkLocator(network, scheme: scheme)
        if let customer {
            let location = try locator.locate(customer: customer)
            return try Terminal.show(
                locator.report(location).text(as: form.format, language: form.language))
        }
        guard let place = try at?.coordinate(crs: crs, in: network) else { return }
        let location = try locator.locate(place, within: within)
        try Terminal.show(locator.report(location).text(as: form.format, language: form.language))
    }
}

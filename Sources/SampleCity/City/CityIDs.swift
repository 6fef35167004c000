/// The ids of the city's things, unique across its districts.
struct CityIDs: Sendable {
    private let width: Int

    /// Ids wide enough for a city of this size.
    init(_ model: CityModel) {
        width = model.pipes.count < 100_000 ? 5 : 7
    }

    func node(_ node: CityNode) -> String {
        String(serial: Int(node.serial), prefix: node.district.letter + "N", width: width)
    }

    func pipe(_ pipe: CityPipe) -> String {
        String(serial: Int(pipe.serial), prefix: pipe.district.letter + "P", width: width)
    }

    func valve(_ valve: CityValve) -> String {
        String(serial: Int(valve.serial), prefix: valve.district.letter + "V", width: width)
    }

    func hydrant(_ hydrant: CityHydrant) -> String {
        String(serial: Int(hydrant.serial), prefix: hydrant.district.letter + "H", width: width)
    }

    /// The customer, and its meter when it has one.
    func customer(_ customer: CityCustomer) -> String {
        String(serial: Int(customer.serial), prefix: customer.district.letter + "C", width: width)
    }

    func meter(_ index: Int) -> String { String(serial: index + 1, prefix: "M", width: 3) }

    func pressurePoint(_ index: Int) -> String { String(serial: index + 1, prefix: "PP", width: 3) }

    func tank(_ index: Int) -> String { String(serial: index + 1, prefix: "T", width: 2) }
}

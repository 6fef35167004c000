import CityStore
import Geospatial
import PipeNetwork
import Testing

@Suite("A network stored and read back")
struct NetworkRoundTripTests {
    @Test(
        "Every kind of element, missing numbers, Chinese text and attributes of every kind come back exactly")
    func rich() throws {
        let scratch = try Scratch()
        let network = try SampleNetworks.rich()
        let city = try scratch.city()
        try city.importing { try $0.replaceNetwork(network) }
        let stored = try City(path: city.path, readOnly: true).network()
        #expect(stored.nodes == network.nodes)
        #expect(stored.links == network.links)
        #expect(stored.assets == network.assets)
        #expect(stored == network)
        #expect(stored.nodes.ids == network.nodes.ids)
    }

    @Test(
        "The reference system comes back: EPSG, a text of its own, none",
        arguments: [
            "EPSG:4548", "EPSG:4326",
            "+proj=tmerc +lat_0=0 +lon_0=116.9 +k=1 +x_0=50805 +y_0=-3421 +ellps=GRS80 +units=m +no_defs +type=crs",
        ])
    func referenceSystem(definition: String) throws {
        let scratch = try Scratch()
        let crs = try CoordinateReferenceSystem(definition)
        let city = try scratch.city()
        let network = try SampleNetworks.rich(crs: crs)
        try city.importing { try $0.replaceNetwork(network) }
        #expect(try city.network() == network)
        try city.importing { try $0.replaceNetwork(SampleNetworks.rich()) }
        #expect(try city.network().crs == nil)
    }

    @Test("Random networks come back exactly", arguments: [1, 2, 3, 4] as [UInt64])
    func random(seed: UInt64) throws {
        let scratch = try Scratch()
        let network = try SampleNetworks.grid(rows: 20, columns: 20 + Int(seed), seed: seed)
        let city = try scratch.city()
        try city.importing { try $0.replaceNetwork(network) }
        #expect(try city.network() == network)
    }

    @Test("A second network takes the place of the first, down to an empty one")
    func replaced() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let first = try SampleNetworks.grid(rows: 30, columns: 30, seed: 7)
        let second = try SampleNetworks.rich()
        for network in [first, second, Network(), first] {
            try city.importing { try $0.replaceNetwork(network) }
            #expect(try city.network() == network)
        }
    }
}

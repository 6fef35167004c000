import Testing

@testable import PipeNetwork

@Suite("Hazen-Williams C of materials")
struct HazenWilliamsTests {
    private func c(_ material: String?, _ age: Int? = nil) -> Double {
        ModelAssumptions.hazenWilliams(material: material, age: age)
    }

    /// The figures are the docstring's: plastics 140, lined ductile iron 130, concrete and asbestos cement 120, steel 120,
    /// grey iron 110.
    @Test(
        "Each material by the names that maps have for it, in whatever case",
        arguments: [
            ("PE", 140), ("pe100", 140), ("HDPE", 140), ("PE-100 SDR17", 140), ("MDPE pipe", 140),
            ("uPVC", 140),
            ("PVC-U pipe", 140), ("PPR", 140), ("PP-R", 140), ("plastic", 140), ("GRP", 140),
            ("polyethylene", 140),
            ("Polyethylene pipe", 140), ("polypropylene", 140), ("PERT", 140), ("塑料管", 140), ("玻璃钢夹砂管", 140),
            ("钢塑复合管", 140), ("PE管", 140), ("ductile iron", 130), ("Ductile Iron Pipe", 130), ("球墨铸铁管", 130),
            ("concrete", 120), ("concrete pipe", 120), ("asbestos cement pipe", 120), ("预应力混凝土管", 120),
            ("钢筋混凝土", 120), ("石棉水泥管", 120), ("steel", 120), ("Steel pipe", 120),
            ("galvanised steel pipes", 120),
            ("钢管", 120), ("cast iron", 110), ("Cast iron pipe", 110), ("grey iron pipes", 110),
            ("灰口铸铁管", 110),
            ("copper", 110), ("copper pipe", 110), ("unknown type", 110), ("", 110),
        ] as [(String, Double)])
    func names(material: String, expected: Double) {
        #expect(c(material) == expected, "\(material)")
        #expect(c(material.uppercased()) == expected && c(" \(material) ") == expected)
    }

    @Test("Steel and grey iron lose 0.6 a year down to 70, ductile iron 0.3 down to 100, plastics nothing")
    func ages() {
        #expect(c("steel", 50) == 90 && c("steel", 1000) == 70)
        #expect(c("cast iron", 50) == 80 && c("cast iron", 100) == 70)
        #expect(c("ductile iron", 50) == 115 && c("ductile iron", 200) == 100)
        #expect(c("PE", 100) == 140 && c("concrete", 100) == 120)
        #expect(c(nil) == 110 && c(nil, 40) == 110)
        // A pipe that is laid in years to come is as good as new.
        #expect(c("steel", -10) == 120)
        #expect(c("steel", .max) == 70 && c("steel", .min) == 120)
    }

    @Test("No pipe gets smoother with the years")
    func monotonic() {
        for material in ["steel", "iron", "球墨铸铁", "PE", "混凝土", "?"] {
            for age in 0..<150 { #expect(c(material, age + 1) <= c(material, age)) }
        }
    }

    @Test(
        "A year that is none does not bring the completion down, and the pipe is as good as new",
        arguments: [
            .real(1e300), .real(-1e300), .integer(.min), .integer(.max), .text("1e30"), .integer(0),
            .text("unknown"),
            .real(.nan),
        ] as [AttributeValue])
    func strangeYears(year: AttributeValue) throws {
        var network = Network()
        for id in ["A", "B"] { try network.add(Junction(id: id, elevation: 1)) }
        try network.add(
            Pipe(
                id: "P", start: "A", end: "B", length: 10, diameter: 0.1,
                attributes: ["material": .text("steel"), "year": year]))
        var assumptions = ModelAssumptions()
        assumptions.year = 2024
        let completed = ModelCompletion(network, assuming: assumptions)
        #expect(completed.network.links.roughness == [120])
        #expect(completed.assumedRoughness == 1)
    }
}

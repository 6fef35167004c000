import Testing

@testable import Geospatial

@Suite struct CoordinateTransformTests {
    private let hefei = Coordinate(x: 117.283, y: 31.861, z: 27)

    @Test func gaussKrugerAgreesWithKrugersSeries() throws {
        let transform = try CoordinateTransform(from: .cgcs2000, to: CoordinateReferenceSystem(epsg: 4548))
        let series = GaussKruger(ellipsoid: .cgcs2000, centralMeridian: 117)
        for longitude in stride(from: 115.5, through: 118.5, by: 0.25) {
            for latitude in stride(from: 18.0, through: 53, by: 2.5) {
                let position = Coordinate(x: longitude, y: latitude)
                let found = try transform(position)
                #expect(found.distance(to: series(position)) < 1e-4)
            }
        }
    }

    @Test func onTheCentralMeridianEastingIsHalfAMillionWithoutZone() throws {
        let transform = try CoordinateTransform(from: .cgcs2000, to: CoordinateReferenceSystem(epsg: 4548))
        let onMeridian = try transform(Coordinate(x: 117, y: 31))
        #expect(abs(onMeridian.x - 500_000) < 1e-6)
        // Meridian arc on GRS 80 to 31 degrees: about 110.9 km a degree.
        #expect((3_430_000...3_435_000).contains(onMeridian.y))
    }

    @Test func utmAgreesWithKrugersSeries() throws {
        let transform = try CoordinateTransform(from: .wgs84, to: CoordinateReferenceSystem(epsg: 32650))
        let series = GaussKruger(ellipsoid: .wgs84, centralMeridian: 117, scale: 0.9996)
        let found = try transform(hefei)
        #expect(found.distance(to: series(hefei)) < 1e-4)
        #expect(found.z == 27)
    }

    @Test func batchesRoundTripInBothForms() throws {
        let target = try CoordinateReferenceSystem(epsg: 4548)
        let transform = try CoordinateTransform(from: .wgs84, to: target)
        let inverse = transform.inverse
        #expect(inverse.source == target && inverse.target == .wgs84)
        let positions = (0..<1000).map { index in
            Coordinate(
                x: 116 + Double(index % 40) * 0.05, y: 20 + Double(index) * 0.03,
                z: index.isMultiple(of: 2) ? Double(index) : nil)
        }
        var batch = positions
        try transform.transform(&batch)
        var x = positions.map(\.x)
        var y = positions.map(\.y)
        try transform.transform(x: &x, y: &y)
        for index in positions.indices {
            let single = try transform(positions[index])
            #expect(batch[index] == single)
            #expect(x[index] == single.x && y[index] == single.y)
        }
        try inverse.transform(&batch)
        for (back, position) in zip(batch, positions) {
            #expect(abs(back.x - position.x) < 1e-10 && abs(back.y - position.y) < 1e-10)
            #expect(back.z == position.z)
        }
    }

    @Test func equalSystemsAreTheIdentity() throws {
        let transform = try CoordinateTransform(from: .wgs84, to: CoordinateReferenceSystem("EPSG:4326"))
        #expect(transform.isIdentity)
        #expect(try transform(hefei) == hefei)
        #expect(try transform(.lineString([hefei, hefei])) == .lineString([hefei, hefei]))
        #expect(throws: GeospatialError.self) { try transform(Coordinate(x: .nan, y: 1)) }
    }

    @Test func aBadPositionIsNamedAndNothingChanges() throws {
        let transform = try CoordinateTransform(from: .wgs84, to: CoordinateReferenceSystem(epsg: 4548))
        for bad in [Coordinate(x: .nan, y: 30), Coordinate(x: 117, y: .infinity), Coordinate(x: 117, y: 95)] {
            var batch = [hefei, hefei, bad, hefei]
            #expect {
                try transform.transform(&batch)
            } throws: { error in
                guard
                    case .transformFailed(2, let at, "EPSG:4326", "EPSG:4548", let message)? = error
                        as? GeospatialError
                else { return false }
                return !message.english.isEmpty && (at == bad || bad.x.isNaN)
            }
            #expect(batch[0] == hefei && batch[3] == hefei)
            var x = batch.map(\.x)
            var y = batch.map(\.y)
            #expect(throws: GeospatialError.self) { try transform.transform(x: &x, y: &y) }
            #expect(x[0] == hefei.x)
            #expect(throws: GeospatialError.self) { try transform(bad) }
        }
        var x = [1.0]
        var y = [1.0, 2]
        #expect(throws: GeospatialError.unequalArrays(x: 1, y: 2)) { try transform.transform(x: &x, y: &y) }
        // The transform still works after a failure.
        #expect(try transform(hefei).isFinite)
    }

    @Test func aLocalPlaneHasNoWayOut() throws {
        let local = try CoordinateReferenceSystem("LOCAL_CS[\"Works plan\",UNIT[\"metre\",1]]")
        #expect(throws: GeospatialError.self) { try CoordinateTransform(from: local, to: .wgs84) }
        #expect(try CoordinateTransform(from: local, to: local).isIdentity)
    }

    @Test func positionsOutsideTheAreaOfUse() throws {
        let target = try CoordinateReferenceSystem(epsg: 4548)
        let forward = try CoordinateTransform(from: .wgs84, to: target)
        let positions = [hefei, Coordinate(x: 121.5, y: 31.2), Coordinate(x: 31.861, y: 117.283), hefei]
        #expect(try forward.outsideAreaOfUse(positions) == [1, 2])
        let known = try CoordinateTransform(from: forward.source, to: .wgs84)
        #expect(try forward.outsideAreaOfUse(positions, geographic: known) == [1, 2])
        let inside = try forward(hefei)
        // Easting and northing swapped, and a zone prefix left in the easting.
        let swapped = Coordinate(x: inside.y, y: inside.x)
        let prefixed = Coordinate(x: inside.x + 39_000_000, y: inside.y)
        #expect(try forward.inverse.outsideAreaOfUse([inside, swapped, prefixed]) == [1, 2])
        // Fiji's grid lies across the 180th meridian.
        let fiji = try CoordinateTransform(from: .wgs84, to: CoordinateReferenceSystem(epsg: 3460))
        let sides = [Coordinate(x: 178.4, y: -18.1), Coordinate(x: -179, y: -17), Coordinate(x: 170, y: -18)]
        #expect(try fiji.outsideAreaOfUse(sides) == [2])
    }

    @Test func accuracyTellsAConversionFromAGuess() throws {
        func accuracy(_ from: String, _ to: String) throws -> CoordinateTransform.Accuracy {
            try CoordinateTransform(
                from: CoordinateReferenceSystem(from), to: CoordinateReferenceSystem(to)
            ).accuracy()
        }
        #expect(try accuracy("4326", "4326") == .exact)
        #expect(try accuracy("4490", "4548") == .exact, "a projection of the same datum")
        #expect(try accuracy("32650", "32651") == .exact, "from zone to zone")
        // EPSG:1671, RGF93 to WGS 84, states a metre; EPSG has no shift from Xian 1980 to CGCS2000.
        #expect(try accuracy("4171", "4326") == .stated(metres: 1))
        #expect(try accuracy("4610", "4490") == .ballpark)
    }

    @Test func tasksEachWithTheirOwnTransformAgree() async throws {
        let expected = try CoordinateTransform(from: .wgs84, to: CoordinateReferenceSystem(epsg: 4548))(hefei)
        let position = hefei
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<4 {
                        let target = try CoordinateReferenceSystem("4548")
                        let transform = try CoordinateTransform(from: .wgs84, to: target)
                        guard try transform(position) == expected else { return false }
                    }
                    return true
                }
            }
            for try await same in group { #expect(same) }
        }
    }
}

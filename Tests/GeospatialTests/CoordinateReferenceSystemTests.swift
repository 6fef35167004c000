import Testing

@testable import Geospatial

@Suite struct CoordinateReferenceSystemTests {
    private static let esriGaussKruger = """
        PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",\
        DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],\
        UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],\
        PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],\
        PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]
        """
    private static let esriWGS84 = """
        GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],\
        PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
        """

    @Test func aPrjTextIsRecognised() throws {
        let projected = try CoordinateReferenceSystem(Self.esriGaussKruger + "\r\n\0")
        #expect(projected.epsg == 4548)
        #expect(projected.kind == .projected)
        #expect(projected.metresPerUnit == 1)
        #expect(projected == (try CoordinateReferenceSystem("4548")))
        #expect(projected == (try CoordinateReferenceSystem("epsg:4548")))
        let geographic = try CoordinateReferenceSystem("\u{FEFF}" + Self.esriWGS84)
        #expect(geographic == .wgs84)
        #expect(geographic.isGeographic && geographic.metresPerUnit == nil)
    }

    @Test func aLocalVariantOfAKnownSystemKeepsItsOwnDefinition() throws {
        // A city grid: the same projection, but with an origin of its own.
        let city = Self.esriGaussKruger.replacing("500000.0", with: "50000.0")
            .replacing("CGCS2000_3_Degree_GK_CM_117E", with: "City_Grid")
        let system = try CoordinateReferenceSystem(city)
        #expect(system.epsg == nil)
        #expect(system.definition.contains("City_Grid"))
        // A code inside the text is a claim that the parameters refute.
        let lying = String(city.dropLast()) + ",AUTHORITY[\"EPSG\",\"4548\"]]"
        #expect(try CoordinateReferenceSystem(lying).epsg == nil)
    }

    @Test func storedSystemsAreWhatPROJKnows() throws {
        for stored in [CoordinateReferenceSystem.wgs84, .cgcs2000, .webMercator] {
            let read = try CoordinateReferenceSystem(stored.definition)
            #expect(read == stored)
            #expect(read.name == stored.name)
            #expect(read.kind == stored.kind)
            #expect(read.metresPerUnit == stored.metresPerUnit)
            #expect(read.ellipsoid.semiMajorAxis == stored.ellipsoid.semiMajorAxis)
            #expect(abs(read.ellipsoid.inverseFlattening - stored.ellipsoid.inverseFlattening) < 1e-9)
            let area = try #require(read.areaOfUse)
            let storedArea = try #require(stored.areaOfUse)
            #expect(storedArea.expanded(by: 0.5).contains(Coordinate(x: area.minX, y: area.minY)))
            #expect(area.expanded(by: 0.5).contains(Coordinate(x: storedArea.maxX, y: storedArea.maxY)))
        }
    }

    @Test func otherFormsOfDefinition() throws {
        #expect(try CoordinateReferenceSystem("urn:ogc:def:crs:OGC:1.3:CRS84") == .wgs84)
        #expect(try CoordinateReferenceSystem("urn:ogc:def:crs:EPSG::4490") == .cgcs2000)
        let feet = try CoordinateReferenceSystem("EPSG:2263")
        #expect(abs((feet.metresPerUnit ?? 0) - 1200.0 / 3937) < 1e-12)
        let string = try CoordinateReferenceSystem(
            "+proj=tmerc +lat_0=0 +lon_0=117.3 +k=1 +x_0=50000 +y_0=-3000000 +ellps=GRS80 +units=m")
        #expect(string.kind == .projected && string.epsg == nil)
        let local = try CoordinateReferenceSystem("LOCAL_CS[\"Works plan\",UNIT[\"metre\",1]]")
        #expect(local.kind == .local && local.metresPerUnit == 1)
        let compound = try CoordinateReferenceSystem("EPSG:4326+5773")
        #expect(compound.kind == .geographic)
    }

    @Test(arguments: [4548, 4326, 4490, 32650, 3857])
    func wellKnownTextLeadsBack(code: Int) throws {
        let system = try CoordinateReferenceSystem(epsg: code)
        for flavour in [CoordinateReferenceSystem.WellKnownTextFlavour.esri, .wkt2] {
            let text = try system.wkt(flavour)
            #expect(!text.contains("\n"))
            #expect(try CoordinateReferenceSystem(text) == system, "\(text)")
        }
        let expected = code == 4326 || code == 4490 ? "GEOGCS[" : "PROJCS["
        #expect(try system.wkt().hasPrefix(expected))
    }

    @Test func mistakesCarryTheMessageOfPROJ() {
        #expect {
            try CoordinateReferenceSystem(epsg: 999_999)
        } throws: { error in
            guard case .unknownReferenceSystem("EPSG:999999", let message)? = error as? GeospatialError
            else { return false }
            return message.english.contains("crs not found")
        }
        for text in ["", "  ", "no such thing", "PROJCS[\"x\"", "+proj=nonsense"] {
            #expect(throws: GeospatialError.self, "\(text)") { try CoordinateReferenceSystem(text) }
        }
        for text in ["EPSG:4978", "EPSG:5773"] {
            #expect {
                try CoordinateReferenceSystem(text)
            } throws: { error in
                guard case .unsupportedReferenceSystem? = error as? GeospatialError else { return false }
                return true
            }
        }
    }

    @Test func recommendationsFollowTheMeridian() throws {
        let table: [(Double, Double, Int)] = [
            (117.2, 31.8, 4548), (116.4, 39.9, 4548), (118.6, 32, 4549), (121.4, 31.2, 4549),
            (73.7, 39, 4534), (134.7, 48, 4554), (-0.1, 51.5, 32630), (180, 0, 32660), (-180, -10, 32701),
            (151.2, -33.9, 32756),
        ]
        for (longitude, latitude, code) in table {
            let system = try CoordinateReferenceSystem.recommendedProjected(
                forLongitude: longitude, latitude: latitude)
            #expect(system.epsg == code)
            #expect(
                system.areaOfUse?.expanded(by: 1e-9).contains(Coordinate(x: longitude, y: latitude)) == true)
        }
        for (longitude, latitude) in [(0.0, 89.0), (200, 30), (.nan, 30), (117, .infinity)] {
            #expect(throws: GeospatialError.self) {
                try CoordinateReferenceSystem.recommendedProjected(
                    forLongitude: longitude, latitude: latitude)
            }
        }
    }

    @Test func lengthsInMetres() throws {
        // Vincenty's Flinders Peak to Buninyong line: 54972.271 m on GRS 80 (Geoscience Australia).
        let grs80 = Ellipsoid(semiMajorAxis: 6_378_137, inverseFlattening: 298.257_222_101)
        let flinders = Coordinate(
            x: 144 + 25.0 / 60 + 29.52440 / 3600, y: -(37 + 57.0 / 60 + 3.72030 / 3600))
        let buninyong = Coordinate(
            x: 143 + 55.0 / 60 + 35.38390 / 3600, y: -(37 + 39.0 / 60 + 10.15610 / 3600))
        #expect(abs(grs80.geodesicLength(of: [flinders, buninyong]) - 54_972.271) < 0.001)
        // A degree of longitude along the equator is an arc of the equatorial circle.
        let degree = CoordinateReferenceSystem.wgs84.lengthInMetres(of: [
            Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 0),
        ])
        #expect(abs(degree - 6_378_137 * Double.pi / 180) < 1e-6)
        let feet = try CoordinateReferenceSystem(epsg: 2263)
        let length = feet.lengthInMetres(of: [Coordinate(x: 0, y: 0), Coordinate(x: 3937, y: 0)])
        #expect(abs(length - 1200) < 1e-9)
        #expect(CoordinateReferenceSystem.wgs84.lengthInMetres(of: []) == 0)
    }
}

import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Numbers out of a text, written anew from the format's description.
struct NumberReader {
    private var rest: Substring.UTF8View
    private static let digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

    init(_ text: String) { rest = Substring(text).utf8 }

    mutating func next() -> Int {
        var value = 0
        var shift = 0
        while let byte = rest.popFirst() {
            let digit = Array(Self.digits.utf8).firstIndex(of: byte) ?? 0
            value |= (digit & 31) << shift
            shift += 5
            if digit < 32 { break }
        }
        return value
    }

    mutating func signed() -> Int {
        let value = next()
        return value % 2 == 1 ? -(value + 1) / 2 : value / 2
    }
}

/// The map's data as a page carries them, decoded.
struct DecodedMap {
    struct Pipe {
        var id: String
        var course: [(x: Double, y: Double)]
        var length: Double?
        var millimetres: Int?
        var material: String?
        var from: Int
        var to: Int
    }

    struct Device {
        var kind: String
        var id: String
        var x: Double
        var y: Double
        var from: Int
        var to: Int
    }

    var pipes: [Pipe] = []
    var devices: [Device] = []
    /// Ids.
    var zones: [String] = []

    private struct Document: Decodable {
        struct Group: Decodable {
            var from: Int
            var to: Int
            var count: Int
            var ids: String
            var courses: String
            var facts: String
        }

        struct Devices: Decodable {
            var kind: String
            var count: Int
            var ids: String
            var places: String
            var zones: [Int]
        }

        struct Zone: Decodable { var id: String }

        /// A class is a row of unlike things.
        struct Sort: Decodable {
            var millimetres: Int?
            var material: String?

            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                _ = try row.decode(Int.self)
                millimetres = try row.decodeIfPresent(Int.self)
                material = try row.decodeIfPresent(String.self)
            }
        }

        var groups: [Group]
        var devices: [Devices]
        var zones: [Zone]
        var classes: [Sort]
    }

    init(_ json: String) throws {
        let document = try JSONDecoder().decode(Document.self, from: Data(json.utf8))
        zones = document.zones.map(\.id)
        for group in document.groups {
            var courses = NumberReader(group.courses)
            var facts = NumberReader(group.facts)
            var (x, y) = (0, 0)
            for id in group.ids.components(separatedBy: "\n") {
                var course: [(Double, Double)] = []
                for _ in 0..<courses.next() + 2 {
                    x += courses.signed()
                    y += courses.signed()
                    course.append((Double(x) / 10, Double(y) / 10))
                }
                let sort = document.classes[facts.next()]
                let length = facts.next()
                pipes.append(
                    Pipe(
                        id: id, course: course, length: length > 0 ? Double(length - 1) / 10 : nil,
                        millimetres: sort.millimetres, material: sort.material, from: group.from, to: group.to
                    ))
            }
        }
        for list in document.devices {
            var places = NumberReader(list.places)
            var (x, y) = (0, 0)
            for (row, id) in list.ids.components(separatedBy: "\n").enumerated() {
                x += places.signed()
                y += places.signed()
                devices.append(
                    Device(
                        kind: list.kind, id: id, x: Double(x) / 10, y: Double(y) / 10,
                        from: list.zones[2 * row], to: list.zones[2 * row + 1]))
            }
        }
    }
}

/// A page as an XML parser sees it.
struct PageReader {
    let isWellFormed: Bool

    init(_ html: String) { isWellFormed = XMLParser(data: Data(html.utf8)).parse() }
}

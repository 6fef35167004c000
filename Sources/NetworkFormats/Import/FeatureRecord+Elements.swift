import Geospatial
import PipeNetwork

extension FeatureRecord {
    /// Part `part` of the feature as a pipe.
    func pipe(_ path: [Coordinate], part: Int) throws -> Survey.Line {
        let isWhole = try paths().count == 1
        var pipe = Pipe(id: part == 0 ? id : "\(id)/\(part + 1)", start: "", end: "")
        // A stated length belongs to the whole feature: the parts of a multipart one are measured.
        if isWhole, let length = try number(.length), length > 0 { pipe.length = length }
        pipe.diameter = try number(.diameter)
        pipe.roughness = try number(.roughness)
        pipe.minorLoss = try number(.minorLoss) ?? 0
        pipe.status = try isClosed() ? .closed : .open
        pipe.attributes = try attributes(
            besides: [.length, .diameter, .roughness, .minorLoss, .status, .from, .to])
        // A diameter in whole millimetres is how a nominal diameter is written.
        if plan.column(.diameter)?.unit == "mm", let diameter = pipe.diameter,
            let dn = Int64(exactly: (diameter * 1e6).rounded() / 1000)
        {
            pipe.attributes["dn"] = .integer(dn)
        }
        return Survey.Line(
            element: .pipe(pipe), path: path, from: isWhole ? reference(.from) : nil,
            to: isWhole ? reference(.to) : nil)
    }

    func junction() throws -> Junction {
        let position = try point()
        var demands: [Demand] = []
        if let demand = try number(.demand), demand != 0 { demands = [Demand(base: demand)] }
        return Junction(
            id: id, position: position, elevation: try number(.elevation) ?? position.z, demands: demands,
            attributes: try attributes(besides: [.elevation, .demand]))
    }

    func reservoir() throws -> Reservoir {
        let position = try point()
        return Reservoir(
            id: id, position: position, head: try number(.head) ?? number(.elevation) ?? position.z,
            attributes: try attributes(besides: [.head, .elevation]))
    }

    func tank() throws -> Tank {
        let position = try point()
        return Tank(
            id: id, position: position, elevation: try number(.elevation) ?? position.z,
            initialLevel: try number(.initialLevel) ?? 0, minimumLevel: try number(.minimumLevel) ?? 0,
            maximumLevel: try number(.maximumLevel) ?? 0, diameter: try number(.diameter) ?? 0,
            attributes: try attributes(
                besides: [.elevation, .initialLevel, .minimumLevel, .maximumLevel, .diameter]))
    }

    /// A pump or a regulating valve.
    func regulator() throws -> Survey.Element {
        let isClosed = try isClosed()
        let attributes = try attributes(
            besides: [.from, .to, .power, .status, .kind, .diameter, .setting])
        if plan.role == .pump {
            return .pump(
                Pump(
                    id: id, start: "", end: "", power: try number(.power).map { $0 * 1000 },
                    status: isClosed ? .closed : .open, attributes: attributes))
        }
        let word = text(.kind)?.uppercased() ?? Valve.Kind.prv.rawValue
        guard let kind = Valve.Kind(rawValue: word) ?? (word.contains("减压") ? .prv : nil) else {
            throw unsuitable(
                .kind, found: word, expected: Valve.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let setting = try number(.setting) ?? 0
        return .valve(
            Valve(
                id: id, start: "", end: "", kind: kind, diameter: try number(.diameter),
                setting: kind == .fcv ? setting / 3600 : setting, status: isClosed ? .closed : .active,
                attributes: attributes))
    }

    func asset(_ kind: Asset.Kind) throws -> Asset {
        var attributes = try attributes(besides: kind == .isolationValve ? [.status, .node] : [.node])
        if kind == .meter, let text = text(.direction)?.lowercased() {
            let isReverse = NameGuess.reverseWords.contains(text)
            guard isReverse || NameGuess.forwardWords.contains(text) else {
                throw unsuitable(.direction, found: text, expected: "forward or reverse (顺, 逆, …)")
            }
            attributes["direction"] = .text(isReverse ? "reverse" : "forward")
        }
        // What the balance reads of a meter goes by the names of Docs/methods: its kind, and a customer's meter by
        // the id it has in the city.
        if let word = attributes.removeValue(forKey: ElementField.meterKind.rawValue) {
            attributes["kind"] = word
        }
        // A customer's kind of use is its `type`; `kind` is a meter's.
        if kind == .customerPoint, let word = attributes.removeValue(forKey: ElementField.kind.rawValue) {
            attributes["type"] = word
        }
        if let meter = reference(.meter) { attributes["meter"] = .text(meter) }
        return Asset(
            kind: kind, id: id, position: try point(), attachment: reference(.node).map { .node($0) },
            isClosed: kind == .isolationValve ? try isClosed() : false, attributes: attributes)
    }

    /// A station, whose kind the field `kind` tells.
    func station() throws -> Asset {
        guard let word = text(.kind), let kind = NameGuess.stationKind(word) else {
            throw unsuitable(
                .kind, found: text(.kind) ?? "nothing",
                expected: "waterworks, booster_station or secondary_supply_station (水厂, 加压泵站, 二次供水)")
        }
        return try asset(kind)
    }
}

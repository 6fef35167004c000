import Geospatial
import InputOutput
import PipeNetwork

extension FeatureRecord {
    /// Part `part` of the feature as a pipe.
    func pipe(_ path: [Coordinate], part: Int) throws -> SurveyedFeatures.Line {
        let isWhole = try paths().count == 1
        var pipe = Pipe(id: part == 0 ? id : "\(id)/\(part + 1)", start: "", end: "")
        // A stated length belongs to the whole feature: the parts of a multipart one are measured.
        if isWhole, let length = try number(.length), length > 0 { pipe.length = length }
        pipe.diameter = try number(.diameter)
        pipe.roughness = try number(.roughness)
        pipe.minorLoss = try number(.minorLoss) ?? 0
        let state = try status()
        pipe.status = state?.status == .closed ? .closed : .open
        pipe.hasCheckValve = try truth(.checkValve) ?? false || state?.hasCheckValve == true
        pipe.attributes = try attributes(
            besides: [.length, .diameter, .roughness, .minorLoss, .status, .checkValve, .from, .to])
        // A diameter in whole millimetres is how a nominal diameter is written.
        if plan.column(.diameter)?.unit == "mm", let diameter = pipe.diameter,
            let dn = Int64(exactly: (diameter * 1e6).rounded() / 1000)
        {
            pipe.attributes["dn"] = .integer(dn)
        }
        return SurveyedFeatures.Line(
            element: .pipe(pipe), path: path, from: isWhole ? reference(.from) : nil,
            to: isWhole ? reference(.to) : nil)
    }

    func junction() throws -> Junction {
        let position = try point()
        var demands: [Demand] = []
        let pattern = setting(.demandPattern, in: patterns)
        if let demand = try number(.demand), demand != 0 {
            demands = [Demand(base: demand, pattern: pattern)]
        }
        var typed: Set<ElementField> = [.elevation, .demand, .emitter]
        if pattern != nil { typed.insert(.demandPattern) }
        return Junction(
            id: id, position: position, elevation: try number(.elevation) ?? position.z, demands: demands,
            emitterCoefficient: try number(.emitter) ?? 0, attributes: try attributes(besides: typed))
    }

    func reservoir() throws -> Reservoir {
        let position = try point()
        let pattern = setting(.headPattern, in: patterns)
        var typed: Set<ElementField> = [.head, .elevation]
        if pattern != nil { typed.insert(.headPattern) }
        return Reservoir(
            id: id, position: position, head: try number(.head) ?? number(.elevation) ?? position.z,
            headPattern: pattern, attributes: try attributes(besides: typed))
    }

    func tank() throws -> Tank {
        let position = try point()
        let curve = setting(.volumeCurve, in: curves)
        var typed: Set<ElementField> = [
            .elevation, .initialLevel, .minimumLevel, .maximumLevel, .diameter, .minimumVolume, .overflow,
        ]
        if curve != nil { typed.insert(.volumeCurve) }
        return Tank(
            id: id, position: position, elevation: try number(.elevation) ?? position.z,
            initialLevel: try number(.initialLevel) ?? 0, minimumLevel: try number(.minimumLevel) ?? 0,
            maximumLevel: try number(.maximumLevel) ?? 0, diameter: try number(.diameter) ?? 0,
            minimumVolume: try number(.minimumVolume) ?? 0, volumeCurve: curve,
            canOverflow: try truth(.overflow) ?? false, attributes: try attributes(besides: typed))
    }

    /// A pump or a regulating valve.
    func regulator() throws -> SurveyedFeatures.Element {
        plan.role == .pump ? .pump(try pump()) : .valve(try valve())
    }

    /// No pump of a water-supply network takes more, W: those of the largest transfers between rivers take 60 MW.
    private static let largestPower = 50e6

    private func pump() throws -> Pump {
        let power = try number(.power)
        if let power, power > Self.largestPower {
            let known = plan.column(.power)?.unit
            let (written, megawatts) = (text(.power) ?? "", (power / 1e6).rounded())
            let entry = "power: {field: \(plan.column(.power)?.name ?? "power"), unit: W}"
            throw unsuitable(
                .power,
                found: Wording(
                    "\(written) (in \(known ?? "kW, as no unit is named"): \(megawatts) MW)",
                    "\(written)（按 \(known ?? "kW（未注明单位）") 计：\(megawatts) MW）"),
                expected: Wording(
                    "a pump of less than 50 MW: is it in another unit? A mapping says it, as in \(entry)",
                    "不到 50 MW 的水泵；若单位不同，请在映射中注明，如 \(entry)"))
        }
        let curve = setting(.headCurve, in: curves)
        let pattern = setting(.speedPattern, in: patterns)
        var typed: Set<ElementField> = [.from, .to, .power, .status, .speed]
        if curve != nil { typed.insert(.headCurve) }
        if pattern != nil { typed.insert(.speedPattern) }
        return Pump(
            id: id, start: "", end: "", headCurve: curve, power: curve == nil ? power : nil,
            speed: try number(.speed) ?? 1, speedPattern: pattern, status: try isClosed() ? .closed : .open,
            attributes: try attributes(besides: typed))
    }

    private func valve() throws -> Valve {
        let attributes = try attributes(
            besides: [.from, .to, .status, .kind, .diameter, .setting, .minorLoss])
        let word = text(.kind)?.uppercased() ?? usualKind().rawValue
        guard let kind = Valve.Kind(rawValue: word) ?? (word.contains("减压") ? .prv : nil) else {
            throw unsuitable(
                .kind, found: Wording(verbatim: word),
                expected: Wording(verbatim: Valve.Kind.allCases.map(\.rawValue).joined(separator: ", ")))
        }
        let setting = try number(.setting)
        if setting == nil, [.prv, .psv, .pbv, .fcv].contains(kind) {
            remarks.note(
                Wording(
                    "a \(kind.rawValue) has no setting, which is taken as 0",
                    "\(kind.rawValue) 阀没有设定值，按 0 处理"), id)
        }
        let factor = kind == .fcv && plan.tool != .wntr ? 1.0 / 3600 : 1
        return Valve(
            id: id, start: "", end: "", kind: kind, diameter: try number(.diameter),
            setting: (setting ?? 0) * factor, minorLoss: try number(.minorLoss) ?? 0,
            status: try status()?.status ?? .active, attributes: attributes)
    }

    /// What a regulating valve is that does not say so: what its layer is called after, else one that only throttles.
    private func usualKind() -> Valve.Kind {
        let layer = NameGuess.normalized(layer.name)
        if ["prv", "regulator", "减压"].contains(where: layer.contains) || plan.column(.kind) != nil {
            return .prv
        }
        remarks.note(
            Wording(
                "a valve drawn as a line says no kind and is taken as one that stands open (TCV)",
                "以线表示的阀门未注明类型，按常开的节流阀（TCV）处理"), id)
        return .tcv
    }

    func asset(_ kind: Asset.Kind) throws -> Asset {
        var attributes = try attributes(besides: kind == .isolationValve ? [.status, .node] : [.node])
        if kind == .meter, let text = text(.direction)?.lowercased() {
            let isReverse = NameGuess.reverseWords.contains(text)
            guard isReverse || NameGuess.forwardWords.contains(text) else {
                throw unsuitable(
                    .direction, found: Wording(verbatim: text),
                    expected: Wording("forward or reverse (顺, 逆, …)", "forward 或 reverse（顺、逆等）"))
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
                .kind, found: text(.kind).map(Wording.init(verbatim:)) ?? .nothing,
                expected: Wording(
                    "waterworks, booster_station or secondary_supply_station (水厂, 加压泵站, 二次供水)",
                    "waterworks、booster_station 或 secondary_supply_station（水厂、加压泵站、二次供水）"))
        }
        return try asset(kind)
    }
}

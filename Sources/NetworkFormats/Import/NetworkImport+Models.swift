import Geospatial
import InputOutput
import PipeNetwork

extension NetworkImport {
    /// Reads a model: the first of a new city becomes it, with its options and times; others are joined to what is there.
    func addModel(
        _ path: String, _ source: PlannedSource, district: Int, to result: inout Result,
        _ surveys: inout [PlacedSurvey]
    ) throws {
        var model = try INPFile.read(path: path, encoding: source.encoding) { note($0.wording) }
        if !source.prefix.isEmpty { model = try model.prefixed(by: source.prefix) }
        model.crs = source.crs
        if let crs = source.crs {
            try CRSPlausibility(crs: crs, transforms: transforms).check(model, path: path)
            // Lengths of a model are stated; distances between what is joined to it are measured.
            if crs.kind == .projected, result.network.crs == nil, surveys.isEmpty {
                let places = (0..<model.nodes.count).compactMap { model.nodes.position($0) }
                let plane = try CityPlane(crs, at: places, in: crs, transforms)
                if let text = plane.note {
                    note(Wording("\(path): ", "\(path)：") + text)
                    model = try model.transformed(by: transforms.transform(from: crs, to: plane.crs))
                }
            }
        }
        note(
            Wording(
                "\(path): model of \(model.nodes.count) nodes and \(model.links.count) links",
                "\(path)：模型含 \(model.nodes.count) 个节点、\(model.links.count) 个管段（含水泵与阀门）")
                + (source.crs.map { Wording(" in \($0)", "，坐标参考系 \($0)") }
                    ?? Wording(", in a plane of its own", "，采用自有平面坐标")))
        for text in Self.oddPlaces(of: model) {
            result.notes.append(Wording("\(path): ", "\(path)：") + text)
        }
        for (id, curve) in model.curves where curve.kind == .generic {
            result.unusedCurves[id] = model.hydraulics
        }
        if result.network.nodes.count == 0, surveys.isEmpty {
            result.network = model
            result.origins = ElementOrigins().adding(Int32(district + 1), from: Network(), to: model)
            if result.replaced.indices.contains(district) {
                result.replacement?.note(model, of: result.replaced[district])
            }
        } else {
            guard let city = result.network.crs else { throw ImportError.cityWithoutCRS(path: path) }
            guard let crs = source.crs else {
                throw ImportError.modelWithoutCRS(path: path, city: city.description)
            }
            let moved = try model.transformed(by: CoordinateTransform(from: crs, to: city))
            if result.replacement != nil {
                result.replacement?.network = result.network
                result.replacement?.forgetModel()
                if let network = result.replacement?.network { result.network = network }
            }
            try result.network.takeSettings(of: moved)
            surveys.append(PlacedSurvey(survey: SurveyedFeatures(moved), path: path, district: district))
            result.notes.append(
                Wording(
                    "\(path): options and times of the model are not used, the city has its own; "
                        + "its \(moved.controls.count) controls and \(moved.rules.count) rules are kept",
                    "\(path)：不采用该模型的选项与时间设置，以城市的为准；"
                        + "其 \(moved.controls.count) 条简单控制与 \(moved.rules.count) 条规则予以保留"))
        }
        result.sources.append(
            ImportedSource(
                path: path, format: "inp", crs: source.crs?.definition, prefix: source.prefix,
                counts: ["node": model.nodes.count, "link": model.links.count],
                district: district))
    }

    /// What a model says of places and heights that cannot be: they are kept as they stand, and `check` names each.
    private static func oddPlaces(of model: Network) -> [Wording] {
        func sentence(_ rows: [String], _ what: Wording) -> Wording? {
            guard let first = rows.first else { return nil }
            return Wording(
                "\(what.english) of \(rows.count) node\(rows.count == 1 ? "" : "s") "
                    + "(\(rows.count == 1 ? "" : "the first is ")'\(first.quotable)'); 'check' names each",
                "\(rows.count) 个节点\(what.chinese)（\(rows.count == 1 ? "" : "首个为")“\(first.quotable)”）；可用 check 逐一列出"
            )
        }
        let rows = 0..<model.nodes.count
        let nowhere = rows.filter { row in model.nodes.position(row).map { !$0.isPlace } == true }
        let high = rows.filter { row in
            let height = model.nodes.elevation[row]
            return !height.isNaN && !FeatureRecord.heights.contains(height)
                && (model.nodes.kinds[row] != .reservoir || abs(height) > 12_000)
        }
        return [
            sentence(
                nowhere.map { model.nodes.ids[$0] },
                Wording("coordinates that are no place on Earth are kept", "的坐标不在地球上，原样保留")),
            sentence(
                high.map { model.nodes.ids[$0] },
                Wording(
                    "a height outside −500 to 9000 m is kept as it stands", "的高程超出 −500 至 9000 m，原样保留")),
        ].compactMap(\.self)
    }
}

import InputOutput
import PipeNetwork

/// What can be wrong with an import, beyond what a single file can say (``FormatError``, ``MappingError``).
public enum ImportError: ExplainedError, Hashable, Sendable {
    /// A path leads to no file or folder.
    case missingSource(path: String)
    /// A folder holds nothing we read.
    case emptyFolder(path: String)
    /// A GIS file states no reference system and none was given.
    case missingCRS(path: String, layer: String)
    /// A model file has no reference system but the city has one.
    case modelWithoutCRS(path: String, city: String)
    /// The city lies in a plane of its own, so that nothing can be placed beside it.
    case cityWithoutCRS(path: String)
    /// Coordinates that cannot be what the reference system says they are.
    case wrongCRS(
        path: String, layer: String, crs: String, feature: String, x: Double, y: Double, expected: Wording)
    /// A mapping names a field that the layer lacks.
    case unknownField(
        mapping: String, line: Int, layer: String, field: String, found: String, available: [String])
    /// A mapping names a layer that the source lacks.
    case unknownLayer(mapping: String, line: Int, layer: String, available: [String])
    /// A feature of the wrong shape, or with coordinates that are no numbers.
    case unsuitableGeometry(path: String, layer: String, feature: String, found: Wording, expected: Wording)
    /// A value that does not fit its field.
    case unsuitableValue(
        path: String, layer: String, feature: String, field: String, found: Wording, expected: Wording)
    /// Ids that stand twice.
    case duplicateIDs(path: String, layer: String, ids: [String], count: Int)
    /// Ids that the city has already.
    case idsInCity(path: String, ids: [String], count: Int)
    /// One id for two things in two sources of one import.
    case sameID(what: Wording, id: String, first: String, second: String, count: Int)
    /// What the layers of a source say does not go together, such as one id for two elements.
    case contradiction(path: String, NetworkError)
    /// No source of the city is called like one that is to replace it.
    case unknownSource(path: String, known: [String])
    /// No source of that name is in the city that could be taken out.
    case noSuchSource(name: String, known: [String])
    /// Several sources of the city are called like one that is to replace one.
    case ambiguousSource(path: String, matching: [String])
    /// Two files are to replace one source of the city.
    case districtTwice(path: String, district: String)
    /// No layer of the source says anything to us.
    case nothingToImport(path: String, layers: [String])
}

extension ImportError {
    /// One sentence: what, where, what was found, what to do.
    public var explanation: Wording {
        switch self {
        case .noSuchSource(let name, let known):
            let list = Wording(quoting: known)
            return Wording(
                "\(name): no source of the city is called so; it has \(list.english)",
                "\(name)：城市中没有此名称的数据源；现有 \(list.chinese)")
        case .unknownSource(let path, let known):
            let list = Wording(quoting: known)
            return known.isEmpty
                ? Wording(
                    "\(path): the city does not know which elements came from which source, because an older version "
                        + "imported them; import the whole city anew to be able to replace a part of it",
                    "\(path)：城市由旧版本导入，未记录各元素来自哪个数据源；如需替换其中一部分，请重新导入整个城市")
                : Wording(
                    "\(path): no source of the city is called so; it has \(list.english)",
                    "\(path)：城市中没有此名称的数据源；现有 \(list.chinese)")
        case .ambiguousSource(let path, let matching):
            let list = Wording(quoting: matching)
            return Wording(
                "\(path): several sources of the city are called so: \(list.english)",
                "\(path)：城市中有多个数据源同此名称：\(list.chinese)")
        case .districtTwice(let path, let district):
            return Wording(
                "\(path): the source \(district) of the city is replaced by another file already; "
                    + "give one file or folder for each source",
                "\(path)：城市的数据源 \(district) 已由另一文件替换；每个数据源请只给一个文件或文件夹")
        case .missingSource(let path):
            return Wording("\(path): there is no such file or folder", "\(path)：没有此文件或文件夹")
        case .emptyFolder(let path):
            return Wording(
                "\(path): the folder holds no .shp, .gpkg, .geojson, .json, .sqlite, .db, .zip or .inp file",
                "\(path)：文件夹中没有 .shp、.gpkg、.geojson、.json、.sqlite、.db、.zip 或 .inp 文件")
        case .missingCRS(let path, let layer):
            return Wording(
                "\(path): layer \(layer.quotable) states no coordinate reference system "
                    + "(a Shapefile has it in a .prj beside it)",
                "\(path)：图层 \(layer.quotable) 未注明坐标参考系（Shapefile 在同一目录的 .prj 中注明）")
        case .modelWithoutCRS(let path, let city):
            return Wording(
                "\(path): a model file has no coordinate reference system, but the city is in \(city)",
                "\(path)：模型文件没有坐标参考系，而城市采用 \(city)")
        case .cityWithoutCRS(let path):
            return Wording(
                "\(path): the city's own plane has no coordinate reference system, so nothing can be placed beside it",
                "\(path)：城市采用的自有平面没有坐标参考系，其他数据无从定位")
        case .wrongCRS(let path, let layer, let crs, let feature, let x, let y, let expected):
            return Wording(
                "\(path): layer \(layer.quotable), feature \(feature) lies at \(x), \(y), which is no place in \(crs) "
                    + "(\(expected.english))",
                "\(path)：图层 \(layer.quotable)，要素 \(feature) 位于 \(x), \(y)，不在 \(crs) 的范围内"
                    + "（\(expected.chinese)）")
        case .unknownField(let mapping, let line, let layer, let field, let found, let available):
            let list = Wording(quoting: available)
            return Wording(
                "\(mapping), line \(line): field '\(field.quotable)' of layer \(layer.quotable) is mapped to "
                    + "'\(found.quotable)', which is not there; the layer has \(list.english)",
                "\(mapping)，第 \(line) 行：图层 \(layer.quotable) 的字段“\(field.quotable)”映射到“\(found.quotable)”，"
                    + "但没有此字段；图层有 \(list.chinese)")
        case .unknownLayer(let mapping, let line, let layer, let available):
            let list = Wording(quoting: available)
            return Wording(
                "\(mapping), line \(line): there is no layer '\(layer.quotable)'; the source has \(list.english)",
                "\(mapping)，第 \(line) 行：没有图层“\(layer.quotable)”；数据源有 \(list.chinese)")
        case .unsuitableGeometry(let path, let layer, let feature, let found, let expected):
            return Wording(
                "\(path): layer \(layer.quotable), feature \(feature): found \(found.english.quotable), "
                    + "expected \(expected.english)",
                "\(path)：图层 \(layer.quotable)，要素 \(feature)：实际为：\(found.chinese.quotable)；"
                    + "应为：\(expected.chinese)")
        case .unsuitableValue(let path, let layer, let feature, let field, let found, let expected):
            return Wording(
                "\(path): layer \(layer.quotable), feature \(feature), field \(field.quotable): "
                    + "found '\(found.english.quotable)', expected \(expected.english)",
                "\(path)：图层 \(layer.quotable)，要素 \(feature)，字段 \(field.quotable)："
                    + "实际为：“\(found.chinese.quotable)”；应为：\(expected.chinese)")
        case .duplicateIDs(let path, let layer, let ids, let count):
            let list = Self.list(ids, count)
            return Wording(
                "\(path): layer \(layer.quotable) has \(count) id\(count == 1 ? "" : "s") more than once: "
                    + "\(list.english); ids must be unique, or map 'id' to another field",
                "\(path)：图层 \(layer.quotable) 有 \(count) 个重复编号：\(list.chinese)；"
                    + "编号须唯一，或将“id”映射到其他字段")
        case .idsInCity(let path, let ids, let count):
            let list = Self.list(ids, count)
            return Wording(
                "\(path): \(count) id\(count == 1 ? " is" : "s are") in the city already: \(list.english)",
                "\(path)：\(count) 个编号在城市中已存在：\(list.chinese)")
        case .sameID(let what, let id, let first, let second, let count):
            return Wording(
                "\(second): \(what.english) '\(id)'\(count > 1 ? " and \(count - 1) more are" : " is") in \(first) too; "
                    + "give each source a prefix of its own, or leave one of them out",
                "\(second)：\(what.chinese)“\(id)”\(count > 1 ? "及另外 \(count - 1) 个" : "")在 \(first) 中也有；"
                    + "请为各数据源加不同的前缀，或舍去其一")
        case .contradiction(let path, let error):
            return Wording("\(path): ", "\(path)：") + Wording(describing: error)
        case .nothingToImport(let path, let layers):
            let list = Wording(quoting: layers)
            return Wording(
                "\(path): no layer says what it is (\(list.english)); name them in a mapping file",
                "\(path)：无法判断任何图层的内容（\(list.chinese)）；请在映射文件中指明")
        }
    }

    /// What to state of the source, or of the city.
    public var remedy: Remedy? {
        switch self {
        case .unknownSource(_, let known): known.isEmpty ? nil : .nameReplacedSource
        case .ambiguousSource: .nameReplacedSource
        case .missingCRS, .modelWithoutCRS: .stateReferenceSystem
        case .cityWithoutCRS: .importFirstSourceWithReferenceSystem
        case .wrongCRS: .correctReferenceSystem
        case .idsInCity: .statePrefix
        default: nil
        }
    }

    private static func list(_ ids: [String], _ count: Int) -> Wording {
        Wording(quoting: ids) + (count > ids.count ? Wording(", …", "……") : .empty)
    }
}

import InputOutput
import Telemetry

/// What can be wrong with a city's file.
public enum CityError: Error, Hashable, Sendable {
    /// There is no file at the path.
    case missingFile(String)
    /// The file is there but holds no city.
    case notACity(String, found: Wording)
    /// A newer version of this software wrote the file.
    case newerSchema(String, found: Int, supported: Int)
    /// The file could not be made or moved into place.
    case cannotCreate(String, reason: Wording)
    /// SQLite refused; its own message and result code.
    case sqlite(String, message: String, code: Int32)
    /// A function of SpatiaLite failed.
    case spatial(String, call: String)
    /// A row cannot be read as the element it should be.
    case unreadableRow(table: String, fid: Int64, reason: Wording)
    /// A column of numbers holds something else, or none where there must be one.
    case unreadableValue(table: String, row: Wording, column: String, found: Wording, expected: Wording)
    /// An element has an infinite number, which no column keeps.
    case infiniteNumber(table: String, row: String)
    /// The city's coordinate reference system cannot be registered or read back.
    case coordinateSystem(String, reason: Wording)
    /// A zone's outline is no area.
    case outlineNotAnArea(zone: String, found: Wording)
    /// A zone scheme was made for another network.
    case zonesOfAnotherNetwork(nodes: Int, assigned: Int)
    /// A series of consumption is stored in another form than the readings to be added.
    case formsDiffer(element: String, stored: String, added: String)
    /// As many values as times are needed.
    case lengthsDiffer(element: String, times: Int, values: Int)
    /// The city's history does not reach back to a time.
    case beforeFirstVersion(asked: Timestamp, first: Timestamp)
    /// There is no history, because nothing was imported.
    case noVersion(asked: Timestamp)
    /// A change is dated before the one that was made last.
    case changeBeforeLast(Timestamp, last: Timestamp)
    /// Nothing of that id is or was in the city.
    case unknownElement(String)
    /// A record of the history cannot be read.
    case damagedHistory(table: String, fid: Int64, reason: Wording)
    /// A reading to be added is no number.
    case notANumber(element: String, position: Int)
}

extension CityError: ExplainedError {
    /// One sentence: what, where, what was found, what to do.
    public var explanation: Wording {
        switch self {
        case .missingFile, .notACity, .newerSchema, .cannotCreate, .sqlite, .spatial, .coordinateSystem:
            ofFile ?? .empty
        case .unreadableRow, .unreadableValue, .infiniteNumber, .damagedHistory:
            ofRow ?? .empty
        case .outlineNotAnArea(let zone, let found):
            Wording(
                "the outline of zone '\(zone.quotable)' is a \(found.english); a polygon or multipolygon was expected",
                "分区“\(zone.quotable)”的边界是\(found.chinese)；应为多边形或多部件多边形")
        case .zonesOfAnotherNetwork(let nodes, let assigned):
            Wording(
                "the zones assign \(assigned) nodes and the network has \(nodes); assign the zones on this network",
                "分区涉及 \(assigned) 个节点，而管网有 \(nodes) 个；请在本管网上重新划定分区")
        case .formsDiffer(let element, let stored, let added):
            Wording(
                "the consumption of '\(element.quotable)' is stored as \(stored) and new readings are given as \(added); "
                    + "bring them to one form",
                "“\(element.quotable)”的用水量按\(Self.form(stored))存储，新读数却按\(Self.form(added))给出；请统一形式")
        case .lengthsDiffer(let element, let times, let values):
            Wording(
                "the readings of '\(element.quotable)' have \(times) times and \(values) values; "
                    + "there must be as many of both",
                "“\(element.quotable)”的读数有 \(times) 个时间、\(values) 个数值；两者必须相等")
        case .beforeFirstVersion(let asked, let first):
            Wording(
                "the city's history begins at \(first) and \(asked) was asked for",
                "城市的历史始于 \(first)，查询的是 \(asked)")
        case .noVersion(let asked):
            Wording(
                "the city at \(asked) was asked for and nothing was imported yet; import a network first",
                "查询的是城市在 \(asked) 的状态，但尚未导入任何数据；请先导入管网")
        case .changeBeforeLast(let time, let last):
            Wording(
                "the change is dated \(time) and the last one \(last); a change cannot hold from before the last",
                "本次变更的生效时间 \(time) 早于上次变更 \(last)；变更不能早于上次生效")
        case .unknownElement(let id):
            Wording(
                "no element called '\(id.quotable)' is or was in the city; check the id and its prefix",
                "城市现在和过去都没有编号为“\(id.quotable)”的要素；请检查编号及其前缀")
        case .notANumber(let element, let position):
            Wording(
                "reading \(position) of '\(element.quotable)' is no finite number; leave a missing reading out",
                "“\(element.quotable)”的第 \(position) 个读数不是有限数；缺失的读数请略去")
        }
    }

    /// A date from which the first network holds, where history begins too late.
    public var remedy: Remedy? {
        if case .beforeFirstVersion = self { return .importWithDate }
        return nil
    }

    /// Errors of the file as a whole.
    private var ofFile: Wording? {
        switch self {
        case .missingFile(let path):
            Wording(
                "there is no city at '\(path)'; check the path, or import a network to make one",
                "“\(path)”处没有城市文件；请检查路径，或导入管网以新建")
        case .notACity(let path, let found):
            Wording(
                "'\(path)' is not a city: it is \(found.english); give the path of a file that an import made",
                "“\(path)”不是城市文件：它是\(found.chinese)；请给出由导入生成的文件")
        case .newerSchema(let path, let found, let supported):
            Wording(
                "'\(path)' has schema version \(found) and this software knows versions up to \(supported); update it",
                "“\(path)”的结构版本为 \(found)，本软件仅支持到 \(supported)；请升级软件")
        case .cannotCreate(let path, let reason):
            Wording(
                "cannot make the city '\(path)': \(reason.english)", "无法建立城市文件“\(path)”：\(reason.chinese)")
        case .sqlite(let path, let message, let code):
            Wording(
                "the city '\(path)' could not be read or written: SQLite says '\(message)'",
                "无法读写城市文件“\(path)”：SQLite 返回“\(message)”") + Self.advice(code)
        case .spatial(let path, let call):
            Wording(
                "the city '\(path)' could not be read or written: SpatiaLite refused \(call)",
                "无法读写城市文件“\(path)”：SpatiaLite 拒绝执行 \(call)")
        case .coordinateSystem(let definition, let reason):
            Wording(
                "the coordinate reference system '\(definition.quotable)' cannot be kept: \(reason.english)",
                "无法保存坐标参考系“\(definition.quotable)”：\(reason.chinese)")
        default: nil
        }
    }

    /// Errors of one row.
    private var ofRow: Wording? {
        switch self {
        case .unreadableRow(let table, let fid, let reason):
            Wording(
                "row \(fid) of table '\(table.quotable)' cannot be read: \(reason.english); "
                    + "correct it, for example in QGIS",
                "无法读取表“\(table.quotable)”的第 \(fid) 行：\(reason.chinese)；请更正，例如用 QGIS")
        case .unreadableValue(let table, let row, let column, let found, let expected):
            Wording(
                "row \(row.english) of table '\(table.quotable)' cannot be read: its \(column) is \(found.english); "
                    + "expected \(expected.english); correct it, for example in QGIS",
                "无法读取表“\(table.quotable)”的行 \(row.chinese)：其 \(column) 为 \(found.chinese)；"
                    + "应为\(expected.chinese)；请更正，例如用 QGIS")
        case .infiniteNumber(let table, let row):
            Wording(
                "row \(row) of table '\(table.quotable)' cannot be written: one of its numbers is infinite; "
                    + "correct it in the source",
                "无法写入表“\(table.quotable)”的行 \(row)：其中有无穷大的数；请在数据源中更正")
        case .damagedHistory(let table, let fid, let reason):
            Wording(
                "row \(fid) of table '\(table.quotable)' cannot be read: \(reason.english); "
                    + "restore the file from a copy",
                "无法读取表“\(table.quotable)”的第 \(fid) 行：\(reason.chinese)；请用备份恢复该文件")
        default: nil
        }
    }

    /// A form of consumption, in Chinese.
    private static func form(_ name: String) -> String {
        switch name {
        case "rate": "流量"
        case "volume": "水量"
        default: name
        }
    }

    /// What to do about a result code of SQLite (https://sqlite.org/rescode.html).
    private static func advice(_ code: Int32) -> Wording {
        switch code & 0xff {
        case 5, 6:
            Wording("; another program is writing to it, try again when it is done", "；另一程序正在写入，请待其完成后重试")
        case 8:
            Wording(
                "; it can only be read, check its permissions and those of its folder", "；文件只读，请检查文件及其文件夹的权限")
        case 10, 13:
            Wording(
                "; the file is as it was before, make room on the disk and try again", "；文件保持原状，请腾出磁盘空间后重试")
        case 11, 26: Wording("; the file is damaged, restore it from a copy", "；文件已损坏，请用备份恢复")
        case 14: Wording("; check the path and the permissions of its folder", "；请检查路径及其文件夹的权限")
        default: .empty
        }
    }
}

import InputOutput
import Telemetry

/// What can be wrong with a city's file.
public enum CityError: Error, Hashable, Sendable {
    /// There is no file at the path.
    case missingFile(String)
    /// The file is there but holds no city.
    case notACity(String, found: String)
    /// A newer version of this software wrote the file.
    case newerSchema(String, found: Int, supported: Int)
    /// The file could not be made or moved into place.
    case cannotCreate(String, reason: String)
    /// SQLite refused; its own message and result code.
    case sqlite(String, message: String, code: Int32)
    /// A function of SpatiaLite failed.
    case spatial(String, call: String)
    /// A row cannot be read as the element it should be.
    case unreadableRow(table: String, fid: Int64, reason: String)
    /// A column of numbers holds something else, or none where there must be one.
    case unreadableValue(table: String, row: String, column: String, found: String, expected: String)
    /// An element has an infinite number, which no column keeps.
    case infiniteNumber(table: String, row: String)
    /// The city's coordinate reference system cannot be registered or read back.
    case coordinateSystem(String, reason: String)
    /// A zone's outline is no area.
    case outlineNotAnArea(zone: String, found: String)
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
    case damagedHistory(table: String, fid: Int64, reason: String)
    /// A reading to be added is no number.
    case notANumber(element: String, position: Int)
}

extension CityError: CustomStringConvertible {
    /// One sentence: what, where, what was found, what to do.
    public var description: String {
        switch self {
        case .missingFile(let path):
            "there is no city at '\(path)'; check the path, or import a network to make one"
        case .notACity(let path, let found):
            "'\(path)' is not a city: it is \(found); give the path of a file that an import made"
        case .newerSchema(let path, let found, let supported):
            "'\(path)' has schema version \(found) and this software knows versions up to \(supported); update it"
        case .cannotCreate(let path, let reason): "cannot make the city '\(path)': \(reason)"
        case .sqlite(let path, let message, let code):
            "the city '\(path)' could not be read or written: SQLite says '\(message)'\(Self.advice(code))"
        case .spatial(let path, let call):
            "the city '\(path)' could not be read or written: SpatiaLite refused \(call)"
        case .unreadableRow(let table, let fid, let reason):
            "row \(fid) of table '\(table.quotable)' cannot be read: \(reason); correct it, for example in QGIS"
        case .unreadableValue(let table, let row, let column, let found, let expected):
            "row \(row) of table '\(table.quotable)' cannot be read: its \(column) is \(found); expected \(expected); "
                + "correct it, for example in QGIS"
        case .infiniteNumber(let table, let row):
            "row \(row) of table '\(table.quotable)' cannot be written: one of its numbers is infinite; correct it in the source"
        case .coordinateSystem(let definition, let reason):
            "the coordinate reference system '\(definition.quotable)' cannot be kept: \(reason)"
        case .outlineNotAnArea(let zone, let found):
            "the outline of zone '\(zone.quotable)' is a \(found); a polygon or multipolygon was expected"
        case .zonesOfAnotherNetwork(let nodes, let assigned):
            "the zones assign \(assigned) nodes and the network has \(nodes); assign the zones on this network"
        case .formsDiffer(let element, let stored, let added):
            "the consumption of '\(element.quotable)' is stored as \(stored) and new readings are given as \(added); "
                + "bring them to one form"
        case .lengthsDiffer(let element, let times, let values):
            "the readings of '\(element.quotable)' have \(times) times and \(values) values; there must be as many of both"
        case .beforeFirstVersion(let asked, let first):
            "the city's history begins at \(first) and \(asked) was asked for; give a later date, "
                + "or import the first network with the date from which it holds (--valid-from)"
        case .noVersion(let asked):
            "the city at \(asked) was asked for and nothing was imported yet; import a network first"
        case .changeBeforeLast(let time, let last):
            "the change is dated \(time) and the last one \(last); a change cannot hold from before the last"
        case .unknownElement(let id):
            "no element called '\(id.quotable)' is or was in the city; check the id and its prefix"
        case .damagedHistory(let table, let fid, let reason):
            "row \(fid) of table '\(table.quotable)' cannot be read: \(reason); restore the file from a copy"
        case .notANumber(let element, let position):
            "reading \(position) of '\(element.quotable)' is no finite number; leave a missing reading out"
        }
    }

    /// What to do about a result code of SQLite (https://sqlite.org/rescode.html).
    private static func advice(_ code: Int32) -> String {
        switch code & 0xff {
        case 5, 6: "; another program is writing to it, try again when it is done"
        case 8: "; it can only be read, check its permissions and those of its folder"
        case 10, 13: "; the file is as it was before, make room on the disk and try again"
        case 11, 26: "; the file is damaged, restore it from a copy"
        case 14: "; check the path and the permissions of its folder"
        default: ""
        }
    }
}

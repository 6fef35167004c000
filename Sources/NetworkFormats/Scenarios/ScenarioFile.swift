import Foundation
import InputOutput
import PipeNetwork
import Yams

/// Scenarios of a network in a YAML or CSV file (Docs/hydraulics.md, "Scenarios").
public enum ScenarioFile {
    /// Reads a file of scenarios: `.csv` as a table of changes, anything else as YAML.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - network: the network that they are scenarios of: their ids are looked up in it.
    /// - Returns: the scenarios, in the order of the file; at least one.
    /// - Throws: ``ScenarioFileError`` with every mistake of the file; ``ReadingsFileError`` where it is no table.
    public static func read(path: String, for network: Network) throws -> [NetworkScenario] {
        if path.lowercased().hasSuffix(".csv") { return try table(path, network) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw error(
                path, Wording("the file of scenarios cannot be read", "无法读取工况文件"))
        }
        return try read(yaml: String(decoding: data, as: UTF8.self), path: path, for: network)
    }

    /// Reads scenarios from the text of a YAML file; `path` is for messages.
    ///
    /// - Throws: ``ScenarioFileError`` with every mistake of the text.
    public static func read(
        yaml: String, path: String, for network: Network
    ) throws(ScenarioFileError) -> [NetworkScenario] {
        let root: Node?
        do {
            root = try PlainYAML.compose(yaml)
        } catch {
            throw ScenarioFileError(
                path: path,
                mistakes: [.init(line: error.line, key: "", what: error.what)])
        }
        var reader = ScenarioReader(network)
        reader.read(root ?? Node(""))
        return try found(reader, path)
    }

    /// The columns of a table of changes.
    private static let columns = ["scenario", "field", "element", "value"]

    private static func table(_ path: String, _ network: Network) throws -> [NetworkScenario] {
        var rows = try CSVRows(path: path)
        guard try rows.next() else { throw error(path, Wording("the table is empty", "表为空")) }
        let headings = (0..<rows.count).map { rows.cell($0).lowercased() }
        let places = columns.map { headings.firstIndex(of: $0) }
        guard let name = places[0], let field = places[1], let element = places[2], let value = places[3]
        else {
            let expected = columns.joined(separator: ", ")
            throw error(
                path, line: rows.line,
                Wording(
                    "found the columns \(headings.quotable); expected \(expected)",
                    "列为 \(headings.quotable)；应为 \(expected)"))
        }
        var reader = ScenarioReader(network)
        while try rows.next() {
            reader.read(
                name: rows.cell(name), field: rows.cell(field), element: rows.cell(element),
                value: rows.cell(value), line: rows.line)
        }
        return try found(reader, path)
    }

    private static func found(
        _ reader: ScenarioReader, _ path: String
    ) throws(ScenarioFileError) -> [NetworkScenario] {
        guard reader.mistakes.isEmpty else {
            throw ScenarioFileError(path: path, mistakes: reader.mistakes)
        }
        guard !reader.scenarios.isEmpty else {
            throw error(path, Wording("the file has no scenario", "文件中没有工况"))
        }
        return reader.scenarios
    }

    private static func error(_ path: String, line: Int? = nil, _ what: Wording) -> ScenarioFileError {
        ScenarioFileError(path: path, mistakes: [.init(line: line, key: "", what: what)])
    }
}

import InputOutput
import ArgumentParser
import Springline

/// The files that a command reads, and how they are to be read.
struct SourceOptions: ParsableArguments {
    @Argument(help: "Files or folders; may be left out when the mapping names them.")
    var sources: [String] = []

    @Option(help: "A YAML file that says what layers and fields are.")
    var mapping: String?

    @Option(help: "The coordinate reference system of the sources, such as EPSG:4548.")
    var crs: String?

    @Option(help: "Put before every id; 'changes' without it takes what was put there before.")
    var prefix = ""

    @Option(help: "The encoding of DBF text and of model files (.inp), such as gb18030.")
    var encoding: String?

    @Option(help: "How near two ends must be to meet, m.")
    var tolerance: Double?

    func validate() throws {
        if sources.isEmpty, mapping == nil {
            throw ValidationError(
                Wording(
                    "Name at least one source, or a --mapping that names them.",
                    "请至少给出一个数据源，或用 --mapping 指定列有数据源的映射文件。"))
        }
        if let tolerance, !(tolerance.isFinite && tolerance >= 0) {
            throw ValidationError(
                Wording("--tolerance must be 0 m or more.", "--tolerance 不能小于 0 m。"))
        }
    }

    func options() throws -> ImportOptions {
        ImportOptions(
            mapping: try mapping.map { try ImportMapping(path: $0) }, mappingPath: mapping,
            crs: try crs.map { try CoordinateReferenceSystem($0) }, prefix: prefix,
            encoding: try encoding.map { try TextEncoding($0) },
            tolerance: tolerance.map { TopologyTolerance(snap: $0) })
    }
}

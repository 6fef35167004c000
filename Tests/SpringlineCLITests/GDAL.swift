import Foundation
import Testing

/// GDAL's own reader, where it is installed.
enum GDAL {
    static let ogrinfo: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { URL(fileURLWithPath: "\($0)/ogrinfo") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    /// What `ogrinfo` prints.
    static func ask(_ springs: Springs, _ arguments: [String]) throws -> String {
        let ogrinfo = try #require(ogrinfo)
        let outcome = try springs.finish(try springs.start(ogrinfo, ["-ro"] + arguments))
        try #require(outcome.code == 0, "\(outcome.errors)")
        #expect(!outcome.errors.contains("ERROR"), "\(outcome.errors)")
        return outcome.output
    }

    /// The number behind `key`, as in `Feature Count: 12` or `n (Integer) = 12`.
    static func number(_ key: String, in text: String) throws -> Double {
        let line = try #require(text.split(separator: "\n").first { $0.contains(key) }, "\(key) in \(text)")
        let value = try #require(line.split(whereSeparator: { ":=".contains($0) }).last)
        return try #require(Double(value.trimmingCharacters(in: .whitespaces)))
    }
}

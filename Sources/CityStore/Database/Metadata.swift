import InputOutput
import Foundation
import GRDB

/// The table of what there is one of in a city, by key.
enum Metadata {
    /// The text under `key`.
    static func text(_ key: String, _ db: Database) throws -> String? {
        let row = try Statement(db, "SELECT value FROM springline_meta WHERE key = ?")
        row.bind(1, key)
        return try row.next() ? row.text(0) : nil
    }

    /// Sets the text under `key`, or removes it.
    static func set(_ key: String, _ value: String?, _ db: Database) throws {
        if let value {
            try db.execute(
                sql: "INSERT OR REPLACE INTO springline_meta (key, value) VALUES (?, ?)",
                arguments: [key, value])
        } else {
            try db.execute(sql: "DELETE FROM springline_meta WHERE key = ?", arguments: [key])
        }
    }

    /// Sets a value under `key` as JSON.
    static func encode(_ key: String, _ value: some Encodable, _ db: Database) throws {
        try set(key, JSONText.encode(value), db)
    }

    /// The value under `key`; `nil` when there is none.
    static func decode<T: Decodable>(_ key: String, _ type: T.Type, _ db: Database) throws -> T? {
        guard let text = try text(key, db) else { return nil }
        guard let value = JSONText.decode(type, text) else {
            throw CityError.unreadableRow(
                table: "springline_meta", fid: 0,
                reason: Wording("the value of '\(key)' is damaged", "“\(key)”的值已损坏"))
        }
        return value
    }
}

/// Values as JSON text, numbers that are not finite included.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<T: Decodable>(_ type: T.Type, _ text: String) -> T? {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try? decoder.decode(type, from: Data(text.utf8))
    }
}

import GRDB
import InputOutput
import Telemetry

extension City {
    /// The readings that were put right or taken out, in the order in which that was done.
    ///
    /// - Parameters:
    ///   - element: of this element only; of all when `nil`.
    ///   - period: of readings in this period only.
    /// - Throws: `CityError`.
    public func readingCorrections(
        of element: String? = nil, in period: Period? = nil
    ) throws -> [ReadingCorrection] {
        try read { db in
            // A file of an older layout that is opened for reading only has none.
            guard try db.tableExists("reading_correction") else { return [] }
            let row = try Statement(
                db, of: "reading_correction",
                """
                SELECT id, element, kind, time, old_value, new_value, recorded_at, author, reason
                FROM reading_correction ORDER BY id
                """)
            var corrections: [ReadingCorrection] = []
            while try row.next() {
                let time = Timestamp(try row.integer(3))
                let name = row.text(1) ?? ""
                if let element, element != name { continue }
                if let period, time < period.start || time >= period.end { continue }
                guard let kind = row.text(2).flatMap(ReadingKind.init) else {
                    throw CityError.unreadableRow(
                        table: "reading_correction", fid: try row.integer(0),
                        reason: Wording("its kind is ", "其种类为 ") + row.description(2)
                            + Wording("; expected one of ", "；应为以下之一：")
                            + Wording(quoting: ReadingKind.allCases.map(\.rawValue)))
                }
                corrections.append(
                    ReadingCorrection(
                        element: name, kind: kind, time: time, old: try row.numberOrNil(4),
                        new: try row.numberOrNil(5), recordedAt: Timestamp(try row.integer(6)),
                        author: row.text(7) ?? "", reason: row.text(8) ?? ""))
            }
            return corrections
        }
    }
}

import ArgumentParser
import Foundation
import InputOutput
import Springline

/// Who changes stored readings, and why.
struct CorrectionOptions: ParsableArguments {
    @Option(help: "Why stored readings change; kept with what they were.")
    var because: String?

    @Option(help: "Who changes them; the user of this computer if none.")
    var by: String?

    /// The note that is kept.
    func note() throws -> CorrectionNote {
        guard let because else {
            throw ValidationError(
                Wording(
                    "Say with --because why stored readings change; it is kept with what they were.",
                    "请用 --because 注明更正原因，它会与原值一同保存。"))
        }
        return try CorrectionNote(
            author: by ?? NSUserName(), reason: because,
            time: Timestamp(Int64(Date().timeIntervalSince1970)))
    }
}

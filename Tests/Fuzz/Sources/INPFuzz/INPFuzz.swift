import FuzzLoop
import Springline

/// Throws mutated files at the INP reader: any bytes are a network or errors, and a network that can be written is read
/// again as the same.
@main
enum INPFuzz {
    static func main() { fuzz(test) }

    static func test(_ bytes: [UInt8]) {
        do {
            let network = try Network(inp: bytes, file: "fuzz.inp")
            guard let text = try? network.inp() else { return }
            guard let again = try? Network(inp: text, file: "again.inp"), again == network else {
                fatalError("a network that was written reads as another")
            }
        } catch {
            if error.errors.isEmpty { fatalError("refused without a reason") }
        }
    }
}

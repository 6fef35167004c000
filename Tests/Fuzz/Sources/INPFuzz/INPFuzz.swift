import Springline

/// libFuzzer's own loop; the linker has it under `-sanitize=fuzzer`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Throws mutated files at the INP reader: any bytes are a network or errors, and a network that can be written is read
/// again as the same.
@main
enum INPFuzz {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        _ = runFuzzer(&count, &arguments) { start, count in
            INPFuzz.test(Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)))
            return 0
        }
    }

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

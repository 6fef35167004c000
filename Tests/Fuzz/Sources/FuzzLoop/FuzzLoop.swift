/// libFuzzer's own loop; the linker has it under `-sanitize=fuzzer`.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// What the loop calls; C functions capture nothing.
nonisolated(unsafe) private var tested: ([UInt8]) -> Void = { _ in }

/// Throws mutated inputs at a function for as long as the arguments of the command line say.
///
/// - Parameter skip: arguments behind the program's name that are not libFuzzer's.
public func fuzz(skip: Int = 0, _ body: @escaping ([UInt8]) -> Void) {
    tested = body
    var count = CommandLine.argc - CInt(skip)
    var arguments = CommandLine.unsafeArgv
    if skip > 0 {
        arguments[skip] = arguments[0]
        arguments += skip
    }
    _ = runFuzzer(&count, &arguments) { start, count in
        tested(Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)))
        return 0
    }
}

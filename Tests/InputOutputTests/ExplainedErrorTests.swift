import Testing

@testable import InputOutput

@Suite("Errors in every language")
struct ExplainedErrorTests {
    private struct Lack: ExplainedError {
        var explanation: Wording
        var remedy: Remedy?
    }

    @Test("A remedy follows the explanation, before its full stop if it has one")
    func remedies() {
        let clause = Lack(explanation: Wording("no zones", "没有分区"), remedy: .makeZones)
        #expect(clause.description == "no zones; derive the zones or import them")
        #expect(clause.message(in: .chinese) == "没有分区；请先生成或导入分区")
        let sentence = Lack(explanation: Wording("There are no zones.", "没有分区。"), remedy: .makeZones)
        #expect(sentence.message(in: .english) { _ in Wording("do", "做") } == "There are no zones; do.")
        #expect(sentence.message(in: .chinese) { _ in Wording("do", "做") } == "没有分区；做。")
        #expect(Lack(explanation: Wording("no", "无")).description == "no")
    }

    @Test("Another error's message speaks its language where it has one")
    func describing() {
        struct Other: Error, CustomStringConvertible { var description: String { "odd" } }
        #expect(Wording(describing: Lack(explanation: Wording("no", "无"))) == Wording("no", "无"))
        #expect(Wording(describing: Other()) == Wording("odd", "odd"))
    }

    @Test("Long lists of names are cut in both languages")
    func names() {
        #expect(Wording(quoting: ["a", "b"], inQuotes: true) == Wording("'a', 'b'", "“a”、“b”"))
        let many = Wording(quoting: (1...22).map { "n\($0)" })
        #expect(many.english.hasSuffix("n20 and 2 more"))
        #expect(many.chinese.hasSuffix("n20等，另有 2 个"))
    }

    @Test("What the system says is known in Chinese")
    func faults() {
        #expect(SystemFault.reason(13) == Wording("Permission denied", "没有权限"))
        let error = OutputError.refused(path: "a.csv", reason: SystemFault.reason(28))
        #expect(error.message(in: .chinese) == "a.csv：无法写入：磁盘已满；没有留下写到一半的文件。")
        #expect(
            error.description == "a.csv: cannot be written: the disk is full; nothing was left half-written.")
    }
}

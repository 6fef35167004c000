import Testing

@testable import PipeNetwork

@Suite("Ids of pieces")
struct PieceIDTests {
    @Test(
        "A whole number behind the last mark makes a piece",
        arguments: [
            ("P1#2", "P1", 2), ("P1#2#13", "P1#2", 13), ("管段#7", "管段", 7), ("##1", "#", 1),
            ("a b#0", "a b", 0),
            ("P#007", "P", 7), ("😀#1", "😀", 1), ("e\u{301}#1", "é", 1), ("P#9223372036854775807", "P", .max),
        ] as [(String, String, Int)])
    func pieces(id: String, whole: String, number: Int) {
        let piece = PieceID(id)
        #expect(piece?.whole == whole && piece?.number == number)
    }

    @Test(
        "Everything else is a name that somebody gave",
        arguments: [
            "", "P1", "#", "#1", "P1#", "P1#x", "P1#-1", "P1#+1", "P1# 1", "P1#1 ", "P1#1.0", "P1#1a",
            // Digits of other scripts, a number too large for any count, and a mark that is another letter.
            "P1#１", "P1#٢", "P1#9223372036854775808", "P1＃1",
            // A mark with an accent over it, and the keycap, are other letters too.
            "P1#\u{301}2", "P1#\u{FE0F}\u{20E3}2",
        ])
    func names(id: String) {
        #expect(PieceID(id) == nil)
    }

    @Test("Names and numbers come back from the ids that are made of them")
    func roundTrip() {
        for whole in ["P", "P#1", "1", "管", "#x"] {
            for number in [0, 1, 10, 1_000_000] {
                let piece = PieceID("\(whole)#\(number)")
                #expect(piece?.whole == whole && piece?.number == number)
            }
        }
    }
}

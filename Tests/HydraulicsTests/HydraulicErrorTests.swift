import InputOutput
import Testing

@testable import Hydraulics

@Suite("Why a network cannot be solved")
struct HydraulicErrorTests {
    @Test("Many problems of a kind are one line, with how many more there are")
    func several() {
        func unusable(_ id: String, _ found: Wording) -> HydraulicError {
            .unusableValue(
                element: Wording("pipe '\(id)'", "管段“\(id)”"), field: Wording("length", "管长"), found: found,
                expected: Wording("more than 0 m", "大于 0 m 的数"))
        }
        let missing = Wording("missing", "缺失")
        let errors: [HydraulicError] = [
            unusable("a", missing), unusable("b", Wording(verbatim: "-1.0")), unusable("c", missing),
            unusable("d", Wording(verbatim: "-2.0")), unusable("e", missing),
            .missingReference(
                element: Wording("pump 'u'", "水泵“u”"), kind: Wording("curve", "曲线"), id: "c1"), .noSource,
        ]
        #expect(
            HydraulicError.several(errors).description
                == """
                pipe 'a': length is missing; expected more than 0 m (and at least 2 more such)
                pipe 'b': length is -1.0; expected more than 0 m (and at least 1 more such)
                pump 'u' names curve 'c1', which the network does not have
                the network has no reservoir and no tank, so no head is known; expected at least one of them
                """)
        #expect(
            HydraulicError.several(Array(errors.prefix(5))).message(in: .chinese)
                == """
                管段“a”的管长：缺失；应为大于 0 m 的数（至少还有 2 处同样问题）
                管段“b”的管长：-1.0；应为大于 0 m 的数（至少还有 1 处同样问题）
                """)
    }
}

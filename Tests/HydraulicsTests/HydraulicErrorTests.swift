import Testing

@testable import Hydraulics

@Suite("Why a network cannot be solved")
struct HydraulicErrorTests {
    @Test("Many problems of a kind are one line, with how many more there are")
    func several() {
        let errors: [HydraulicError] = [
            .unusableValue(element: "pipe 'a'", field: "length", found: "missing", expected: "more than 0 m"),
            .unusableValue(element: "pipe 'b'", field: "length", found: "-1.0", expected: "more than 0 m"),
            .unusableValue(element: "pipe 'c'", field: "length", found: "missing", expected: "more than 0 m"),
            .unusableValue(element: "pipe 'd'", field: "length", found: "-2.0", expected: "more than 0 m"),
            .unusableValue(element: "pipe 'e'", field: "length", found: "missing", expected: "more than 0 m"),
            .missingReference(element: "pump 'u'", kind: "curve", id: "c1"), .noSource,
        ]
        #expect(
            HydraulicError.several(errors).description
                == """
                pipe 'a': length is missing; expected more than 0 m (and at least 2 more such)
                pipe 'b': length is -1.0; expected more than 0 m (and at least 1 more such)
                pump 'u' names curve 'c1', which the network does not have
                the network has no reservoir and no tank, so no head is known; expected at least one of them
                """)
    }
}

import Hydraulics
import Testing

@Suite("What warnings say")
struct WarningTextTests {
    @Test("A long list names the first eight and counts the rest")
    func longList() {
        let warning = HydraulicWarning.pumpsCannotDeliverHead((1...11).map { "P\($0)" })
        #expect(
            warning.description
                == "pumps that cannot deliver the head: 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8' and 3 more"
        )
    }
}

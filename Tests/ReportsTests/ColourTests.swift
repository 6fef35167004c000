import Testing

@testable import Reports

@Suite("Colours and scales")
struct ColourTests {
    @Test("Classes of round width hold the largest rate; every rate has the colour of its class")
    func classes() {
        let colours = LossColours(rates: [3, 55, 20])
        #expect(colours.limits == [15, 30, 45])
        #expect(colours.classes.map(\.label) == ["0 – 15", "15 – 30", "30 – 45", "≥ 45"])
        #expect(colours.colour(of: 0) == LossColours.ramp[0])
        #expect(colours.colour(of: 15) == LossColours.ramp[1])
        #expect(colours.colour(of: 55) == LossColours.ramp[3])
        #expect(colours.colour(of: -1) == LossColours.negative)
        #expect(colours.colour(of: nil) == LossColours.unclaimed)
    }

    @Test("Limits are written with the decimals they need")
    func labels() {
        #expect(LossColours(rates: [0.3]).classes.first?.label == "0 – 0.06")
        #expect(LossColours(rates: [10]).classes.first?.label == "0 – 2")
    }

    @Test("No rates, zero rates and negative rates still make a legend")
    func nothing() {
        for rates in [[], [0], [-5], [Double.nan]] {
            #expect(LossColours(rates: rates).classes.count >= 2)
        }
    }

    @Test("The lightness of the classes falls, so that they hold in grey")
    func lightness() {
        func luminance(_ colour: String) -> Double {
            let value = Int(colour.dropFirst(), radix: 16) ?? 0
            let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map(Double.init)
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let ramp = LossColours.ramp.map(luminance)
        for place in 2..<ramp.count { #expect(ramp[place] < ramp[place - 1] - 15) }
    }

    @Test(
        "A scale holds its values and zero between round ticks",
        arguments: [
            [3.0, 17], [-4, 9], [0], [0.002, 0.0005], [1_234_567], [],
        ])
    func scale(values: [Double]) {
        let scale = Scale(holding: values, from: 100, to: 0)
        #expect(scale.low <= 0 && scale.high >= 0 && scale.low < scale.high)
        for value in values {
            #expect((0...100).contains(scale(value)))
        }
        #expect(scale(scale.low) == 100)
        #expect(scale(scale.high) == 0)
        #expect(scale.ticks.count >= 2 && scale.ticks.count <= 8)
        #expect(Set(scale.ticks.map(scale.label)).count == scale.ticks.count)
    }
}

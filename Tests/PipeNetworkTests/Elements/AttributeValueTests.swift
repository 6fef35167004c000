import Foundation
import Testing

@testable import PipeNetwork

@Suite("Values of attributes")
struct AttributeValueTests {
    private static let values: [AttributeValue] = [
        .null, .text(""), .text("null"), .text("12"), .text("管段 \"1\"\n\u{0}😀"), .integer(0),
        .integer(12), .integer(.max), .integer(.min), .integer(9_007_199_254_740_993), .real(12), .real(0.1),
        .real(.infinity), .real(-.infinity), .real(.greatestFiniteMagnitude), .real(.leastNonzeroMagnitude),
        .boolean(true), .boolean(false),
    ]

    @Test("JSON keeps each value and its type: 12, 12.0, \"12\" and true are four things", arguments: values)
    func roundTrip(value: AttributeValue) throws {
        let json = try JSONEncoder().encode(["v": value])
        #expect(try JSONDecoder().decode([String: AttributeValue].self, from: json) == ["v": value])
    }

    @Test("A list of all of them comes back in its order, nulls included")
    func list() throws {
        let json = try JSONEncoder().encode(Self.values)
        #expect(try JSONDecoder().decode([AttributeValue].self, from: json) == Self.values)
    }

    @Test("No number comes back as no number, and minus zero with its sign")
    func strangeNumbers() throws {
        for number in [Double.nan, -Double.nan, -0.0] {
            let json = try JSONEncoder().encode([AttributeValue.real(number)])
            guard case .real(let found)? = try JSONDecoder().decode([AttributeValue].self, from: json).first
            else {
                Issue.record("no real came back for \(number)")
                continue
            }
            #expect(found.isNaN == number.isNaN)
            #expect(number.isNaN || found.sign == number.sign)
        }
    }

    @Test(
        "What is no value is refused",
        arguments: [
            "{}", "12", "\"text\"", "[]", #"{"real": "twelve"}"#, #"{"real": true}"#, #"{"integer": 1.5}"#,
            #"{"integer": 9223372036854775808}"#, #"{"boolean": 1}"#, #"{"text": 5}"#, #"{"number": 1}"#,
        ])
    func refusal(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AttributeValue.self, from: Data(json.utf8))
        }
    }

    @Test(
        "A value is a number where it reads as a finite one, and nil otherwise",
        arguments: [
            (.null, nil), (.text(" 12.5\t"), 12.5), (.text("1e3"), 1000), (.text("\u{3000}7\u{3000}"), 7),
            (.text("12 mm"), nil), (.text("1,5"), nil), (.text(""), nil), (.text("nan"), nil),
            (.text("inf"), nil), (.text("1e999"), nil), (.text("-0.5"), -0.5), (.text("DN300"), nil),
            (.integer(-3), -3), (.real(.nan), nil), (.real(.infinity), nil), (.real(2.5), 2.5),
            (.boolean(true), 1), (.boolean(false), 0),
        ] as [(AttributeValue, Double?)])
    func number(value: AttributeValue, expected: Double?) {
        #expect(value.number == expected)
    }

    @Test(
        "A value is text as a person would write it; nothing but spaces is no text",
        arguments: [
            (.null, nil), (.text(" \t\r\n\u{3000}"), nil), (.text(" 球墨 铸铁 "), "球墨 铸铁"),
            (.text("\r\nP1\r\n"), "P1"), (.integer(300), "300"), (.real(300), "300"), (.real(-0.0), "0"),
            (.real(0.25), "0.25"), (.boolean(true), "true"), (.boolean(false), "false"),
            // Beyond 2⁶³ a whole number is none of Int64's: it is written with its exponent.
            (.real(1e19), "1e+19"),
        ] as [(AttributeValue, String?)])
    func text(value: AttributeValue, expected: String?) {
        #expect(value.text == expected)
    }

    @Test("A number's text reads as the same number", arguments: values)
    func textOfNumbers(value: AttributeValue) {
        guard let number = value.number, let text = value.text else { return }
        if case .boolean = value { return }
        #expect(AttributeValue.text(text).number == number)
    }
}

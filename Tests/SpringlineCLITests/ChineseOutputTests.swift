import Foundation
import InputOutput
import Springline
import Testing

@testable import SpringlineCLI

@Suite("Under --lang zh the command speaks Chinese")
struct ChineseOutputTests {
    private func expectChinese(
        _ outcome: Springs.Outcome, _ arguments: [String], _ city: ChineseCity,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let strays = ChineseSpeech.strays(in: outcome.output, besides: city.dataWords)
        #expect(strays.isEmpty, "\(arguments)\n\(outcome.output)", sourceLocation: sourceLocation)
        let asides = ChineseSpeech.strays(in: outcome.errors, besides: city.dataWords)
        #expect(asides.isEmpty, "\(arguments)\n\(outcome.errors)", sourceLocation: sourceLocation)
    }

    @Test("Making a city: sample, import, zones, readings of every kind")
    func making() throws {
        let city = try ChineseCity.shared.get()
        for (arguments, outcome) in city.making { expectChinese(outcome, arguments, city) }
    }

    private static let month = ["--from", "2024-03-04", "--to", "2024-04-01"]

    static let questions: [[String]] = [
        ["check", "city.db"], ["check", "city.db", "--output", "defects.geojson"], ["info", "city.db"],
        ["timezone", "city.db"], ["zones", "list", "city.db"], ["zones", "verify", "city.db"],
        ["balance", "city.db"] + month, ["balance", "city.db", "--by", "week"] + month,
        ["evaluate", "city.db"] + month,
        ["evaluate", "city.db", "--standard", "iwa", "--standard", "awwa"] + month,
        ["pressure", "city.db"] + month, ["pressure", "city.db", "--tests", "files/step-tests.csv"] + month,
        ["report", "city.db", "--output", "report.html"] + month,
        ["report", "city.db", "--output", "report.xlsx"] + month,
        [
            "report", "city.db", "--output", "losses.gpkg", "--compare", "2024-03-04..2024-03-18", "--name",
            "泉城",
        ]
            + ["--from", "2024-03-18", "--to", "2024-04-01"],
        ["isolate", "city.db", "--output", "parts.xlsx"],
        ["history", "city.db"], ["history", "city.db", "--element", "M001"],
        ["history", "city.db", "--zones", "2024-03-10"],
        ["solve", "city.db", "--complete"], ["condition", "city.db"], ["condition", "city.db", "--inlets"],
        ["isolate", "city.db"],
        ["trace", "city.db", "--kind", "connected", "--from", "M001"],
        ["trace", "city.db", "--kind", "upstream", "--from", "M001"],
        ["trace", "city.db", "--kind", "nearest", "--from", "M001", "--of", "hydrant"],
        ["trace", "city.db", "--kind", "path", "--from", "M001", "--to", "M002"],
        ["zones", "design", "city.db", "--by", "length", "--zones", "3"],
        ["audit", "--from-city", "city.db", "--template", "cjj92"] + month, ["audit", "--template", "cjj92"],
    ]

    @Test("Every question to a city", arguments: questions)
    func question(_ arguments: [String]) throws {
        let city = try ChineseCity.shared.get()
        let outcome = try city.springs.run(arguments + ["--lang", "zh"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        expectChinese(outcome, arguments, city)
    }

    @Test("Questions about one pipe and one customer of the city")
    func ofOneElement() throws {
        let city = try ChineseCity.shared.get()
        let network = try City(path: city.springs.path("city.db"), readOnly: true).network()
        let customers = (0..<network.assets.count).filter { network.assets.kinds[$0] == .customerPoint }
        let customer = network.assets.ids[try #require(customers.first)]
        let pipe = try #require(network.links.ids.first)
        for arguments in [
            ["locate", "city.db", "--customer", customer], ["isolate", "city.db", "--pipe", pipe],
            ["zones", "propose", "city.db", "--elements", pipe],
        ] {
            let outcome = try city.springs.run(arguments + ["--lang", "zh"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            expectChinese(outcome, arguments, city)
        }
    }

    static let refusals: [[String]] = [
        ["info", "none.db"], ["info", "files/mapping.yml"], ["info", "city.db", "--as-of", "gestern"],
        ["balance", "city.db", "--from", "2024-03-04", "--to", "2024-03-04"],
        ["balance", "city.db", "--from", "2024-04-04", "--to", "2024-03-04"],
        ["balance", "city.db", "--zone", "XX"] + month,
        ["evaluate", "city.db", "--n1", "9"] + month, ["evaluate", "city.db", "--retail-price", "3"] + month,
        ["report", "city.db", "--output", "/dev/null/x.html"] + month,
        ["report", "city.db", "--output", "x.html", "--compare", "2024-03-04"] + month,
        ["report", "city.db", "--output", "x.html", "--compare", "2024-03-05..2024-03-06"] + month,
        ["timezone", "city.db", "Mars/Olympus"], ["timezone", "city.db", "Asia/Tokyo"],
        ["timezone", "city.db", "--readings", "keep"],
        ["readings", "import", "city.db", "files/readings/level.csv", "--kind", "flow"],
        ["history", "city.db", "--element", "XX"],
        ["history", "city.db", "--element", "XX", "--zones", "2024-03-10"],
        ["zones", "derive", "city.db"], ["zones", "derive", "city.db", "--cut", "M0X1"],
        ["zones", "derive", "city.db", "--attribute", "XX"],
        ["zones", "design", "city.db", "--zones", "900000"], ["zones", "design", "city.db", "--zones", "0"],
        ["zones", "design", "city.db", "--by", "length", "--zones", "2", "--proposal", "99"],
        ["zones", "propose", "city.db", "--elements", "XX"], ["zones", "propose", "city.db"],
        ["solve", "city.db"], ["solve", "city.db", "--accuracy", "2"],
        ["audit"], ["audit", "none.yml"], ["audit", "city.db"], ["audit", "--from-city", "city.db"],
        ["audit", "--from-city", "none.db", "--year", "2024"],
        ["isolate", "city.db", "--pipe", "XX"], ["isolate", "city.db", "--pipe", "a", "--at", "1,2"],
        ["isolate", "city.db", "--stuck", "a"], ["locate", "city.db"],
        ["locate", "city.db", "--at", "1,1"], ["locate", "city.db", "--customer", "XX"],
        ["trace", "city.db"], ["trace", "city.db", "--kind", "path", "--from", "M001"],
        ["trace", "city.db", "--kind", "nearest", "--from", "M001", "--of", "XX"],
        ["condition", "city.db", "--year", "3"], ["sample", "/dev/null/x"],
        ["sample", "x", "--junctions", "3"],
        ["sample", "x", "--days", "0"], ["import", "x.db"], ["changes", "city.db"],
        ["changes", "city.db", "files/east.gpkg", "--valid-from", "2024-03-10"],
    ]

    @Test("What is wrong, and what to do about it", arguments: refusals)
    func refusal(_ arguments: [String]) throws {
        let city = try ChineseCity.shared.get()
        let outcome = try city.springs.run(arguments + ["--lang=zh"])
        #expect(outcome.code != 0)
        #expect(outcome.errors.contains("错误："), "\(outcome.errors)")
        expectChinese(outcome, arguments, city)
    }

    @Test("A mistake is told in the language that is asked for, and remedies by options")
    func languages() throws {
        let springs = try Springs()
        try springs.write("model.inp", Springs.model)
        let chinese = try springs.run(
            "trace", "model.inp", "--as-of", "2024-01-01", "--kind", "connected", "--from", "A", "--lang",
            "zh")
        #expect(chinese.reason == "错误：model.inp：模型文件没有历史；使用 --as-of 请提供城市文件")
        let english = try springs.run(
            "trace", "model.inp", "--as-of", "2024-01-01", "--kind", "connected", "--from", "A")
        #expect(
            english.reason
                == "Error: model.inp: a model file is what it is and has no history; give a city's file with --as-of"
        )
    }

    @Test("Every remedy names its options in both languages")
    func remedies() {
        for remedy in Remedy.allCases {
            let (words, plain) = (remedy.optionWording, remedy.wording)
            #expect(words.chinese.unicodeScalars.contains { $0.properties.isIdeographic }, "\(remedy)")
            #expect(plain.chinese.unicodeScalars.contains { $0.properties.isIdeographic }, "\(remedy)")
            #expect(!plain.english.contains("--") && !plain.chinese.contains("--"), "\(remedy)")
            #expect(!words.english.isEmpty && !plain.english.isEmpty)
        }
    }

    @Test("The language is that of the last --lang")
    func stated() {
        #expect(Terminal.stated(in: ["info", "--lang", "zh"]) == .chinese)
        #expect(Terminal.stated(in: ["--lang=zh", "--lang=en"]) == .english)
        #expect(Terminal.stated(in: ["--lang", "fr"]) == .english)
        #expect(Terminal.stated(in: ["--", "--lang", "zh"]) == .english)
    }
}

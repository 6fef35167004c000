import Foundation
import Testing

@Suite("Guides in Chinese say the same commands as those in English")
struct GuideTranslationTests {
    /// The blocks of commands and of Swift on a page.
    private func blocks(_ page: String) throws -> [String] {
        var blocks: [String] = []
        var block: [String]?
        for line in try Guides.lines(page) {
            if let open = block {
                if line == "```" {
                    blocks.append(open.joined(separator: "\n"))
                    block = nil
                } else {
                    block?.append(line)
                }
            } else if line == "```sh" || line == "```swift" {
                block = []
            }
        }
        return blocks
    }

    @Test("Commands and Swift of the README are the same, word for word")
    func readme() throws {
        let (english, chinese) = (try blocks("README.md"), try blocks("README.zh.md"))
        #expect(english.count >= 5)
        #expect(chinese == english)
    }

    @Test("Every page that the Chinese README links to is there")
    func links() throws {
        let text = try Guides.text("README.zh.md")
        let links = text.matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/).map { String($0.output.1) }
        #expect(links.count > 10)
        for link in links {
            #expect(FileManager.default.fileExists(atPath: Guides.root.appending(path: link).path), "\(link)")
        }
    }
}

import Testing

@testable import NetworkFormats

@Suite("XML as spreadsheets write it")
struct XMLEventsTests {
    private func events(_ text: String) -> (events: [XMLEvents.Event], isDamaged: Bool) {
        var reader = XMLEvents(Array(text.utf8))
        var events: [XMLEvents.Event] = []
        while let event = reader.next() { events.append(event) }
        return (events, reader.isDamaged)
    }

    @Test("Tags, attributes in either quotes, entities, comments and sections; names lose their namespace")
    func reading() {
        let found = events(
            "<?xml version='1.0'?><!-- <a> --><x:c r=\"A1\" t='s'><v>1 &lt; 2 &#x4E00;&#65;</v><![CDATA[a<b]]><e/></x:c >"
        )
        #expect(!found.isDamaged)
        #expect(
            found.events == [
                .start(name: "c", attributes: ["r": "A1", "t": "s"], isEmpty: false),
                .start(name: "v", attributes: [:], isEmpty: false), .text("1 < 2 一A"), .end(name: "v"),
                .text("a<b"), .start(name: "e", attributes: [:], isEmpty: true), .end(name: "c"),
            ])
    }

    @Test(
        "What breaks off, declares entities or is no XML is damaged",
        arguments: [
            "<a", "<a b", "<a b=", "<a b=\"", "<a b=c>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
            "<!-- ", "<>",
            "<![CDATA[x", "<?x", "< a>",
        ])
    func damaged(_ text: String) {
        #expect(events(text).isDamaged)
    }
}

import ArgumentParser

struct ReadingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readings", abstract: "Take meter readings in, look through them, put them right.",
        subcommands: [Import.self, Check.self, Correct.self, Delete.self, Corrections.self])
}

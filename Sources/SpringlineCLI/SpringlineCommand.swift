import ArgumentParser

@main
struct SpringlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "springline",
        abstract: "A city's water pipes on one map, and where its water is lost.")
}

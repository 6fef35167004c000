/// `graph-timing FILE QUESTIONS`: asks the graph of a city or of a model so many random questions of each kind and prints how
/// long they took as a line of JSON, for the programs in `compare`.
@main
struct GraphTimingProgram {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let questions = Int(arguments[2]), (1...100_000).contains(questions)
        else {
            print("usage: graph-timing FILE QUESTIONS")
            return
        }
        print(try GraphTiming(path: arguments[1], repetitions: questions).text, terminator: "")
    }
}

import Springline
import StreetCity

/// `street-city JUNCTIONS SEED OUTPUT.inp`: writes a made-up city for the programs in `compare`.
@main
struct StreetCityWriter {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let junctions = Int(arguments[1]), let seed = UInt64(arguments[2]) else {
            print("usage: street-city JUNCTIONS SEED OUTPUT.inp")
            return
        }
        try INPFile.write(StreetCity(junctions: junctions, seed: seed).network(), path: arguments[3])
    }
}

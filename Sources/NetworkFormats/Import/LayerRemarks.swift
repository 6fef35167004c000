import InputOutput

/// What was read of a layer otherwise than it stands there, counted, with the first feature of each kind.
///
/// One layer has one of these; the records of its features write into it.
final class LayerRemarks {
    private var order: [Wording] = []
    private var counts: [Wording: (count: Int, first: String)] = [:]

    /// Counts a remark about the feature called `id`.
    func note(_ what: Wording, _ id: String) {
        if let known = counts[what] {
            counts[what] = (known.count + 1, known.first)
        } else {
            order.append(what)
            counts[what] = (1, id)
        }
    }

    /// The remarks as sentences about `place`.
    func sentences(_ place: LayerPlace) -> [Wording] {
        order.compactMap { what in
            counts[what].map {
                place.says(
                    Wording(
                        "\($0.count)× \(what.english) (first: \($0.first))",
                        "\(what.chinese)（\($0.count) 处，首个：\($0.first)）"))
            }
        }
    }
}

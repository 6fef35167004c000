import NetworkFormats
import PipeNetwork

/// A field of a layer: what each district's office calls it, and how its value follows from an element.
struct LayerColumn<Element> {
    /// The field's name in a district; `nil` where the office does not keep it.
    let name: (District) -> String?
    let kind: FeatureField.Kind
    let width: Int?
    let value: (Element, District) -> AttributeValue

    /// A field with a name for every office, in the order old town, east, mountains.
    init(
        _ oldTown: String?, _ east: String?, _ mountains: String?, _ kind: FeatureField.Kind,
        width: Int? = nil,
        value: @escaping (Element, District) -> AttributeValue
    ) {
        name = { district in
            switch district {
            case .oldTown: oldTown
            case .east: east
            case .mountains: mountains
            }
        }
        self.kind = kind
        self.width = width
        self.value = value
    }

    /// A text that the old town's office keeps in Chinese and the others in English.
    static func words(
        _ oldTown: String?, _ east: String?, _ mountains: String?, width: Int = 40,
        value: @escaping (Element) -> (english: String, chinese: String)
    ) -> LayerColumn {
        LayerColumn(oldTown, east, mountains, .text, width: width) { element, district in
            let names = value(element)
            return .text(district == .oldTown ? names.chinese : names.english)
        }
    }

    /// A number rounded to `decimals` places, as offices keep them.
    static func number(
        _ oldTown: String?, _ east: String?, _ mountains: String?, decimals: Double = 100,
        value: @escaping (Element) -> Double
    ) -> LayerColumn {
        LayerColumn(oldTown, east, mountains, .real) { element, _ in
            .real((value(element) * decimals).rounded() / decimals)
        }
    }

    /// A whole number.
    static func count(
        _ oldTown: String?, _ east: String?, _ mountains: String?, value: @escaping (Element) -> Int32
    ) -> LayerColumn {
        LayerColumn(oldTown, east, mountains, .integer) { element, _ in .integer(Int64(value(element))) }
    }

    /// The id of the element.
    static func id(_ value: @escaping (Element) -> String, oldTown: String? = "编号") -> LayerColumn {
        LayerColumn(oldTown, "id", "id", .text, width: 16) { element, _ in .text(value(element)) }
    }
}

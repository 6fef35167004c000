/// How a map program draws a layer: a symbol for each value of one field.
public struct LayerStyle: Sendable, Hashable {
    /// The field that decides.
    public var field: String
    /// The symbols, in the order of a legend.
    public var categories: [Category]

    /// The symbol of the features that have a value.
    public struct Category: Sendable, Hashable {
        /// The field's value.
        public var value: String
        /// What the legend says.
        public var label: String
        /// Red, green and blue as in `#1f77b4`.
        public var colour: String
        /// Width of a line, diameter of a marker, mm.
        public var size: Double
        /// The shape of a marker.
        public var shape: Shape

        /// A category.
        public init(
            _ value: String, _ label: String, colour: String, size: Double = 0.5, shape: Shape = .circle
        ) {
            (self.value, self.label, self.colour, self.size, self.shape) = (
                value, label, colour, size, shape
            )
        }
    }

    /// Shapes of markers, by QGIS's words.
    public enum Shape: String, Sendable {
        /// A disc.
        case circle
        /// A square.
        case square
        /// A triangle.
        case triangle
        /// A star.
        case star
        /// A square on its corner.
        case diamond
        /// A cross of two strokes.
        case cross = "cross2"
    }

    /// A style.
    public init(field: String, categories: [Category]) {
        self.field = field
        self.categories = categories
    }
}

extension LayerStyle {
    /// The style as QGIS keeps it, a QML document of its version 3.
    ///
    /// - Parameter geometry: what the layer holds; a line's symbol cannot draw a point.
    public func qml(for geometry: GeometryClass) -> String {
        let kind = Symbol(geometry)
        var text = """
            <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
            <qgis version="3.22.0" styleCategories="Symbology">
              <renderer-v2 type="categorizedSymbol" attr="\(Self.escaped(field))" symbollevels="0" enableorderby="0" \
            forceraster="0">
                <categories>

            """
        for (number, category) in categories.enumerated() {
            text += """
                      <category value="\(Self.escaped(category.value))" label="\(Self.escaped(category.label))" \
                symbol="\(number)" render="true"/>

                """
        }
        text += "    </categories>\n    <symbols>\n"
        for (number, category) in categories.enumerated() {
            text += """
                      <symbol name="\(number)" type="\(kind.rawValue)" alpha="1" clip_to_extent="1" force_rhr="0">
                        <layer class="\(kind.layerClass)" enabled="1" locked="0" pass="0">
                          <Option type="Map">

                """
            for (name, value) in kind.properties(category) {
                text += "            <Option type=\"QString\" name=\"\(name)\" value=\"\(value)\"/>\n"
            }
            text += "          </Option>\n        </layer>\n      </symbol>\n"
        }
        return text + "    </symbols>\n  </renderer-v2>\n</qgis>\n"
    }

    /// A symbol's type by QGIS's word.
    private enum Symbol: String {
        case marker, line, fill

        init(_ geometry: GeometryClass) {
            switch geometry {
            case .point, .multiPoint: self = .marker
            case .polygon, .multiPolygon: self = .fill
            default: self = .line
            }
        }

        var layerClass: String {
            switch self {
            case .marker: "SimpleMarker"
            case .line: "SimpleLine"
            case .fill: "SimpleFill"
            }
        }

        func properties(_ category: Category) -> KeyValuePairs<String, String> {
            let colour = LayerStyle.channels(category.colour)
            return switch self {
            case .marker:
                [
                    "name": category.shape.rawValue, "color": "\(colour),255",
                    "outline_color": category.shape == .cross ? "\(colour),255" : "255,255,255,255",
                    "outline_width": category.shape == .cross ? "0.6" : "0.2", "outline_width_unit": "MM",
                    "size": "\(category.size)", "size_unit": "MM",
                ]
            case .line:
                [
                    "line_color": "\(colour),255", "line_width": "\(category.size)",
                    "line_width_unit": "MM", "capstyle": "round", "joinstyle": "round",
                ]
            case .fill:
                [
                    "color": "\(colour),70", "style": "solid", "outline_color": "\(colour),255",
                    "outline_width": "\(category.size)", "outline_width_unit": "MM",
                ]
            }
        }
    }

    /// `#1f77b4` as `31,119,180`; grey for what is no colour.
    private static func channels(_ colour: String) -> String {
        guard colour.count == 7, colour.first == "#", let value = UInt32(colour.dropFirst(), radix: 16)
        else { return "128,128,128" }
        return "\(value >> 16),\(value >> 8 & 255),\(value & 255)"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}

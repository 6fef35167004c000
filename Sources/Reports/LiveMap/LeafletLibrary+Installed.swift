import InputOutput
import Foundation

extension LeafletLibrary {
    /// Where Debian's package `libjs-leaflet` puts the library.
    public static let packageFolder = "/usr/share/javascript/leaflet"

    /// The folder to read the library from: what `SPRINGLINE_LEAFLET` names, else ``packageFolder``.
    public static func folder(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        guard let named = environment["SPRINGLINE_LEAFLET"], !named.isEmpty else { return packageFolder }
        return named
    }

    /// The library in `folder`: `leaflet.min.js`, or `leaflet.js` where there is none, and `leaflet.css`; `nil` when
    /// one of them is missing, empty or no text.
    ///
    /// The licence is the folder's `LICENSE`, or that of Debian's package.
    public init?(folder: String) {
        func text(_ name: String) -> String? {
            let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            return text?.isEmpty == false ? text : nil
        }
        guard let script = text("leaflet.min.js") ?? text("leaflet.js"), let style = text("leaflet.css")
        else {
            return nil
        }
        let packageLicence = try? String(
            contentsOfFile: "/usr/share/doc/libjs-leaflet/copyright", encoding: .utf8)
        self.init(script: script, style: style, licence: text("LICENSE") ?? packageLicence)
    }

    /// The installed library; `nil` where it is not installed.
    public static func installed() -> LeafletLibrary? { LeafletLibrary(folder: folder()) }
}

extension LossReport {
    /// What the page says below a map that is a drawing because ``LeafletLibrary`` was not installed.
    public static let drawnMapNote = Wording(
        "This map is a drawing: Leaflet, with which it would pan and zoom, was not installed where it was made.",
        "本图为静态图：生成报告的计算机未安装 Leaflet，因此不能平移和缩放。")
}

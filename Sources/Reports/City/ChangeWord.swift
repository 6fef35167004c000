import InputOutput
import PipeNetwork

/// What changes are called: in English as programs read it.
package enum ChangeWord: String, CaseIterable {
    case split, merged, renumbered, removed, added, moved, reconnected, reattributed, settings
    case present, changed

    /// The word in both languages.
    package var wording: Wording {
        let chinese =
            switch self {
            case .split: "打断"
            case .merged: "合并"
            case .renumbered: "改编号"
            case .removed: "删除"
            case .added: "新增"
            case .moved: "移位"
            case .reconnected: "连接变更"
            case .reattributed: "属性变更"
            case .settings: "设置变更"
            case .present: "现状"
            case .changed: "变更"
            }
        return Wording(rawValue, chinese)
    }
}

extension Table.Cell {
    /// A kind of element, by the name of its table.
    package static func layer(_ name: String) -> Table.Cell { .word(ElementWord.kind(name)) }

    /// What a change is called.
    package static func change(_ word: ChangeWord) -> Table.Cell { .word(word.wording) }
}

import PipeNetwork

/// What controls and patterns want of a link; what it then does is for the solve to find.
struct LinkCommand: Sendable, Equatable {
    /// Whether it is shut.
    var isClosed = false
    /// Speed of a pump, setting of a valve in SI; NaN for a valve that is fixed open or closed.
    var setting = Double.nan
}

extension LinkCommand {
    /// The command after `action` on a link.
    func after(_ action: LinkAction, on link: ControlLink) -> LinkCommand {
        var command = self
        switch action {
        case .open: command.isClosed = false
        case .close: command.isClosed = true
        case .activate: return self
        case .set(let value):
            switch link.kind {
            case .pipe: command.isClosed = value == 0
            case .pump:
                command.setting = value
                command.isClosed = value == 0
            case .valve:
                command.setting = value
                command.isClosed = link.isShut(at: value)
            }
            return command
        }
        switch link.kind {
        case .pipe, .valve(.gpv): break
        case .pump: command.setting = command.isClosed ? 0 : 1
        case .valve: command.setting = .nan
        }
        return command
    }

    /// Whether two commands ask for the same; settings that are not there are equal.
    func isSame(as other: LinkCommand) -> Bool {
        isClosed == other.isClosed
            && (setting == other.setting || (setting.isNaN && other.setting.isNaN))
    }
}

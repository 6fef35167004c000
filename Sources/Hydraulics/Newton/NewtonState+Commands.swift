import PipeNetwork

// How a command moves the state of the link that it is for.
extension NewtonState {
    /// Does what a control or rule says of a control link; whether that changed what is wanted of it.
    mutating func apply(_ action: LinkAction, row: Int, link: ControlLink) -> Bool {
        let command = commands[row].after(action, on: link)
        guard !command.isSame(as: commands[row]) else { return false }
        take(command, row: row, link: link)
        return true
    }

    /// Takes a command for a control link, and lets it begin on the branch that a new command asks for.
    mutating func take(_ command: LinkCommand, row: Int, link: ControlLink) {
        let former = commands[row]
        guard !command.isSame(as: former) else { return }
        commands[row] = command
        if command.isClosed {
            controlFlows[row] = 0
            controlStatuses[row] = .open
        } else if link.isRegulating {
            if former.isClosed { controlFlows[row] = link.seed }
            controlStatuses[row] = command.setting.isNaN ? .open : .active
            if link.isFlowValve, !command.setting.isNaN { controlFlows[row] = command.setting }
        } else if former.isClosed {
            controlFlows[row] = link.isPump ? link.seed * command.setting : link.seed
            controlStatuses[row] = .open
        }
    }

    /// Lets a link that stands shut begin again at its usual flow.
    mutating func wake(_ row: Int, _ link: ControlLink) {
        controlStatuses[row] = .open
        controlFlows[row] = link.seed * (link.isPump ? commands[row].setting : 1)
    }
}

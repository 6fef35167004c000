import Foundation

/// What the system says of its last failure, in words that a person acts on.
package enum SystemFault {
    /// The reason of an error number.
    package static func reason(_ code: Int32 = errno) -> String {
        switch code {
        case ENOSPC: "the disk is full"
        case EDQUOT: "the disk is full: the quota is used up"
        case EFBIG: "the file would be larger than the system allows"
        default: String(cString: strerror(code))
        }
    }

    /// The system's reason of an error that Foundation wraps, and Foundation's own where there is none.
    package static func reason(of error: any Error) -> String {
        var current = error as NSError
        while true {
            if current.domain == NSPOSIXErrorDomain {
                return reason(Int32(truncatingIfNeeded: current.code))
            }
            guard let cause = current.userInfo[NSUnderlyingErrorKey] as? NSError else { break }
            current = cause
        }
        let outermost = error as NSError
        if outermost.domain == NSCocoaErrorDomain, outermost.code == CocoaError.fileWriteOutOfSpace.rawValue {
            return reason(ENOSPC)
        }
        return current.localizedDescription
    }
}

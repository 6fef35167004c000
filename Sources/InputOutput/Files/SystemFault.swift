import Foundation

/// What the system says of its last failure, in words that a person acts on.
package enum SystemFault {
    /// The reason of an error number.
    package static func reason(_ code: Int32 = errno) -> Wording {
        switch code {
        case ENOSPC: Wording("the disk is full", "磁盘已满")
        case EDQUOT: Wording("the disk is full: the quota is used up", "磁盘已满：配额已用完")
        case EFBIG: Wording("the file would be larger than the system allows", "文件将超过系统允许的大小")
        default: Wording(String(cString: strerror(code)), chinese(code) ?? String(cString: strerror(code)))
        }
    }

    /// The Chinese of what the C library says in English only.
    private static func chinese(_ code: Int32) -> String? {
        switch code {
        case EACCES, EPERM: "没有权限"
        case ENOENT: "文件或文件夹不存在"
        case EEXIST: "文件已存在"
        case ENOTDIR: "路径中有一项不是文件夹"
        case EISDIR: "该路径是文件夹"
        case EROFS: "文件系统只读"
        case EIO: "输入输出错误"
        case EPIPE: "接收方已关闭"
        case EBUSY: "文件正被占用"
        case EMFILE, ENFILE: "打开的文件过多"
        case ENAMETOOLONG: "文件名过长"
        case ELOOP: "符号链接层数过多"
        case ENOTEMPTY: "文件夹非空"
        case EXDEV: "不在同一文件系统"
        case EINVAL: "参数无效"
        case EBADF: "文件已关闭"
        case ENODEV, ENXIO: "设备不存在"
        default: nil
        }
    }

    /// The system's reason of an error that Foundation wraps, and Foundation's own where there is none.
    package static func reason(of error: any Error) -> Wording {
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
        let known =
            outermost.domain == NSCocoaErrorDomain ? chinese(CocoaError.Code(rawValue: outermost.code)) : nil
        return Wording(current.localizedDescription, known ?? current.localizedDescription)
    }

    /// The Chinese of what Foundation says in English only.
    private static func chinese(_ code: CocoaError.Code) -> String? {
        switch code {
        case .fileWriteFileExists: "同名文件已存在"
        case .fileNoSuchFile, .fileReadNoSuchFile: "文件或文件夹不存在"
        case .fileReadNoPermission, .fileWriteNoPermission: "没有权限"
        case .fileWriteVolumeReadOnly: "文件系统只读"
        case .fileReadInvalidFileName, .fileWriteInvalidFileName: "文件名无效"
        case .fileReadUnknown, .fileWriteUnknown: "读写失败"
        default: nil
        }
    }
}

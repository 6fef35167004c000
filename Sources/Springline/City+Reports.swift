import CityStore
import Foundation
import LeakZones
import NetworkFormats
import PipeNetwork
import Reports
import Telemetry

extension City {
    /// The balance of zones as a report that can be printed in any form.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - unit: days, weeks from Monday, calendar months, or the whole as one.
    ///   - zones: ids of the zones wanted; all when empty.
    ///   - options: with the city's calendar when `nil`.
    /// - Throws: `ZoneError.unknownZone` besides what ``balances(from:to:by:options:)`` throws.
    public func balanceReport(
        from: String, to: String, by unit: CalendarUnit = .period, zones: [String] = [],
        options: BalanceOptions? = nil
    ) throws -> BalanceReport {
        let balance = try waterBalance(options: options)
        let known = balance.scheme.zones.map(\.id)
        for zone in zones where !known.contains(zone) { throw ZoneError.unknownZone(zone, known: known) }
        let calendar = balance.options.calendar
        let period = try Self.period(from: from, to: to, calendar)
        let all = try balance.balances(calendar.periods(in: period, by: unit))
        let wanted = zones.isEmpty ? all : all.filter { $0.first.map { zones.contains($0.zone) } ?? false }
        return BalanceReport(wanted, scheme: balance.scheme, calendar: calendar)
    }

    /// The loss report of the whole city over a period.
    ///
    /// - Parameters:
    ///   - from: a local day or time, such as `2024-03-04`.
    ///   - to: the first instant after.
    ///   - name: what the city is called; its file's name when `nil`.
    ///   - policy: what the evaluation takes for granted.
    ///   - options: with the city's calendar when `nil`.
    public func lossReport(
        from: String, to: String, name: String? = nil, policy: EvaluationPolicy = .init(),
        options: BalanceOptions? = nil
    ) throws -> LossReport {
        let (network, scheme) = try zonedNetwork()
        let options = try options ?? BalanceOptions(calendar: calendar())
        let calendar = options.calendar
        let period = try Self.period(from: from, to: to, calendar)
        let title = name ?? (path as NSString).lastPathComponent.replacingOccurrences(of: ".db", with: "")
        let balance = try WaterBalance(
            network, scheme.underOne(id: "\u{2211}", name: title), meters: meters(in: network), source: self,
            options: options)
        let whole = calendar.periods(in: period, by: .period)
        guard let first = whole.first else { throw RequestError.emptyPeriod(from: from, to: to) }
        let survey = try balance.survey(first, and: calendar.periods(in: period, by: .week), policy: policy)
        let evaluations = balance.evaluations(of: survey.balances.map { $0[0] }, nights: survey.nights)
        // Both standards' figures, each key once: the first that has it.
        let evaluated = survey.evaluated(by: .iwa)
        let figures = zip(survey.evaluated(by: .cjj92Revision2018), evaluated).map { chinese, international in
            let known = Set(chinese.indicators.map(\.key))
            return chinese.indicators + international.indicators.filter { !known.contains($0.key) }
        }
        return LossReport(
            city: title, period: period, calendar: calendar, network: network, scheme: scheme,
            evaluations: Array(evaluations.dropFirst()),
            weeks: survey.balances.dropFirst().map { Array($0.dropFirst()) },
            nights: Array(survey.nights.dropFirst()), wholeCity: evaluations.first,
            figures: Array(figures.dropFirst()), evaluated: Array(evaluated.dropFirst()),
            cityFigures: figures.first ?? [], serviceMinimum: policy.serviceMinimum)
    }
}

extension LossReport {
    /// Writes the report in the form that the ending of `path` says: `.html`, `.xlsx`, `.json` or `.csv`. The file
    /// appears whole or not at all.
    ///
    /// - Throws: `FormatError.unknownFormat` for another ending, `FormatError.unwritable` with the system's reason, of a
    ///   workbook `SpreadsheetError`.
    public func write(to path: String, language: ReportLanguage = .english) throws {
        let text: String
        switch (path as NSString).pathExtension.lowercased() {
        case "html", "htm": text = html(language: language)
        case "xlsx": return try writeWorkbook(to: path, language: language)
        case "json": text = json()
        case "csv": text = csv()
        default: throw FormatError.unknownFormat(path: path, expected: ".html, .xlsx, .json or .csv")
        }
        try TextFileWriter.write(text, to: path)
    }
}

/// Writes text so that the file appears whole or not at all.
enum TextFileWriter {
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            // Foundation says only that it failed; the system says why.
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
            throw FormatError.unwritable(path: path, reason: cause.localizedDescription)
        }
    }
}

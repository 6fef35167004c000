import InputOutput

/// How one number of the report is computed and where the method comes from.
struct MethodNote {
    var title: Wording
    var formulas: [String]
    var text: Wording
    var source: Wording

    /// The notes of the loss report, in the order a reader meets the numbers.
    static let all: [MethodNote] = [
        MethodNote(
            title: Wording("Water balance of a zone", "分区水量平衡"),
            formulas: [
                "Net(z) = Σ s(z,m) · v(m) − (S_end − S_start)",
                "Loss(z) = Net(z) − metered use − unmetered use",
            ],
            text: Wording(
                """
                v is the net volume of a boundary meter, s is +1 where it enters the zone, −1 where it leaves and 0 \
                elsewhere; S is what the zone’s tanks hold. For a group of zones the signs of its parts are added, so \
                that meters between them vanish. Nothing is clamped: a negative loss stays negative and is flagged. \
                A term that is not known makes the loss unknown; a missing meter is never counted as zero.
                """,
                """
                v 为边界流量计净水量；s 在水流入分区时为 +1，流出为 −1，其余为 0；S 为分区内水池蓄水量。\
                上级分区的符号为各下级分区之和，内部流量计自动抵消。计算结果不截断：负漏损如实保留并标记；\
                缺项时不给出漏损水量，缺测绝不按零计。
                """),
            source: Wording(
                "IWA standard water balance (WS = SIV − exported; WL = WS − AC); CJJ 92-2016, table 4.2.1.",
                "IWA 标准水量平衡（WS = SIV − 转供；WL = WS − AC）；CJJ 92-2016 表 4.2.1。")),
        MethodNote(
            title: Wording("95 % limits", "95 % 置信区间"),
            formulas: [
                "σ² = Σ s(z,m)² · (V(m) · CL / 1.96)²",
                "half-width = 1.96 · σ + |Σ s(z,m) · systematic(m)| + Σ systematic(customers)",
            ],
            text: Wording(
                """
                Independent errors add in quadrature over the meters, whether a term is added or subtracted; errors \
                that meters of one kind share do not shrink with their number and are added on top. Estimates for \
                meters that were not read and for unmetered use widen the limits.
                """,
                """
                各流量计的独立误差按平方和合成，与加减号无关；同类水表的共同（系统）误差不随表数减小，直接相加。\
                未抄见水表和未计量用水的估计值会加宽区间。
                """),
            source: Wording(
                "Thornton, Sturm & Kunkel, Water Loss Control, 2nd ed., pp. 111–112.",
                "Thornton 等，Water Loss Control（第 2 版）第 111–112 页。")),
        MethodNote(
            title: Wording("Non-revenue water", "产销差"),
            formulas: ["NRW = WS − BAC", "NRW % = NRW / WS · 100"],
            text: Wording(
                """
                WS is the water supplied (input less exports less storage change), BAC the billed consumption, metered \
                and unmetered. The denominator is the water supplied, not the system input. Without records of \
                unbilled use all use counts as billed.
                """,
                """
                WS 为供水量（进水量减转供减蓄水变化），BAC 为计费用水量（含计量与未计量）。分母为供水量，而非系统总进水量。\
                无免费用水记录时，全部用水按计费计。
                """),
            source: Wording("IWA/AWWA balance; indicators of AWWA M36.", "IWA/AWWA 水量平衡；AWWA M36 指标。")),
        MethodNote(
            title: Wording("Loss per kilometre and per connection", "单位管长与单位接户管漏损水量"),
            formulas: ["m³/(km·d) = loss / (L · days)", "L/(connection·d) = 1000 · loss / (N_c · days)"],
            text: Wording(
                """
                L is the length of pipes inside the zone and half of those across its boundary, N_c the service \
                connections. Over several zones or months volumes are added before dividing; ratios are never averaged.
                """,
                """
                L 为分区内管长加跨界管段的一半，N_c 为接户数。多个分区或月份合计时先累加水量再相除，绝不平均比率。
                """),
            source: Wording("AWWA M36; IWA performance indicators.", "AWWA M36；IWA 绩效指标。")),
        MethodNote(
            title: Wording("Minimum night flow", "夜间最小流量"),
            formulas: ["MNF = min over 00:00–05:00 of the 60-minute mean of Σ s(z,m) · q(m) − dS/dt"],
            text: Wording(
                """
                Flows are summed with their signs first and the minimum is sought in the sum, in local wall time. \
                Filled values never count. The line in the charts is the 20th percentile (type 7) of seven nights; the \
                figure in the table is the mean over all nights measured throughout.
                """,
                """
                先按符号求各边界流量之和，再在当地时间 00:00–05:00 内取 60 分钟滑动均值的最小值；补齐值不参与。\
                图中曲线为 7 夜的 20 % 分位（第 7 型插值），表中数值为各完整夜间的平均。
                """),
            source: Wording(
                "UKWIR 99/WM/08/21 (20th percentile of seven days); Water Loss Control, p. 73.",
                "UKWIR 99/WM/08/21（7 日 20 % 分位）；Water Loss Control 第 73 页。")),
        MethodNote(
            title: Wording("Gross water loss rate (for reference)", "综合漏损率（参考）"),
            formulas: ["R_WL = (Qs − Qa) / Qs · 100 %"],
            text: Wording(
                """
                Qs is the water supplied, Qa the registered users’ consumption. The standard defines the rate for a \
                whole undertaking and a year; for a zone or a shorter period it is given for reference only and is not \
                assessed against the grades of 10 % and 12 %.
                """,
                """
                Qs 为供水总量，Qa 为注册用户用水量。标准针对整个供水单位和年度；用于分区或较短时段时仅供参考，\
                不与一级 10 %、二级 12 % 的标准比较评定。
                """),
            source: Wording(
                "CJJ 92-2016, revision of 2018, section 5.2.",
                "《城镇供水管网漏损控制及评定标准》CJJ 92-2016（2018 年局部修订）第 5.2 节。")),
        MethodNote(
            title: Wording("Readings, gaps and time", "读数、缺测与时间"),
            formulas: [],
            text: Wording(
                """
                Registers are interpolated at the limits of the period. A rollover is resolved, an unexplained drop is \
                an unknown volume, never zero. Gaps in flows of up to two hours are bridged, up to seven days filled \
                from the same weekday, longer ones left open. Periods are half-open and follow local time, days of 23 \
                and 25 hours included. Coverage is the smallest measured share of any boundary meter.
                """,
                """
                表底数在统计期两端线性内插；翻转予以还原，原因不明的下降视为水量未知，绝不按零计。流量缺测 2 小时以内线性补齐，\
                7 天以内按同星期日型补齐，更长则不补。统计期为半开区间、按当地时间（含 23 与 25 小时的日）。\
                数据完整率取各边界流量计实测比例的最小值。
                """),
            source: Wording(
                "AWWA M36 (pro rata over reading routes); thresholds are this program’s defaults.",
                "AWWA M36（抄表周期按比例分摊）；阈值为本程序默认值。")),
    ]
}

extension LossPage {
    /// How the numbers are made.
    func methods(_ main: inout Markup) {
        section("methods", .methods, .methodsText, in: &main) { section in
            section.element("div", ["class": "methods"]) { grid in
                for note in MethodNote.all
                    + (report.zones.allSatisfy { $0.evaluation == nil } ? [] : MethodNote.evaluation)
                {
                    grid.element("div", ["class": "panel"]) { panel in
                        panel.element("h3", note.title[language])
                        for formula in note.formulas {
                            panel.element(
                                "p", ["class": "formula"], FormulaWords.text(formula, in: language))
                        }
                        panel.element("p", note.text[language])
                        panel.element("p", ["class": "quiet"]) { line in
                            line.element("strong", say(.source))
                            line.write((language == .english ? ": " : "：") + note.source[language])
                        }
                    }
                }
            }
        }
    }
}

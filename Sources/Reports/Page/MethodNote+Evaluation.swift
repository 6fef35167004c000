/// How the figures of the evaluation are computed.
extension MethodNote {
    /// The notes on real and apparent loss, pressure, the night flow and its alarms.
    static let evaluation: [MethodNote] = [
        MethodNote(
            title: Wording("Apparent and real losses", "表观漏损与真实漏失"),
            formulas: ["AL = unauthorised + CMI + data handling", "RL = WL − AL", "CMI = V/(1 − e) − V"],
            text: Wording(
                """
                What nobody measured in this city is a published share (0.25 % each) or what a standard permits \
                (meters 0 ± 2 %), and the figures that rest on it say so. A negative residual is kept: it tells that a \
                meter, the boundary or the use is wrong.
                """,
                """
                本地未实测的分项采用公开的比例（各 0.25 %）或标准允许误差（水表 0 ± 2 %），相关指标均作标记。\
                负的残差照列：它说明流量计、边界或用水量有误。
                """),
            source: Wording("IWA (2000); AWWA M36.", "IWA（2000）；AWWA M36。")),
        MethodNote(
            title: Wording("Unavoidable losses and ILI", "不可避免漏失与 ILI"),
            formulas: ["UARL = (18·Lm + 0.8·Nc + 25·Lp)·P  L/d", "ILI = CARL / UARL"],
            text: Wording(
                """
                Lm is the length of mains in km, Nc the connections, Lp the total length of private pipe in km, P the \
                average pressure in m. Made for systems of some thousand connections between 25 and 100 m; outside, the \
                figure is shown and flagged. For small zones the component UARL raises each part by its own exponent.
                """,
                """
                Lm 为管长（km），Nc 为接户数，Lp 为用户支管总长（km），P 为平均压力（m）。公式适用于数千户以上、\
                压力 25–100 m 的管网，超出时照列并标记。小分区另列分项 UARL，各项按自身的指数随压力变化。
                """),
            source: Wording(
                "Lambert et al. (1999); Water Loss Control, p. 103.",
                "Lambert 等（1999）；Water Loss Control 第 103 页。")),
        MethodNote(
            title: Wording("Average zone pressure", "区域平均压力"),
            formulas: ["AZP = Σ w·(H − z) / Σ w", "NDF = Σ over 24 h of (P_i / P_MNF)^N1"],
            text: Wording(
                """
                Heads are interpolated from the pressure points along the pipes, or by the hydraulic model raised by what \
                the points differ from it, and weighted by connections. AZNP is the same in the hour of the night's \
                minimum. The night-day factor is in hours a day; it is not divided by 24.
                """,
                """
                由测压点沿管道内插水头（或用水力模型并按测压点修正），按接户数加权平均。AZNP 为夜间最小流量时段的平均压力。\
                昼夜系数以 h/d 计，不除以 24。
                """),
            source: Wording("Water Loss Control, pp. 158–164.", "Water Loss Control 第 158–164 页。")),
        MethodNote(
            title: Wording("Leakage from night flows", "夜间流量法漏失"),
            formulas: [
                "NNF = MNF − LNU", "UBL = (20·Lm + 1.25·Nc + 33·Lp)·(AZNP/50)^1.5  L/h",
                "excess = NNF − ICF·UBL", "ESPB = excess / (1.6·(AZNP/50)^0.5)", "leakage = NNF·NDF·days",
            ],
            text: Wording(
                """
                Night use is measured where customers are read by the hour and estimated by published rates elsewhere. \
                The result is compared with the real loss of the balance: beyond the combined 95 % limits, night use, a \
                meter, the boundary or N1 is wrong, and the report says which change each would need.
                """,
                """
                逐时抄表的用户按实测，其余按公开定额估计夜间合法用水。结果与水量平衡的真实漏失比较：超出合并的 95 % 区间时，\
                夜间用水、流量计、边界或 N1 有误，报告给出各自所需的变化量。
                """),
            source: Wording(
                "UKWIR; Water Loss Control, pp. 73 and 160.", "UKWIR；Water Loss Control 第 73、160 页。")),
        MethodNote(
            title: Wording("Steps of the night flow", "夜间流量突变"),
            formulas: ["S⁺ = max(0, S⁺ + r − 0.5) > 7"],
            text: Wording(
                """
                A cumulative sum of each night's residual from its running level, divided by a robust spread, after the \
                weekday's shape is taken off. A burst of several standard deviations is told within a night or two; nights \
                that are independent noise alone make one false alarm in five years a zone; nights that resemble their \
                neighbours make more.
                """,
                """
                去除星期效应后，对每夜相对于滑动水平的残差（除以稳健离散度）作累积和检验。数倍标准差的爆管在一两夜内即可告警；\
                各夜为独立噪声时，每个分区约五年一次误报；相邻夜间相关时误报增多。
                """),
            source: Wording("Page (1954); Hawkins (1987).", "Page（1954）；Hawkins（1987）。")),
    ]
}

extension LossPage {
    /// The page's only style sheet. Dark text on light paper throughout (contrast above 4.5:1); one column on a
    /// phone, two where there is room; colours and page breaks of their own for print.
    static let styles: StaticString = """
        :root { --ink: #16212e; --quiet: #566373; --paper: #f5f7f8; --card: #fff; --line: #dde3e8;
          --water: #0b5577; --deep: #12344d; --loss: #b94a00; color-scheme: light; }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); font-size: 16px; line-height: 1.55;
          font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei",
          "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; font-variant-numeric: tabular-nums; }
        header { background: linear-gradient(120deg, #12344d, #0b5577 60%, #137a8f); color: #fff;
          padding: 2.2rem max(1.1rem, calc(50vw - 38rem)) 1.2rem; }
        header .kind { margin: 0; letter-spacing: .06em; opacity: .85; }
        h1 { margin: .1rem 0 .3rem; font-size: clamp(1.8rem, 5vw, 2.7rem); line-height: 1.15; font-weight: 650;
          overflow-wrap: anywhere; }
        header .when { margin: 0 0 1.1rem; }
        nav { display: flex; flex-wrap: wrap; gap: .4rem; }
        nav a { color: #fff; text-decoration: none; padding: .3rem .8rem; border-radius: 99px;
          background: rgba(255,255,255,.14); font-size: .92rem; }
        nav a:hover { background: rgba(255,255,255,.28); }
        main { max-width: 78.2rem; margin: 0 auto; padding: .5rem 1.1rem 2rem; }
        section { margin: 2rem 0 2.6rem; scroll-margin-top: 1rem; }
        h2 { font-size: 1.45rem; margin: 0 0 .35rem; color: var(--deep); }
        h3 { font-size: 1.06rem; margin: 0 0 .6rem; color: var(--deep); }
        h4 { font-size: .95rem; margin: 1rem 0 .3rem; }
        a { color: var(--water); }
        .lead { margin: 0 0 .9rem; color: var(--quiet); max-width: 52rem; }
        .quiet, .note, .scope, .none { color: var(--quiet); }
        .note { font-size: .86rem; margin: .5rem 0 0; }
        .scope { margin: .8rem 0; font-size: .92rem; }
        .panel { background: var(--card); border: 1px solid var(--line); border-radius: 12px;
          padding: 1.1rem 1.2rem; min-width: 0; }
        .quietly { margin-top: 1rem; font-size: .93rem; }
        .quietly ul { margin: 0; padding-left: 1.2rem; }
        .alert { background: #fff4e6; border: 1px solid #e7b27a; border-radius: 12px; padding: 1rem 1.2rem; }
        .columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
        .cards { display: grid; gap: .8rem; grid-template-columns: repeat(2, minmax(0, 1fr)); margin: .8rem 0; }
        .card { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--water);
          border-radius: 12px; padding: .8rem 1rem; }
        .card.loss { border-top-color: #d55e00; }
        dt { color: var(--quiet); font-size: .9rem; }
        dd { margin: 0; }
        .card .figure { font-size: clamp(1.35rem, 4.6vw, 2rem); font-weight: 680; letter-spacing: -.01em; }
        .card.loss .figure { color: var(--loss); }
        .card .unit { color: var(--quiet); }
        .card .below { display: block; font-size: .84rem; color: var(--quiet); }
        .worst { list-style: none; margin: 0; padding: 0; counter-reset: rank; }
        .worst li { display: grid; grid-template-columns: 1fr auto; gap: .1rem .8rem; padding: .5rem 0;
          border-top: 1px solid var(--line); }
        .worst li:first-child { border-top: 0; padding-top: 0; }
        .worst a, .zone h3, th a { text-decoration: none; }
        .worst a, .zone h3 { overflow-wrap: anywhere; }
        th a { white-space: nowrap; }
        .worst a { font-weight: 600; }
        .worst .amount { white-space: nowrap; }
        .worst .track { grid-column: 1 / -1; display: block; width: 100%; height: 7px; border-radius: 4px; background: #eef1f3; overflow: hidden; }
        .worst .fill { fill: #d55e00; }
        .worst .quiet { grid-column: 1 / -1; font-size: .86rem; }
        .swatch { width: .8em; height: .8em; margin-right: .45em; vertical-align: -.02em; }
        .chart { display: block; width: 100%; height: auto; }
        .chart text { font-size: 13.5px; fill: var(--quiet); }
        .diagram { max-width: 680px; margin: 0 auto; }
        .diagram text { font-size: 14.5px; }
        .diagram .name { fill: var(--ink); font-weight: 600; }
        .diagram .figure { fill: var(--ink); }
        .chart .grid { stroke: #e4e9ed; }
        .chart .zero { stroke: #7a8794; }
        .bar { fill: #d98a4e; }
        .bar.negative { fill: #7b5ea7; }
        .whisker { stroke: #46240a; stroke-width: 1.6; fill: none; }
        .gap { fill: #eef1f3; stroke: #8d949c; stroke-dasharray: 3 3; }
        .dots { fill: #56a7cf; }
        .minimum { fill: none; stroke: #b3261e; stroke-width: 1.6; stroke-dasharray: 6 5; }
        .actions { margin: .2rem 0 1rem; padding-inline-start: 1.4em; }
        .evaluated { margin: .6rem 0 1rem; }
        .evaluated summary { cursor: pointer; font-weight: 600; }
        .evaluated .scroll { overflow-x: auto; }
        .evaluated td, .evaluated th { text-align: start; vertical-align: top; padding: .2rem .5rem; }
        .evaluated td.n { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .evaluated code { display: block; font-size: .78em; color: #5b6b75; }
        .evaluated abbr { text-decoration: underline dotted; cursor: help; font-size: .85em; }
        .line { fill: none; stroke: #0b4a6b; stroke-width: 2.4; stroke-linejoin: round; }
        figure { margin: 0; min-width: 0; }
        figcaption { margin-bottom: .4rem; }
        figcaption .quiet { margin-left: .6rem; font-size: .88rem; }
        .empty { color: var(--quiet); background: #f1f4f6; border-radius: 8px; padding: 1rem; margin: 0; }
        .keys { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .2rem 0 0; font-size: .84rem;
          color: var(--quiet); padding-left: 1rem; }
        .k::before { content: ""; display: inline-block; margin-right: .45em; vertical-align: .1em; }
        .k.whisker::before { width: 2px; height: .9em; background: #46240a; vertical-align: -.1em; }
        .k.gap::before { width: .8em; height: .7em; background: #eef1f3; border: 1px dashed #8d949c; }
        .k.dot::before { width: 7px; height: 7px; border-radius: 50%; background: #56a7cf; }
        .k.line::before { width: 1.3em; height: 3px; background: #0b4a6b; }
        .sheet { padding: 0; overflow: hidden; }
        .map { display: block; width: 100%; height: auto; max-height: 88vh; background: #fbfcfc; }
        .map .area { fill: none; stroke-width: 120; stroke-linejoin: round; stroke-linecap: round; opacity: .13; }
        .map .pipes { fill: none; stroke-linejoin: round; stroke-linecap: round; }
        .map .small { stroke-width: 9; }
        .map .large { stroke-width: 20; }
        .map .outside .small { stroke-width: 11; }
        .map.dense .small { stroke-width: 4; }
        .map.dense .large { stroke-width: 12; }
        .meter { fill: #fff; stroke: #12344d; stroke-width: 13; }
        .closed { fill: none; stroke: #12344d; stroke-width: 11; }
        .open { fill: #ffd400; stroke: #3a2f00; stroke-width: 9; }
        .pressure { fill: #fff; stroke: #0f6b52; stroke-width: 8; }
        .works { fill: #0b5577; stroke: #fff; stroke-width: 9; }
        .tank { fill: #7fb8d6; stroke: #12344d; stroke-width: 9; }
        .pump { fill: #12344d; stroke: #fff; stroke-width: 7; }
        .map text { font-family: inherit; paint-order: stroke; stroke: #fff; stroke-linejoin: round; }
        .map .zone { font-size: 96px; font-weight: 700; fill: #16212e; stroke-width: 22; }
        .map.crowded .zone { font-size: 68px; stroke-width: 16; }
        .map a:hover .zone { fill: #0b5577; text-decoration: underline; }
        .map path.scale { fill: none; stroke: #16212e; stroke-width: 9; }
        .map text.scale { font-size: 70px; fill: #16212e; stroke-width: 14; }
        .map .north { fill: #16212e; }
        .legend { border-top: 1px solid var(--line); padding: .8rem 1.2rem; font-size: .88rem; background: #fff; }
        .legend p { margin: 0 0 .2rem; font-weight: 600; }
        .legend ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.2rem; margin: 0 0 .35rem;
          padding: 0; }
        .key { width: 1.25em; height: 1.25em; margin-right: .35em; vertical-align: -.25em; }
        .scroll { overflow-x: auto; padding: 0; }
        table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .9rem; }
        th, td { padding: .5rem .7rem; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
        thead th { border-top: 0; vertical-align: bottom; background: #eef3f6; color: var(--deep);
          white-space: normal; font-weight: 600; line-height: 1.25; min-width: 5.4rem; }
        thead .unit, thead .mark { display: block; font-weight: 400; color: var(--quiet); font-size: .84em; }
        thead .mark { color: #8a4b00; }
        th:first-child { text-align: left; position: sticky; left: 0; background: #fff; font-weight: 600;
          max-width: 11rem; white-space: normal; }
        thead th:first-child { background: #eef3f6; }
        th .quiet { display: block; font-weight: 400; font-size: .86em; }
        td .quiet { display: block; font-size: .88em; }
        td.loss strong { color: var(--loss); }
        td .none { white-space: normal; font-size: .88em; }
        tbody tr:hover td, tbody tr:hover th { background: #f6fafc; }
        .zone { margin: 0 0 1rem; scroll-margin-top: 1rem; }
        .zone h3 { font-size: 1.2rem; margin-bottom: .2rem; }
        .zone:target { outline: 3px solid #56b4e9; }
        .headline { margin: 0 0 .8rem; }
        .headline strong { color: var(--loss); }
        .headline.none strong { color: var(--quiet); }
        .figures { display: grid; gap: .5rem 1.2rem; margin: 0 0 1.1rem;
          grid-template-columns: repeat(auto-fill, minmax(9.6rem, 1fr)); }
        .figures dd { font-weight: 600; }
        .map a { outline-offset: 4px; }
        .flags { margin: 0; padding-left: 1.1rem; font-size: .93rem; }
        code { font: .86em ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: #eef1f3;
          padding: .08em .4em; border-radius: 5px; overflow-wrap: anywhere; }
        .methods { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); font-size: .94rem; }
        .methods p { margin: 0 0 .6rem; }
        .formula { font-family: "STIX Two Math", "Cambria Math", Georgia, serif; font-size: 1.06em;
          background: #f3f6f8; border-left: 3px solid var(--water); padding: .4rem .8rem; overflow-wrap: anywhere; }
        footer { text-align: center; color: var(--quiet); font-size: .86rem; padding: 1rem 1.1rem 2.5rem; }
        @media (min-width: 56rem) {
          .columns, .methods { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); }
        }
        @media (max-width: 40rem) {
          main { padding: .2rem .7rem 1.5rem; }
          .panel { padding: .9rem; }
          .sheet, .scroll { padding: 0; }
          .card { padding: .65rem .75rem; }
          .chart text { font-size: 20px; }
          .diagram text { font-size: 17px; }
          .map:not(.crowded) .zone { font-size: 150px; stroke-width: 30; }
          .map text.scale { font-size: 120px; }
          .map:not(.dense) .small { stroke-width: 14; }
          th:first-child { max-width: 7.5rem; }
        }
        @media print {
          @page { size: A4; margin: 14mm; }
          body { background: #fff; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          header { padding: 0 0 6mm; background: none; color: var(--ink); border-bottom: 2px solid var(--water); }
          nav, footer { display: none; }
          main { padding: 0; max-width: none; }
          section { margin: 6mm 0; }
          .panel, .card { break-inside: avoid; border-radius: 6px; }
          .scroll { overflow: visible; break-inside: auto; }
          .cards { grid-template-columns: repeat(4, minmax(0, 1fr)); }
          .card .figure { font-size: 14pt; }
          .chart text { font-size: 18px; }
          .diagram text { font-size: 17px; }
          .figures { grid-template-columns: repeat(5, minmax(0, 1fr)); }
          .columns, .methods { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          table { font-size: 7pt; }
          th, td { padding: 1.2mm 1mm; }
          thead th { min-width: 0; }
          th:first-child { position: static; max-width: 24mm; }
          .map { max-height: 190mm; }
          h2, h3 { break-after: avoid; }
          a { color: inherit; text-decoration: none; }
        }
        """
}

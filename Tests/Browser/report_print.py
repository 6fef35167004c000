#!/usr/bin/env python3
"""Prints loss reports to PDF with headless Chromium and looks at every page of them.

    report_print.py [--pages 8-12] report.html …

Builds nothing. Needs Debian's chromium and poppler-utils. Each check prints a line; the exit code is 1 when one failed.
"""

import argparse
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

SPACE = "{http://www.w3.org/1999/xhtml}"


class Line:
    """A line of text with its place on the page, in points from the top left."""

    def __init__(self, element):
        self.left, self.top, self.right, self.bottom = (
            float(element.get(name)) for name in ("xMin", "yMin", "xMax", "yMax"))
        self.text = " ".join(word.text or "" for word in element.iter(SPACE + "word"))

    def stands_over(self, other):
        """Whether the other line begins below this one in the same column."""
        # Boxes of Chinese lines are higher than their lines are apart.
        return other.top > self.top + 4 and other.left < self.right and self.left < other.right


def printed(page, folder):
    """The pages of a report as a browser prints it: size and lines of each."""
    pdf = pathlib.Path(folder) / "report.pdf"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
         "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.resolve().as_uri()],
        check=True, timeout=300, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    text = subprocess.run(
        ["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True, timeout=300).stdout
    # Characters that no XML holds are none of a page's words.
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text.decode("utf-8", "replace"))
    for sheet in ElementTree.fromstring(text).iter(SPACE + "page"):
        lines = [Line(line) for line in sheet.iter(SPACE + "line")]
        yield (float(sheet.get("width")), float(sheet.get("height"))), [line for line in lines if line.text.strip()]


def plain(text):
    """Text without its spaces: a printer breaks and joins them as it likes."""
    return re.sub(r"\s+", "", text)


def headings(page):
    """What the page's headings say."""
    text = page.read_text(encoding="utf-8")
    found = re.findall(r"<h([234])[^>]*>(.*?)</h\1>", text, re.DOTALL)
    return {plain(html.unescape(re.sub(r"<[^>]+>", "", inner))) for _, inner in found}


def look(page, pages, check):
    """Every check of one report."""
    heads = headings(page)
    with tempfile.TemporaryDirectory() as folder:
        sheets = list(printed(page, folder))
    check(f"{page.name}: {len(sheets)} pages, expected {pages.start} to {pages.stop - 1}", len(sheets) in pages)
    check(f"{page.name}: every page is A4, upright",
          all(abs(width - 595) < 2 and abs(height - 842) < 2 for (width, height), _ in sheets))
    alone = []
    for number, (_, lines) in enumerate(sheets, 1):
        for line in lines:
            # Rows of tables say what headings say, in smaller letters.
            if line.bottom - line.top <= 9.2 or plain(line.text) not in heads:
                continue
            others = (other for other in lines if other is not line and not re.fullmatch(r"\d+ / \d+", other.text))
            if not any(line.stands_over(other) for other in others):
                alone.append((number, line.text))
    check(f"{page.name}: no heading stands alone at a foot {alone[:3] or ''}", not alone)
    cut = [(number, line.text) for number, ((width, height), lines) in enumerate(sheets, 1) for line in lines
           if line.left < 0 or line.right > width or line.bottom > height]
    check(f"{page.name}: nothing runs off a page {cut[:3] or ''}", not cut)
    # The foot of what stands on a page, but for its number.
    feet = [max((line.bottom for line in lines if not re.fullmatch(r"\d+ / \d+", line.text)), default=0)
            for _, lines in sheets]
    empty = [number for number, foot in enumerate(feet[:-1], 1) if foot < 842 * 0.6]
    check(f"{page.name}: every page but the last is filled to 60 % at least {empty or ''}", not empty)
    text = page.read_text(encoding="utf-8")
    cover = plain(" ".join(line.text for line in sheets[0][1]))
    for part in ("summary", "map"):
        title = re.search(rf'<section id="{part}"><h2[^>]*>(.*?)</h2>', text)
        check(f"{page.name}: the cover has the {part}", bool(title) and plain(html.unescape(title.group(1))) in cover)
    numbers = [line.text for _, lines in sheets for line in lines if re.fullmatch(r"\d+ / \d+", line.text)]
    check(f"{page.name}: every page has its number",
          numbers == [f"{number} / {len(sheets)}" for number in range(1, len(sheets) + 1)])


def main():
    """Prints and looks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", default="1-200", help="how many pages there may be, such as 8-12")
    parser.add_argument("reports", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    first, last = (int(number) for number in arguments.pages.split("-"))
    failed = 0

    def check(what, is_so):
        nonlocal failed
        failed += not is_so
        print(("ok    " if is_so else "FAIL  ") + what)

    for report in arguments.reports:
        look(report, range(first, last + 1), check)
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

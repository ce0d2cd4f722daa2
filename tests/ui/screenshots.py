"""Take pictures of the workbench at work: ``python tests/ui/screenshots.py OUT [WIDTH …]``.

Serves an empty library, puts the shipped samples in, asks, drafts and checks, and writes one
picture a tab and width into OUT. The pictures of the README come from here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
OUTLINE = SAMPLES / "de-cuong-nam-2025.docx"
CHROMIUM = "/usr/bin/chromium"
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TABS = {
    "kho-bao-cao": "Kho báo cáo",
    "tra-cuu": "Tra cứu",
    "soan-thao": "Soạn thảo",
    "kiem-tra": "Kiểm tra",
}


def work(page: Any, fresh: bool) -> None:
    """Do in each tab what a user would; `fresh`: the library is still empty."""
    if fresh:
        reports = [p for p in sorted(SAMPLES.glob("bao-cao-*")) if p.is_file()]
        page.set_input_files("#library-upload input[type=file]", reports)
        page.wait_for_selector("#library-outcome .done")
    page.wait_for_selector("#library-reports table")
    page.get_by_role("tab", name=TABS["tra-cuu"], exact=True).click()
    page.locator("#search-examples button").first.click()
    page.wait_for_selector("#search-result .documents")
    page.get_by_role("tab", name=TABS["soan-thao"], exact=True).click()
    if fresh:
        page.set_input_files("#draft-file input[type=file]", OUTLINE)
        page.wait_for_selector("#draft-outline .outline")
        page.click("#draft-run")
    else:
        page.get_by_role("tab", name="Bản thảo", exact=True).click()
        page.locator("#desk-drafts button.link").first.click()
    page.wait_for_selector("#section-text .pair")
    page.get_by_role("tab", name=TABS["kiem-tra"], exact=True).click()
    if fresh:
        page.click("#check-run")
    page.wait_for_selector("#check-findings .finding")


def main(out: Path, widths: list[int]) -> None:
    """Write the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        command = [sys.executable, "-m", "ui.cli", "--home", home, "serve", "--port", "0", "--json"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        url = json.loads(server.stdout.readline())["url"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        for width in widths:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.set_default_timeout(120_000)
            page.goto(url)
            work(page, width == widths[0])
            for name, tab in TABS.items():
                page.get_by_role("tab", name=tab, exact=True).click()
                page.mouse.move(0, 0)
                page.wait_for_timeout(500)
                suffix = "" if width == widths[0] else f"-{width}"
                page.screenshot(path=out / f"{name}{suffix}.png")
            page.close()
        browser.close()
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(width) for width in sys.argv[2:]] or [1400, 420])

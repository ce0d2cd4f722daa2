"""The workbench: four tabs over one library, in Vietnamese, with nothing from the internet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import formats, labels
from ui.jobs import Jobs
from ui.uploads import MAX_BYTES

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from assistant.library import Library

STYLE = Path(__file__).with_name("style.css")
ICON = Path(__file__).with_name("icon.svg")

# Before Gradio is imported: it would ask the internet for its newest version.
OFFLINE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}

# The browser's own fonts; the default mono font of Gradio misplaces the hook in "Chỉ".
FONT = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans", "sans-serif")
MONO = ("Consolas", "DejaVu Sans Mono", "Noto Sans Mono", "monospace")

# Gradio has no Vietnamese of its own and lets no other words into its English, so they are
# exchanged in the page; never inside .html-container, where the words of documents stand.
TRANSLATE = """
() => {
  document.documentElement.lang = 'vi';
  const words = WORDS;
  const told = (text) => words[text.trim()];
  const fix = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const word = told(node.data);
      if (word) node.data = node.data.replace(node.data.trim(), word);
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.closest('.html-container')) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const word = node.hasAttribute(name) && told(node.getAttribute(name));
        if (word) node.setAttribute(name, word);
      }
      node.childNodes.forEach(fix);
    }
  };
  new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === 'characterData') {
      if (!change.target.parentElement?.closest('.html-container')) fix(change.target);
    } else change.addedNodes.forEach(fix);
  })).observe(document.body, {childList: true, subtree: true, characterData: true});
  fix(document.body);
}
"""


def mount_workbench(app: FastAPI, library: Library, jobs: Jobs) -> FastAPI:
    """Mount the workbench at "/" of `app` and return `app`."""
    os.environ.update(OFFLINE)
    import gradio as gr

    page = build_workbench(library, jobs)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=True,
        max_file_size=MAX_BYTES,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        theme=_theme(),
        head=_head(),
        js=TRANSLATE.replace("WORDS", formats.dumps(labels.GRADIO_WORDS)),
        favicon_path=str(ICON),
    )
    return mounted


def _head() -> str:
    """Return the page's own style; as `css`, Gradio would rewrite what stands in @media."""
    style = STYLE.read_text(encoding="utf-8")
    return f'<meta name="referrer" content="same-origin"><style>{style}</style>'


def _theme() -> Any:
    import gradio as gr

    # Each shade keeps a contrast of 4.5 or more where the theme uses it for text.
    navy = gr.themes.Color(
        name="navy",
        c50="#f2f6fa",
        c100="#e4eef8",
        c200="#c8dcf0",
        c300="#9fc1e2",
        c400="#6aa7dd",
        c500="#2d6da3",
        c600="#1d4f7c",
        c700="#163e62",
        c800="#12314e",
        c900="#0e263d",
        c950="#0a1b2c",
    )
    return gr.themes.Base(
        primary_hue=navy,
        secondary_hue=navy,
        neutral_hue="slate",
        radius_size="sm",
        text_size="md",
        font=FONT,
        font_mono=MONO,
    )


def build_workbench(library: Library, jobs: Jobs) -> gr.Blocks:
    """Return the page with its four tabs."""
    import gradio as gr

    from ui.web.check_tab import check_tab
    from ui.web.draft_tab import draft_tab
    from ui.web.library_tab import library_tab, summary
    from ui.web.search_tab import search_tab
    from ui.web.sum_tab import TAB_SUM, sum_tab
    from ui.web.watching import panel

    with gr.Blocks(title=labels.WORKBENCH_TITLE, analytics_enabled=False, fill_width=True) as page:
        header = panel(summary([]), elem_id="header")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(labels.TAB_LIBRARY, id="library"):
                reports = library_tab(page, library, jobs, header)
            with gr.Tab(labels.TAB_SEARCH, id="search"):
                search_tab(page, library, reports)
            with gr.Tab(labels.TAB_DRAFT, id="draft"):
                draft_tab(page, library, jobs, reports)
            with gr.Tab(TAB_SUM, id="sum"):
                sum_tab(page, library, jobs)
            with gr.Tab(labels.TAB_CHECK, id="check"):
                check_tab(page, library, jobs)
    page.queue(default_concurrency_limit=8)
    return page

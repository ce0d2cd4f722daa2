"""The workbench: four tabs over one library, in Vietnamese, with nothing from the internet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import labels
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

# Gradio has no Vietnamese of its own. It takes words by the browser's language, so these stand
# for English too: an office PC often runs an English browser.
WORDS = {
    "common": {
        "clear": "Xóa",
        "download": "Tải về",
        "error": "Lỗi",
        "loading": "Đang tải",
        "or": "hoặc",
        "remove": "Bỏ",
        "submit": "Gửi",
        "empty": "Trống",
        "undo": "Hoàn tác",
    },
    "upload_text": {
        "click_to_upload": "Bấm để chọn tệp",
        "drop_file": "Thả tệp vào đây",
        "paste_clipboard": "Dán từ bộ nhớ tạm",
    },
    "file": {"uploading": "Đang tải lên …"},
    "dropdown": {"dropdown": "Danh sách"},
    "errors": {"config_error": "lỗi cấu hình", "runtime_error": "lỗi khi chạy"},
    "blocks": {
        "lost_connection": "Mất kết nối, đang nối lại …",
        "waiting_for_inputs": "Đang chờ tải tệp lên, vui lòng thử lại.",
    },
}


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
        i18n=gr.I18n(vi=WORDS, en=WORDS),
        theme=_theme(),
        css=STYLE.read_text(encoding="utf-8"),
        head='<meta name="referrer" content="same-origin">',
        js="() => { document.documentElement.lang = 'vi'; }",
        favicon_path=str(ICON),
    )
    return mounted


def _theme() -> Any:
    import gradio as gr

    return gr.themes.Base(
        primary_hue="blue",
        secondary_hue="blue",
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

    with gr.Blocks(title=labels.WORKBENCH_TITLE, analytics_enabled=False, fill_width=True) as page:
        header = gr.HTML(summary([]), elem_id="header")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(labels.TAB_LIBRARY, id="library"):
                reports = library_tab(page, library, jobs, header)
            with gr.Tab(labels.TAB_SEARCH, id="search"):
                search_tab(page, library, reports)
            with gr.Tab(labels.TAB_DRAFT, id="draft"):
                draft_tab(page, library, jobs, reports)
            with gr.Tab(labels.TAB_CHECK, id="check"):
                check_tab(page, library, jobs)
    page.queue(default_concurrency_limit=8)
    return page

"""Chromium without a window: what a page looks like when it is drawn, and what is left of it in print."""

import html
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_AROUND = """<!DOCTYPE html>
<html><head><meta charset="utf-8"></head><body style="margin: 0">
<iframe style="border: 0; width: {width}px; height: 800px" srcdoc="{page}"></iframe>
<pre id="measured"></pre>
<script>
addEventListener("load", () => {{
  const frame = document.querySelector("iframe");
  const measure = (page, view) => {{ {script} }};
  const measured = measure(frame.contentDocument, frame.contentWindow);
  document.querySelector("#measured").textContent = JSON.stringify(measured);
}});
</script></body></html>
"""


def chromium(page: Path, *switches: str) -> str:
    """Open a page in a new Chromium; give what it prints."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = ["chromium", *SWITCHES, f"--user-data-dir={profile}", *switches, page.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


def measured(page: bytes, folder: Path, script: str, width: int = 390) -> Any:
    """Draw a page so many pixels wide and let a script, a function's body, look at `page` and `view`.

    The page stands in a frame, for no window is as narrow as a phone.
    """
    around = folder / "around.html"
    inner = html.escape(page.decode("utf-8"))
    around.write_text(_AROUND.format(width=width, page=inner, script=script), encoding="utf-8")
    dom = chromium(around, "--window-size=1200,900", "--dump-dom")
    return json.loads(html.unescape(dom.rpartition('<pre id="measured">')[2].partition("</pre>")[0]))

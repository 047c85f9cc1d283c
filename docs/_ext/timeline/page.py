"""A page of HTML with one program and its figure, complete in one file."""

from html import escape
from pathlib import Path

from timeline import figure

STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; }
body { max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.25rem; overflow-wrap: anywhere; }
pre { line-height: 1.4; overflow-x: auto; }
ol { margin: 0; padding-left: 3.5em; }
li::marker { color: GrayText; }
"""


def page(recording: dict, source: str) -> str:
    """Return the page. ``source`` is the text of the recorded program."""
    title = escape(f"Timeline of {recording['file']}")
    css = Path(__file__).with_name("timeline.css").read_text("utf-8")
    lines = "".join(
        f"<li>{escape(line, quote=False)}\n</li>"
        for line in source.splitlines()
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"\n<title>{title}</title>\n<style>{STYLE}{css}</style>\n</head>\n"
        f"<body>\n<h1>{title}</h1>\n{figure.html(recording, 'run')}\n"
        f'<h2>The program</h2>\n<pre tabindex="0"><ol>{lines}</ol></pre>\n'
        "</body>\n</html>\n"
    )

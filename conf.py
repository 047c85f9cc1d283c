"""Settings of the site; https://www.sphinx-doc.org/en/master/usage/configuration.html."""

import gc
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "docs" / "_ext"))

# A build keeps nearly all that it makes, and looking for garbage takes a tenth
# of its time.
gc.disable()

# Project information

project = "Asynchronous Process"
author = "the Asynchronous Process contributors"
copyright = "2026, the Asynchronous Process contributors"  # noqa: A001

# Where the site and its source are hosted; a host says it in the environment.
html_baseurl = os.environ.get(
    "SITE_URL", "https://asynchronous-process.readthedocs.io/en/latest/"
)
repository = os.environ.get(
    "REPOSITORY_URL",
    "https://github.com/asynchronous-process/asynchronous-process",
).removesuffix(".git")

# General configuration

extensions = [
    "sphinx.ext.intersphinx",
    "sphinx_copybutton",
    "sphinx_sitemap",
    "notfound.extension",
    "folds",
    "examples",
    "claims",
    "lists",
    "running",
    "guard",
    "prose",
    "autolinks",  # sets up sphinx_codeautolink
    "markup",  # sets up sphinxext.opengraph
]
exclude_patterns = ["_*", "LICENSE"]
templates_path = ["docs/_templates"]
default_role = "literal"

# Links to Python's documentation, from a copy of its inventory: no network.

intersphinx_mapping = {
    "python": (
        "https://docs.python.org/3",
        str(HERE / "docs" / "_inventory" / "python.inv"),
    )
}
# An example imports what it uses, but a page may show only a part of it.
codeautolink_global_preface = "import asyncio\nimport time"
codeautolink_autodoc_inject = False

# HTML output

html_theme = "furo"
html_title = project
html_static_path = ["docs/_static", "docs/_ext/timeline/timeline.css"]
html_css_files = ["site.css", "timeline.css"]
html_favicon = "docs/_static/favicon.svg"
html_copy_source = False
html_use_index = False
html_show_sphinx = False
html_theme_options = {
    "source_repository": repository,
    "source_branch": "main",
    "source_directory": "docs/",
    "top_of_page_buttons": ["edit"],
}

# Copy button: on code alone, and without prompts.

copybutton_selector = "div.highlight-python pre, div.highlight-console pre"
copybutton_exclude = ".linenos, .gp"

# 404 page, sitemap, previews of links

notfound_urls_prefix = urlsplit(html_baseurl).path
sitemap_url_scheme = "{link}"
sitemap_excludes = ["404.html", "search.html"]
ogp_site_url = html_baseurl
ogp_image = "_static/preview.png"
ogp_image_alt = "Learn what Python's asyncio really does"
ogp_social_cards = {"enable": False}
ogp_enable_meta_description = True

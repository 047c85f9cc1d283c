"""Link the names in code to Python's documentation.

sphinx-codeautolink finds the names, and this puts the links into each page
before it is written. By itself the extension reads every page again when all
are written, and parses it as a whole for each of its blocks, which took two
thirds of a build.
"""

import re
from collections import defaultdict
from functools import cache
from html import unescape

import sphinx_codeautolink
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx_codeautolink.extension import SphinxCodeAutoLink
from sphinx_codeautolink.extension.block import (
    BUILTIN_BLOCKS,
    SourceTransform,
    construct_name_pattern,
)
from sphinx_codeautolink.extension.resolve import (
    CouldNotResolve,
    resolve_location,
)
from sphinx_codeautolink.parse import Name, NameBreak

LOGGER = logging.getLogger(__name__)

# The code in the HTML of a block, without the ``pre`` around it.
BLOCK = re.compile(
    rf'<div class="highlight-(?:{"|".join(BUILTIN_BLOCKS)})[ "][^>]*>\s*'
    r'<div class="highlight"><pre[^>]*>(?P<code>.*?)</pre>',
    re.DOTALL,
)
LINE_NUMBER = re.compile(r'<span class="linenos">.*?</span>')
TAG = re.compile(r"<[^>]*>")

pattern = cache(re.compile)


def resolve_as_written(name: Name, inventory: dict[str, str]) -> str:
    """Find the documented name that a piece of code refers to.

    sphinx-codeautolink imports modules to find out, which knows neither names
    that are newer than the Python of the build nor that Python documents
    ``asyncio.queues.Queue`` as ``asyncio.Queue``. As it is written, the name
    mostly stands in the inventory.

    Raises CouldNotResolve for what is no name but a variable.
    """
    if name.resolved_location in inventory:
        return name.resolved_location  # by an earlier build
    parts = name.import_components
    if parts[-1] == NameBreak.call:
        raise CouldNotResolve(f"{name.code_str} is a variable")
    written = ".".join(part for part in parts if part != NameBreak.call)
    if written in inventory:
        return written
    return resolve_location(name, inventory)


class LinkBeforeWriting(SphinxCodeAutoLink):
    """sphinx-codeautolink that links the code of a page as it is written."""

    def build_inited(self, app: Sphinx) -> None:
        """Prepare, without asking the builder which pages are outdated.

        The question makes the builder forget that settings have changed, so
        that old pages would stay; and nothing here needs the answer.
        """
        builder = app.builder
        builder.get_outdated_docs = list
        # Kept with the pages that were read, not in a file beside them.
        found = getattr(app.env, "sphinx_codeautolink_transforms", {})
        try:
            super().build_inited(app)
        finally:
            del builder.get_outdated_docs
        if not self.do_nothing:
            app.env.sphinx_codeautolink_transforms = found
            self.cache.transforms = found
            app.connect("html-page-context", self.link_page)

    def link_page(self, app, page, template, context, doctree) -> None:
        """Put the links into the code of one page."""
        if transforms := self.cache.transforms.get(page):
            context["body"] = link(context["body"], transforms, self.inventory)

    def apply_links(self, app: Sphinx, exception: Exception | None) -> None:
        """Do nothing: the links are there."""


def link(
    body: str, transforms: list[SourceTransform], inventory: dict[str, str]
) -> str:
    """Return the HTML of a page with links in its code.

    A name that was found and does not stand in the HTML gets a warning.
    """
    blocks = defaultdict(list)
    for found in BLOCK.finditer(body):
        text = unescape(TAG.sub("", LINE_NUMBER.sub("", found["code"])))
        blocks[text.rstrip()].append(found)
    linked = {}
    for transform in transforms:
        alike = blocks[transform.source.rstrip()]
        if alike:
            found = alike.pop(0)
            linked[found.span("code")] = _linked(
                found["code"], transform, inventory
            )
        else:
            LOGGER.warning(
                "no HTML was found for the code %r",
                transform.source,
                location=transform.example.document,
            )
    parts, last = [], 0
    for (start, end), code in sorted(linked.items()):
        parts += body[last:start], code
        last = end
    return "".join([*parts, body[last:]])


def _linked(
    code: str, transform: SourceTransform, inventory: dict[str, str]
) -> str:
    lines = code.split("\n")
    for name in transform.names:
        place = slice(name.lineno - 1, name.end_lineno)
        selection = "\n".join(lines[place])
        # From the right, because the names come in the order of a run: in
        # a.b = a.b the right side is first.
        matches = [*pattern(construct_name_pattern(name)).finditer(selection)]
        if not matches:
            LOGGER.warning(
                "the name %r was not found in the HTML of line %s of %r",
                name.code_str,
                name.lineno,
                transform.source,
                location=transform.example.document,
            )
            continue
        start, end = matches[-1].span()
        start += len(matches[-1][1])
        shown = selection[start:end]
        title = ""
        if "".join(TAG.sub("", shown).split()) != name.resolved_location:
            title = f' title="{name.resolved_location}"'
        opening = (
            f'<a href="{inventory[name.resolved_location]}"{title} '
            'class="sphinx-codeautolink-a">'
        )
        lines[place] = (
            f"{selection[:start]}{opening}{shown}</a>{selection[end:]}"
        ).split("\n")
    return "\n".join(lines)


def setup(app: Sphinx) -> dict:
    """Set up sphinx-codeautolink, mended."""
    sphinx_codeautolink.SphinxCodeAutoLink = LinkBeforeWriting
    sphinx_codeautolink.extension.resolve_location = resolve_as_written
    app.setup_extension("sphinx_codeautolink")
    return {"parallel_read_safe": True, "parallel_write_safe": True}

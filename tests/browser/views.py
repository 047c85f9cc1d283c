"""Views of a page: how wide, and in which theme."""

import pytest

WIDE, NARROW = 1280, 360


def view(width: int, scheme: str, **more) -> dict:
    """Return the parameters of a browser context."""
    return {
        "viewport": {"width": width, "height": 800},
        "color_scheme": scheme,
    } | more


ALL_VIEWS = [
    pytest.param(view(width, scheme), id=f"{scheme}-{width}")
    for scheme in ("light", "dark")
    for width in (NARROW, WIDE)
]
# The rules of axe whose answer a theme or a width can change. The others look
# at names, roles and attributes, which are the same in each view.
SEEN = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]

"""Views of a page: how wide, and in which theme."""

import pytest

WIDE, NARROW = 1280, 360


def view(width: int, scheme: str, **more) -> dict:
    """Return the parameters of a browser context."""
    return {
        "viewport": {"width": width, "height": 800},
        "color_scheme": scheme,
    } | more


# Both themes and both widths; what the other two pairs would add is tested on
# one page that has one of everything.
VIEWS = [
    pytest.param(view(NARROW, "light"), id="light-360"),
    pytest.param(view(WIDE, "dark"), id="dark-1280"),
]
OTHER_VIEWS = [
    pytest.param(view(WIDE, "light"), id="light-1280"),
    pytest.param(view(NARROW, "dark"), id="dark-360"),
]
ALL_VIEWS = VIEWS + OTHER_VIEWS

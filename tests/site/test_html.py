"""The HTML of the site: links, identifiers, and what is for machines."""

import shutil
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from recordings import ROOT


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Parse every page, by its path."""
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(
            path.read_text("utf-8"), "html.parser"
        )
        for path in sorted(site.rglob("*.html"))
    }


def _written(pages: dict[str, BeautifulSoup]) -> dict[str, BeautifulSoup]:
    """Leave out the page that Sphinx makes by itself."""
    return {
        name: page for name, page in pages.items() if name != "search.html"
    }


def test_links_inside_the_site_lead_somewhere(
    site: Path, pages: dict[str, BeautifulSoup]
) -> None:
    """Every relative link has a file, and its fragment an element."""
    dead = []
    for name, page in pages.items():
        for element in page.select("[href], [src]"):
            link = urlsplit(element.get("href") or element.get("src"))
            if link.scheme or link.netloc:
                continue
            base = site if link.path.startswith("/") else (site / name).parent
            target = base / unquote(link.path).lstrip("/")
            target = (target if link.path else site / name).resolve()
            if target.is_dir():
                target /= "index.html"
            known = target.is_file()
            if known and link.fragment and target.suffix == ".html":
                there = pages[target.relative_to(site).as_posix()]
                known = there.find(id=unquote(link.fragment)) is not None
            if not known:
                dead.append(f"{name}: {link.geturl()}")
    assert not dead


def test_identifiers_are_unique(pages: dict[str, BeautifulSoup]) -> None:
    """No page has two elements with one id."""
    for name, page in pages.items():
        ids = Counter(element["id"] for element in page.select("[id]"))
        assert [i for i, count in ids.items() if count > 1] == [], name


def test_no_inline_script_or_style(pages: dict[str, BeautifulSoup]) -> None:
    """A strict Content-Security-Policy finds nothing of ours to forbid."""
    for name, page in pages.items():
        inline = [s for s in page.select("script") if not s.get("src")]
        assert not inline, name
        assert not page.select("style"), name
        assert not page.select("article [style]"), name
        handlers = [
            element
            for element in page.select("article *")
            if any(attribute.startswith("on") for attribute in element.attrs)
        ]
        assert not handlers, name


def test_nothing_is_asked_of_third_parties(
    pages: dict[str, BeautifulSoup],
) -> None:
    """Scripts, styles and images come from the site itself."""
    for name, page in pages.items():
        for element in page.select("[src], link[rel=stylesheet]"):
            address = element.get("src") or element["href"]
            assert not urlsplit(address).netloc, f"{name}: {address}"


def test_every_page_says_what_it_is(pages: dict[str, BeautifulSoup]) -> None:
    """A page has one heading, a description, and a preview for links."""
    for name, page in _written(pages).items():
        assert len(page.select("h1")) == 1, name
        assert page.html["lang"] == "en", name
        assert page.select_one("meta[name=description]")["content"], name
        for tag in "title", "description", "url", "site_name", "image":
            found = page.select_one(f'meta[property="og:{tag}"]')
            assert found, f"{name}: {tag}"
            assert found["content"], f"{name}: {tag}"


def test_headings_skip_no_level(pages: dict[str, BeautifulSoup]) -> None:
    """A heading is at most one level below the one before it."""
    for name, page in _written(pages).items():
        levels = [
            int(heading.name[1])
            for heading in page.select("article :is(h1, h2, h3, h4, h5, h6)")
        ]
        steps = pairwise(levels)
        assert all(new <= old + 1 for old, new in steps), name


def test_pages_can_be_edited_and_read_in_order(
    pages: dict[str, BeautifulSoup],
) -> None:
    """Each page has a link to its source, and to its neighbours."""
    for name, page in _written(pages).items():
        edit = page.select_one(".edit-this-page a")["href"]
        assert edit.endswith(f"/docs/{name.removesuffix('.html')}.rst"), name
    assert pages["learn/tasks.html"].select_one("a.next-page")
    assert pages["learn/tasks.html"].select_one("a.prev-page")


def test_overview_asks_what_each_page_answers(
    pages: dict[str, BeautifulSoup],
) -> None:
    """In the order of the pages, and in the words with which they begin."""
    overview = pages["learn/index.html"]
    names = [link["href"] for link in overview.select("article dt a")]
    asked = [_text(question) for question in overview.select("article dd p")]
    begun = [
        _text(pages[f"learn/{name}"].select_one("article p")) for name in names
    ]
    assert asked == [text.partition("?")[0] + "?" for text in begun]
    following = [
        pages[f"learn/{name}"].select_one("a.next-page")["href"]
        for name in ("index.html", *names[:-1])
    ]
    assert following == names


def _text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def test_sitemap_lists_the_pages(
    site: Path, pages: dict[str, BeautifulSoup]
) -> None:
    """The sitemap has every page but those that nobody searches for."""
    text = (site / "sitemap.xml").read_text("utf-8")
    for name in _written(pages):
        listed = f"<loc>https://example.org/{name}</loc>" in text
        assert listed == (name != "404.html"), name


def test_sitemap_stays_complete_when_one_page_is_written(
    site: Path, tmp_path: Path
) -> None:
    """A build that writes a single page still lists them all."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--quiet", "-c", "."),
            *("docs", str(folder), "docs/learn/tasks.rst"),
        ],
        cwd=ROOT,
        check=True,
    )
    listed = (folder / "sitemap.xml").read_text("utf-8").count("<loc>")
    pages = list(folder.rglob("*.html"))
    # Nobody searches for the search, or for the page that is not there.
    assert listed == len(pages) - 2


def test_page_not_found_works_at_any_depth(
    pages: dict[str, BeautifulSoup],
) -> None:
    """Links of the 404 page do not depend on where it is shown."""
    page = pages["404.html"]
    for element in page.select("[src], link[rel=stylesheet], article a[href]"):
        address = element.get("src") or element["href"]
        assert address.startswith(("/", "#")), address


def test_names_in_code_link_to_pythons_documentation(
    pages: dict[str, BeautifulSoup],
) -> None:
    """Code and claims link asyncio's names."""
    links = {
        link["href"]
        for link in pages["learn/tasks.html"].select("article a[href]")
    }
    base = "https://docs.python.org/3/library/asyncio-task.html#asyncio."
    for name in "gather", "create_task", "current_task":
        assert base + name in links


def test_new_names_link_whatever_python_builds_the_site(
    pages: dict[str, BeautifulSoup],
) -> None:
    """What Python 3.13 added is linked by a build on 3.11, too."""
    links = {
        link["href"]: link.text
        for link in pages["learn/queues.html"].select(".example pre a")
    }
    base = "https://docs.python.org/3/library/asyncio-queue.html#asyncio."
    assert links[f"{base}QueueShutDown"] == "asyncio.QueueShutDown"
    assert links[f"{base}Queue.shutdown"] == "orders.shutdown"


def test_each_example_links_to_its_file(
    site: Path, pages: dict[str, BeautifulSoup]
) -> None:
    """The file behind the link is the example, to the letter."""
    links = pages["learn/tasks.html"].select(".example-head a")
    assert links
    for link in links:
        served = (site / "learn" / link["href"]).resolve()
        source = Path(link.text)
        assert served.name == source.name
        assert served.read_bytes() == source.absolute().read_bytes()

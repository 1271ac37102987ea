"""Reading as the reader wants it: size of text, market colours, brightness, tools of an article, print, keyboard."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Literal

import pytest

from digest.site.render import overrides
from tests.site_builds import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 8_000
ARTICLE = "articles/2025/01/20250128-newspim-000033/"
"""Has changes in percent, several companies, further sources."""
ENGLISH = "articles/2025/02/20250227-businesstoday-466085/"
GROUNDS = ("--d-paper", "--d-raised", "--d-wash")
INKS: tuple[str, ...] = ("--d-market-red", "--d-market-blue", "--d-market-green", "--d-ink", "--d-ink-2", "--d-accent")
INKS += ("--d-positive", "--d-negative", "--d-mixed", "--d-neutral")
AA = 4.5


def colours(scheme: str) -> dict[str, str]:
    """The custom properties of one scheme, from the style sheets as they are written."""
    found: dict[str, str] = {}
    for name in ("10-base.css", "15-market.css"):
        text = (overrides() / "styles" / name).read_text("utf-8")
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            if f'[data-md-color-scheme="{scheme}"]' in selector:
                found |= dict(re.findall(r"(--d-[\w-]+): (#[0-9a-f]{6});", body))
    return found


def luminance(colour: str) -> float:
    """Relative luminance (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guideline_says() -> None:
    """The extremes, and a grey that is known to fail on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_ink_is_readable_on_every_ground(scheme: str) -> None:
    """Both palettes of market moves, sentiment and words, in both schemes."""
    found = colours(scheme)
    pale = [
        (ink, ground, round(contrast(found[ink], found[ground]), 2))
        for ink, ground in itertools.product(INKS, GROUNDS)
        if contrast(found[ink], found[ground]) < AA
    ]
    assert pale == []


def test_sentiment_has_no_colour_of_the_market() -> None:
    """Bad news is not a falling price."""
    for scheme in ("default", "slate"):
        found = colours(scheme)
        market = {found[name] for name in INKS if "market" in name}
        assert not market & {found[f"--d-{name}"] for name in ("positive", "negative", "mixed", "neutral")}


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with served(real_site) as base:
        yield base


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a phone and an empty memory."""
    made = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab of it, which fails on any error of a script."""
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    return opened


def size(page: Page) -> float:
    """Pixels of the summary's letters."""
    return float(page.eval_on_selector(".d-body p", "one => parseFloat(getComputedStyle(one).fontSize)"))


def moves(page: Page) -> str:
    """The colour of a fall in the table of figures."""
    return str(page.eval_on_selector("td.d-fall", "one => getComputedStyle(one).color"))


def rgb(colour: str) -> str:
    """`#b81f1f` as a browser says it."""
    return "rgb({}, {}, {})".format(*(int(colour[place : place + 2], 16) for place in (1, 3, 5)))


@pytest.mark.browser
def test_text_size_has_five_steps_and_is_remembered(page: Page, address: str) -> None:
    """By the buttons of the article, to both ends, kept on the next page before its script runs."""
    page.goto(address + ARTICLE)
    seen = [size(page)]
    for _ in range(3):
        page.get_by_role("button", name="글자 크게").click()
        seen.append(size(page))
    assert len(set(seen)) == 4, "from the second of five steps there are three more"
    assert seen == sorted(seen)
    assert page.get_by_role("button", name="글자 크게").get_attribute("aria-disabled") == "true"
    assert page.locator(".d-tools [role=status]").inner_text() == "5단계"
    page.goto(address + "articles/2025/01/20250131-newspim-000527/")
    assert size(page) == seen[-1]
    for _ in range(4):
        page.get_by_role("button", name="글자 작게").click()
    assert size(page) < seen[0]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


@pytest.mark.browser
def test_market_colours_follow_the_language_then_the_reader(page: Page, address: str) -> None:
    """Falls are blue on a Korean page, red in the American way, black in monochrome; kept until taken back."""
    found = colours("default")
    page.goto(address + ARTICLE)
    assert moves(page) == rgb(found["--d-market-blue"])
    for name, wanted in (("미국식", "--d-market-red"), ("흑백", "--d-ink"), ("한국식", "--d-market-blue")):
        page.get_by_role("button", name="보기 설정").click()
        page.get_by_role("radio", name=name).check()
        assert moves(page) == rgb(found[wanted]), name
        page.keyboard.press("Escape")
        page.reload()
        assert moves(page) == rgb(found[wanted]), name


@pytest.mark.browser
def test_choices_are_made_before_the_page_is_painted(page: Page, address: str) -> None:
    """The script in the head sets them, so no page flashes in another size or colour."""
    page.goto(address + ARTICLE)
    page.evaluate("__md_set('size', 5); __md_set('market', 'us')")
    page.add_init_script(
        """new MutationObserver((_, me) => document.body && (me.disconnect(),
        globalThis.first = [document.documentElement.dataset.size, document.documentElement.dataset.market])
        ).observe(document, {childList: true, subtree: true})"""
    )
    page.reload()
    assert page.evaluate("first") == ["5", "us"]


@pytest.mark.browser
def test_nonsense_in_memory_is_no_choice(page: Page, address: str) -> None:
    """What another page or an older release left behind."""
    page.goto(address + ARTICLE)
    before = size(page)
    page.evaluate("__md_set('size', 99); __md_set('market', '\"><img>')")
    page.reload()
    assert size(page) == before
    assert page.evaluate("document.documentElement.dataset.market") is None


@pytest.mark.browser
def test_settings_by_keyboard_alone(page: Page, address: str) -> None:
    """Reached, opened, changed, closed; focus comes back to the button."""
    page.goto(address + ARTICLE)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.d-prefs__button')"):
            break
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="보기 설정")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.size") == "3"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.dataset.market") == "kr"
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('.d-prefs__button')")


@pytest.mark.browser
def test_brightness_is_among_the_settings(page: Page, address: str) -> None:
    """The same choice as the button of the masthead."""
    page.goto(address + ENGLISH)
    page.get_by_role("button", name="Reading settings").click()
    page.get_by_role("radio", name="Dark", exact=True).check()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(address + ARTICLE)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.browser
def test_link_is_copied_and_said(context: BrowserContext, page: Page, address: str) -> None:
    """The page's own address, told to a screen reader; a refusal is told too."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + ARTICLE + "#d-figures")
    page.get_by_role("button", name="링크 복사").click()
    page.locator(".d-tools [role=status]", has_text="링크를 복사했습니다.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(ARTICLE)
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.get_by_role("button", name="링크 복사").click()
    page.locator(".d-tools [role=status]", has_text="복사하지 못했습니다").wait_for()


@pytest.mark.browser
def test_share_is_offered_where_the_device_can(page: Page, address: str) -> None:
    """With the headline and the address; without the means there is no button."""
    page.add_init_script("navigator.share = undefined")
    page.goto(address + ARTICLE)
    assert page.get_by_role("button", name="공유").count() == 0
    page.add_init_script("navigator.share = async (what) => { globalThis.shared = what }")
    page.reload()
    page.get_by_role("button", name="공유").click()
    assert page.evaluate("shared.title") == page.locator("h1").inner_text()
    assert page.evaluate("shared.url").endswith(ARTICLE)


@pytest.mark.browser
def test_print_keeps_the_notice_and_spells_links_out(page: Page, address: str) -> None:
    """On paper there is no chrome; the disclaimers stay and the original's address is written."""
    page.goto(address + ARTICLE)
    page.emulate_media(media="print")
    for gone in (".d-masthead", ".d-tools", ".d-series", ".d-related"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".d-notice").is_visible()
    after = "one => getComputedStyle(one, '::after').content"
    assert page.eval_on_selector(".d-original a", after).startswith('" (" attr(href)') or (
        "https://" in page.eval_on_selector(".d-original a", after)
    )


@pytest.mark.browser
def test_print_is_black_on_white_in_either_scheme(page: Page, address: str) -> None:
    """Whoever reads in the dark prints as everyone does."""
    for scheme in ("default", "slate"):
        page.emulate_media(media="screen")
        page.goto(address + ARTICLE)
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        page.emulate_media(media="print")
        colours = "one => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor]"
        ink, paper = page.eval_on_selector(".d-body p", colours)
        assert (ink, paper) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)"), scheme


@pytest.mark.browser
def test_words_of_charts_stand_within_them(page: Page, address: str) -> None:
    """Names of bars, steps and months, at the width of a phone and of a desk."""
    script = """() => [...document.querySelectorAll("svg.d-chart text")].filter((text) => {
        const [own, all] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
        return own.width && (own.left < all.left - 12 || own.right > all.right + 12);
    }).map((text) => text.textContent)"""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (ARTICLE, "series/deepseek-shock/", "companies/xnas-nvda/", "weeks/"):
            page.goto(address + path)
            assert page.evaluate(script) == [], (width, path)


@pytest.mark.browser
def test_news_needs_no_scrolling(page: Page, address: str) -> None:
    """On a small phone the first headline is in the upper half of the screen, on both home pages."""
    for path in ("", "en/"):
        page.set_viewport_size({"width": 360, "height": 640})
        page.goto(address + path)
        box = page.locator(".d-row__title").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 440, path


@pytest.mark.browser
def test_impacts_fit_a_phone(page: Page, address: str) -> None:
    """The table of impacts is whole at 320 pixels, with company, judgement in words and reason in each row."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + ARTICLE)
    table = page.locator(".d-impacts table")
    box = table.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320
    for row in table.locator("tbody tr").all():
        assert row.locator("td b").inner_text() in {"긍정", "부정", "엇갈림", "중립"}
        assert row.locator("td").last.inner_text()
    hidden = (
        "[...document.querySelectorAll('.d-impacts td, .d-impacts th')].some(e => e.scrollWidth > e.clientWidth + 1)"
    )
    assert not page.evaluate(hidden)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_the_settings_open(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """Home and article at 320 pixels with the panel open, text at its largest."""
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    made = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 900}, reduced_motion="reduce")
    page = made.new_page()
    found = []
    for path in (ARTICLE, ENGLISH, "", "en/"):
        page.goto(address + path)
        page.evaluate("document.documentElement.dataset.size = 5")
        page.locator(".d-prefs__button").click()
        found += [(path, one["id"], one["nodes"][0]["target"]) for one in sync.Axe().run(page).response["violations"]]
    made.close()
    assert found == []

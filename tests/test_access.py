"""The access verdict: each witness by itself. Whole pages are cases under `fixtures/cases/access`."""

from __future__ import annotations

import json

import pytest

from pagewinnow.document import Declared
from pagewinnow.fetch import Fetch
from pagewinnow.find.access.declared import read_declaration
from pagewinnow.find.access.letters import find_garbled, guess_by_paragraph
from pagewinnow.find.access.shape import ends_abruptly
from pagewinnow.pipeline import Cleaner
from pagewinnow.rules import load_rules
from pagewinnow.rules.vendors import load_vendors

VENDORS = load_vendors()
ENGLISH = load_rules().profiles["en"].stop_words
PLAIN = (
    "The bridge at the end of the town was built in the year of the flood, and it has been in the hands of the guards "
    "ever since. They close it at night and they open it when the first cart of the morning stands before it."
)
SECOND = (
    "Nobody knows who carried the stones, for the quarry lies two days to the north and the road was not made before "
    "the great fire. An old song has it that seven brothers rolled them down the river on rafts of willow and rope."
)
STORY = "".join(f"<p>{PLAIN} This was the {n}th time.</p>" for n in range(4, 20))


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f"<!DOCTYPE html><html lang={lang}><head><title>The bridge</title>{head}</head><body>{body}</body></html>"


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


@pytest.mark.parametrize(
    ("values", "free", "metered"),
    [
        pytest.param({"isAccessibleForFree": False}, False, False, id="bool"),
        pytest.param({"isAccessibleForFree": "False"}, False, False, id="string"),
        pytest.param({"isAccessibleForFree": "http://schema.org/True"}, True, False, id="address"),
        pytest.param({"hasPart": {"isAccessibleForFree": False, "cssSelector": ".a, .b"}}, False, False, id="part"),
        pytest.param({"hasPart": [{"isAccessibleForFree": True}]}, None, False, id="free-part"),
        pytest.param({"wordCount": "900"}, None, False, id="nothing"),
        pytest.param({"@type": "Museum", "isAccessibleForFree": False}, None, False, id="no-article"),
    ],
)
def test_json_ld_declares(values: dict[str, object], free: object, metered: object) -> None:
    found = read_declaration(Declared(json_ld=({"@type": "NewsArticle", **values},)), VENDORS)
    assert (found.free, found.metered) == (free, metered)


@pytest.mark.parametrize(
    ("meta", "free", "metered"),
    [
        (("article:content_tier", "locked"), False, False),
        (("article:content_tier", "free"), True, False),
        (("og:article:content_tier", "metered"), None, True),
        (("cxenseparse:abc-premium", "true"), False, False),
        (("cxenseparse:abc-premium", "false"), None, False),
        (("description", "locked"), None, False),
    ],
)
def test_metas_declare(meta: tuple[str, str], free: object, metered: object) -> None:
    found = read_declaration(Declared(metas=(meta,)), VENDORS)
    assert (found.free, found.metered) == (free, metered)


def test_json_ld_speaks_before_the_metas() -> None:
    declared = Declared(
        json_ld=({"@type": "Article", "isAccessibleForFree": False},),
        metas=(("paywall", "no"), ("article:content_tier", "free")),
    )
    found = read_declaration(declared, VENDORS)
    assert found.free is False
    assert found.contradicts


@pytest.mark.parametrize(
    ("names", "token"),
    [
        ("js-paywall box", "paywall"),
        ("c-article__PayWall", "paywall"),
        ("article-regwall", "regwall"),
        ("members--only", "members--only"),
        ("spaywaller", None),
        ("drywall", None),
    ],
)
def test_tokens_are_never_within_a_word(names: str, token: str | None) -> None:
    assert VENDORS.wall.find(names) == token


def shifted(text: str) -> str:
    return "".join(chr(ord(char) + 1) if char.isalpha() else char for char in text)


def shuffled(text: str) -> str:
    return " ".join(word[::-1] for word in text.split())


def consonants(text: str) -> str:
    return text.translate(str.maketrans("aeiou", "xkqzw"))


@pytest.mark.parametrize(
    ("garble", "how"),
    [(shifted, "shifted"), (shuffled, "shuffled"), (consonants, "random")],
    ids=["shifted", "shuffled", "random"],
)
def test_garbled_letters(garble: object, how: str) -> None:
    texts = [garble(text.lower()) for text in (PLAIN, SECOND, PLAIN)]  # type: ignore[operator]
    found = find_garbled([PLAIN, *texts], ENGLISH, VENDORS)
    assert found is not None
    assert found.how == how


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Der Brunnen am Marktplatz läuft wieder, und die Kinder haben es als Erste gemerkt, als der Meister kam.",
        "Le moulin du village tourne de nouveau et le vieux meunier n'a pas caché son émotion devant les autres.",
        "Harmaasaaren majakka syttyi perjantaina seitsemän pimeän vuoden jälkeen ja saaren asukkaat kävelivät sinne.",
        "def main(argv): parser = build(argv); return run(parser.parse(), limit=12, depth=40, quiet=False) or None",
    ],
    ids=["english", "german", "french", "finnish", "code"],
)
def test_other_texts_are_not_garbled(text: str) -> None:
    assert find_garbled([text] * 4, ENGLISH, VENDORS) is None


def test_one_paragraph_tells_the_language() -> None:
    languages = {code: load_rules().profiles[code].stop_words for code in ("en", "de", "fr")}
    assert guess_by_paragraph([shifted(PLAIN), PLAIN], languages) == "en"
    assert guess_by_paragraph([shifted(PLAIN)], languages) is None


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("He came.", None),
        ("He said “no.”", None),
        ("He came (late).", None),
        ("He came and...", "dots"),
        ("He came and […]", "dots"),
        ("Then I typed this:", "colon"),
        ("the balance of the", "open"),
        ("橋が開いた。", None),
        ("橋が...", "dots"),
    ],
)
def test_how_a_text_ends(text: str, how: str | None) -> None:
    assert ends_abruptly(text) == how


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (404, "<h1>Gone fishing</h1><p>Back on Monday.</p>", "error"),
        (503, "<p>Back soon.</p>", "error"),
        (451, "<p>Not here.</p>", "error"),
        (404, f"<article><h1>The bridge</h1>{STORY}</article>", "open"),
        (200, f"<article><h1>The bridge</h1>{STORY}</article>", "open"),
        (403, "<p>Please enable JS and disable any ad blocker</p>", "challenge"),
        (402, "<p>This article is for subscribers only</p>", "paywalled"),
    ],
)
def test_the_status_of_the_fetch(cleaner: Cleaner, status: int, body: str, verdict: str) -> None:
    found = cleaner.clean(page(body), kind="html", fetch=Fetch(status=status)).access
    assert found.status == verdict
    assert verdict != "error" or found.evidence[0].source == "http"


@pytest.mark.parametrize("status", ["challenge", "error", "consent", "empty"])
def test_what_replaces_a_page_leaves_no_article(cleaner: Cleaner, status: str) -> None:
    bodies = {
        "challenge": "<h1>Verify you are human</h1><div id='px-captcha'></div>",
        "error": "<h1>Page not found</h1>",
        "consent": "<h1>Before you continue</h1><button>Reject all</button><button>Accept all</button>",
        "empty": "<div id='root'></div><script src='/app.js'></script>",
    }
    found = cleaner.clean(page(bodies[status]).replace("<title>The bridge</title>", ""), kind="html")
    assert found.access.status == status
    assert found.access.complete is None
    assert found.article is None
    assert found.comments == ()


def test_a_prompt_that_the_text_runs_past_is_no_wall(cleaner: Cleaner) -> None:
    prompt = "<div><p>This article is for subscribers only</p></div>"
    assert cleaner.clean(page(f"<article>{prompt}{STORY}</article>"), kind="html").access.status == "open"
    assert cleaner.clean(page(f"<article>{STORY[:500]}{prompt}</article>"), kind="html").access.status == "paywalled"


def test_a_free_page_stays_free_whatever_is_offered(cleaner: Cleaner) -> None:
    free, prompt = json_ld(isAccessibleForFree=True), "<p>This article is for subscribers only</p>"
    found = cleaner.clean(page(f"<article>{STORY}</article>{prompt}", free), kind="html").access
    assert (found.status, found.complete, found.declared_free) == ("open", True, True)


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_is_empty(cleaner: Cleaner, text: str) -> None:
    assert cleaner.clean(text, kind="text").access.status == "empty"
    assert cleaner.clean(text, kind="html").access.status == "empty"


def test_a_short_sentence_is_a_page(cleaner: Cleaner) -> None:
    assert cleaner.clean("The bridge is open again.", kind="text").access.status == "open"
    assert cleaner.clean("<p>The bridge is open again.</p>", kind="html").access.status == "open"


def test_evidence_names_its_rule(cleaner: Cleaner) -> None:
    body = f"<article>{STORY[:500]}<div class='paywall'><p>Subscribe to continue reading.</p></div></article>"
    evidence = cleaner.clean(page(body, json_ld(isAccessibleForFree=False)), kind="html").access.evidence
    assert {(e.source, e.rule) for e in evidence} >= {
        ("jsonld", "isAccessibleForFree"),
        ("text", "en/paywall#subscribe-to-continue-reading"),
        ("markup", "tokens#paywall"),
    }

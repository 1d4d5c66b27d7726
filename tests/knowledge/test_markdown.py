"""What editors' small Markdown becomes."""

import pytest

from hilfelotse.knowledge.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "Anruf: [0511 168-0](tel:+495111680).",
            '<p>Anruf: <a href="tel:+495111680"><bdi class="nowrap">0511 168-0</bdi></a>.</p>',
        ),
        ("+49 511 16 80", '<p><bdi class="nowrap">+49 511 16 80</bdi></p>'),
        ("116 016 oder 112", '<p><bdi class="nowrap">116 016</bdi> oder 112</p>'),
        ("Von 8 bis 18 Uhr, am 24. 12.", "<p>Von 8 bis 18 Uhr, am 24. 12.</p>"),
        ("Raum 3 4b", "<p>Raum 3 4b</p>"),
        ("[Seite](/a/1%202/)", '<p><a href="/a/1%202/">Seite</a></p>'),
    ],
)
def test_groups_of_digits_stay_in_their_order(text, html):
    """Right to left they would change places: 168-0 0511."""
    assert to_html(text).strip() == html

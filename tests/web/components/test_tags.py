"""What small tags write."""

import pytest
from django.conf import settings

from hilfelotse.web.components.templatetags.components import isolated


@pytest.mark.django_db
def test_numbers_and_addresses_in_a_sentence_are_read_from_left_to_right(client):
    html = client.get("/fa/datenschutz/").content.decode()
    office = settings.OFFICE
    assert f'<bdi class="nowrap" dir="ltr">{office["phone"]}</bdi>' in html
    assert f'<bdi dir="ltr">{office["email"]}</bdi>' in html


def test_what_is_isolated_is_escaped():
    assert isolated("<1>") == '<bdi class="nowrap" dir="ltr">&lt;1&gt;</bdi>'

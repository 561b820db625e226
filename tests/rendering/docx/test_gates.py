"""The validators find nothing in any sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from releasefmt.model.sheet import Sheet
from tests.gates import ooxml_integrity, open_xml_sdk, openxml_audit
from tests.gates.complaints import listed
from tests.rendering.docx.opened import rendered
from tests.rendering.docx.sheets import kitchen_sink, one_page, right_to_left, three_pages

pytestmark = pytest.mark.parametrize("sheet", [one_page, three_pages, kitchen_sink, right_to_left])


@pytest.mark.needs("open-xml-sdk")
@pytest.mark.slow
def test_open_xml_sdk(sheet: Callable[[], Sheet]) -> None:
    assert listed(open_xml_sdk.check(rendered(sheet()))) == ""


@pytest.mark.needs("openxml-audit")
@pytest.mark.slow
def test_openxml_audit(sheet: Callable[[], Sheet]) -> None:
    assert listed(openxml_audit.check(rendered(sheet()))) == ""


@pytest.mark.needs("ooxml-integrity")
def test_ooxml_integrity(sheet: Callable[[], Sheet]) -> None:
    assert listed(ooxml_integrity.check(rendered(sheet()))) == ""

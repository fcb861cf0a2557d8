"""Payment cards and bank accounts: digits of the right shape whose checksum is right."""

import re
from collections.abc import Iterator

_CARD = re.compile(r"(?<![\w.+-])\d(?:[ -]?\d){12,18}(?![\w-])")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ \u00a0-]?[A-Z0-9]){10,30}(?![a-z0-9])")
_BRAND = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]\d|[3-6]\d\d|7[01]\d)\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}"
    r"|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|62\d{14,17}"
)
_CARD_WORDS = re.compile(
    r"\b(?:card|visa|master ?card|maestro|amex|american express|discover|credit|debit|pan|cc"
    r"|karte|kreditkarte|karten\w{0,10}"
    r"|carte|tarjeta)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    r"\b(?:order|ticket|invoice|ref|reference|tracking|imei|serial|request|case|transaction|shipment|parcel|bestell\w{0,10}"
    r"|auftrag\w{0,10}|rechnung\w{0,10}|commande|pedido|factura|id|number|no|nr)\b\W{0,6}(?:id|number|no|nr)?\W{0,6}$",
    re.IGNORECASE,
)
_NEAR = 60
_SHORTEST_IBAN = 15


def find_account_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """Gives ("card" or "IBAN", start, end) for each number in the text whose checksum is right.

    A card needs the prefix of a brand and no other label ("order id") before it, or a word for a card nearby.
    """
    for match in _CARD.finditer(text):
        if _is_card(text, match):
            yield "card", *match.span()
    for match in _IBAN.finditer(text):
        if end := _iban_end(match.group()):
            yield "IBAN", match.start(), match.start() + end


def _is_card(text: str, match: re.Match[str]) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", match.group())
    if len(set(digits)) == 1 or not luhn.is_valid(digits):
        return False
    before = text[max(0, match.start() - _NEAR) : match.start()]
    if _CARD_WORDS.search(before) or _CARD_WORDS.search(text[match.end() : match.end() + _NEAR]):
        return True
    return bool(_BRAND.fullmatch(digits)) and not _OTHER_WORDS.search(before)


def _iban_end(candidate: str) -> int:
    """How much of the candidate is an IBAN: capitals may follow it ("… 00 BITTE"); 0 where none is."""
    from stdnum import iban

    for end in range(len(candidate), _SHORTEST_IBAN - 1, -1):
        if candidate[end - 1] not in " \u00a0-" and iban.is_valid(candidate[:end].replace("\u00a0", "")):
            return end
    return 0

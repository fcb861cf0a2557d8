"""Secrets are hidden, look-alikes stay."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.guard.secrets import find_secrets, mask, mask_secrets

_LETTERS = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"


def made(length: int, signs: str = _LETTERS) -> str:
    """A random run of signs, always the same, with an upper and a lower letter and a digit in it."""
    chooser = random.Random(length)
    return ("aB7" if signs == _LETTERS else "a7") + "".join(chooser.choice(signs) for _ in range(length - 3))


FORMS = [
    ("API key", "sk" + "-" + made(48)),
    ("API key", "sk" + "-proj-" + made(64)),
    ("API key", "sk" + "_live_" + made(24)),
    ("AWS key", "AKI" + "A" + "Q7" * 8),
    ("GitHub token", "ghp" + "_" + made(36)),
    ("GitHub token", "github" + "_pat_" + made(22) + "_" + made(59)),
    ("GitLab token", "glpat" + "-" + made(20)),
    ("Slack token", "xoxb" + "-123456789012-" + made(24)),
    ("webhook", "https://hooks.slack" + ".com/services/T01/B01/" + made(24)),
    ("Google key", "AIz" + "a" + made(35)),
    ("package token", "npm" + "_" + made(36)),
    ("package token", "pypi" + "-" + made(80)),
    ("JWT", "eyJ" + made(20) + ".eyJ" + made(30) + "." + made(43)),
    (
        "private key",
        "-----BEGIN RSA PRIVATE " + "KEY-----\n" + made(64) + "\n-----END RSA PRIVATE " + "KEY-----",
    ),
    ("card", "4111 1111 " + "1111 1111"),
    ("card", "37828224" + "6310005"),
    ("IBAN", "DE89 3704 0044 " + "0532 0130 00"),
    ("IBAN", "GB29NWBK6016" + "1331926819"),
]
LABELLED = [  # the secret stands between « and »
    "aws_secret_access_key = «" + made(40) + "»",
    "postgres://app:«hunter2»@db.acme.example:5432/x",
    "password: «hunter2»",
    "Passwort: «Sommer»",
    "mot de passe : «soleil12»",
    "contraseña: «gato»",
    "my password is «Summer2026!»",
    "the password «Hunter2!» does not work",
    "das Kennwort lautet «Blume#12»",
    "DB_PASSWORD=«abc123»",
    '{"password": "«open sesame»"}'.replace(" sesame", "-sesame"),
    "Server=x;Pwd=«geheim»;Timeout=3",
    "client_secret=«" + made(32, _HEX) + "»",
    "X-Api-Key: «" + made(32, _HEX) + "»",
    "Authorization: Bearer «" + made(30) + "»",
    "Authorization: Basic «dXNlcjpwYXNz»",
    "https://acme.example/r?token=«" + made(32) + "»",
    "https://acme.example/reset/«" + made(32) + "»",
    "PIN: «4821»",
    "Cookie: JSESSIONID=«" + made(32) + "»",
]
KEPT = [
    "order 20260413152201",
    "order id 4111111111" + "111111",
    "550e8400-e29b-41d4-a716-446655440000",
    "commit " + made(40, _HEX),
    "md5 " + made(32, _HEX),
    "version 4.0.2-beta.49483",
    "TICKET-48213 and +49 30 12345678",
    "1712345678901 ms, tracking 1Z999AA10123456784",
    "4111 1111 1111 1112",
    "DE88 3704 0044 0532 0130 00",
    "password reset does not work",
    "my password is wrong",
    "Password: incorrect",
    "password: must be changed",
    "The password field is empty on v2.1",
    "mot de passe oublié, Passwort vergessen",
    "the token expired; token: expired; bearer token missing",
    "Authorization: failed for user",
    "api key is not accepted, key: value",
    "sk-learn-is-a-nice-python-package-name",
    "pin: top; pin the message",
    "https://acme.example/order?id=123456789",
    "https://acme.example:8080/path@x",
    "password: ${DB_PASSWORD} token=<your-token-here1>",
]


@pytest.mark.parametrize(("kind", "secret"), FORMS)
def test_a_secret_is_known_by_its_form(kind: str, secret: str) -> None:
    text = f"We use {secret} here"
    assert [(one.kind, text[one.start : one.end]) for one in find_secrets(text)] == [(kind, secret)]


@pytest.mark.parametrize("marked", LABELLED)
def test_a_secret_is_known_by_its_label(marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    secret = marked[marked.index("«") + 1 : marked.index("»")]
    assert [text[one.start : one.end] for one in find_secrets(text)] == [secret]


@pytest.mark.parametrize("text", KEPT)
def test_a_look_alike_stays(text: str) -> None:
    assert mask_secrets(text) == text


def test_the_same_secret_has_the_same_number_wherever_it_stands() -> None:
    text = "password: Winter2026!\npin: 4821\nI typed Winter2026! again"
    masked = mask(text)
    assert (
        masked.text
        == "password: [password hidden 1]\npin: [code hidden 2]\nI typed [password hidden 1] again"
    )
    assert [text[one.start : one.end] for one in masked.secrets] == ["Winter2026!", "4821", "Winter2026!"]


@pytest.mark.parametrize(
    "text", [secret for _, secret in FORMS] + [text.replace("«", "").replace("»", "") for text in LABELLED]
)
def test_masking_again_changes_nothing(text: str) -> None:
    assert mask_secrets(mask_secrets(text)) == mask_secrets(text)


@given(st.text() | st.text(st.sampled_from("password:= is'\"AB12 \n/@.-")))
def test_spans_are_in_order_and_apart(text: str) -> None:
    ends = [0]
    for secret in find_secrets(text):
        assert ends[-1] <= secret.start < secret.end <= len(text)
        ends.append(secret.end)


@pytest.mark.parametrize("bait", 'a1>-.:/@< \t\n"([{')
def test_a_megabyte_of_one_sign_holds_no_secret(bait: str) -> None:
    around = f"password token secret key card pin session https:// {bait * 1_000_000}"
    assert mask(bait * 1_000_000).secrets == ()
    find_secrets(around)

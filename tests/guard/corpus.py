"""Secrets as they come in support threads, put together here, and what only looks like one.

Every value is invented; none stands in this file as a whole.
"""

import base64
import random
import string

_LETTERS = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"
_UPPER = string.ascii_uppercase + "234567"


def run(length: int, signs: str = _LETTERS, seed: int = 0) -> str:
    """A run of signs that holds a letter and a digit, always the same."""
    chooser = random.Random(length * 1000 + seed)
    start = {"abcdef": "a7", "ABCDEF": "A7"}.get(signs[10:16], "aB7" if signs == _LETTERS else signs[:2])
    return start + "".join(chooser.choice(signs) for _ in range(length - len(start)))


def card(head: str, length: int = 16) -> str:
    """A number whose last digit makes the checksum right."""
    digits = head + "".join(str((place * 7 + 3) % 10) for place in range(length - 1 - len(head)))
    total = sum(
        sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
        for place, digit in enumerate(reversed(digits))
    )
    return digits + str(-total % 10)


def _iban(country: str, account: str) -> str:
    """An account number whose two check digits are right."""
    digits = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{account}"


def spaced(number: str) -> str:
    """A number in groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


_BASIC = base64.b64encode(("svc-export:" + "Winter" + "2027!").encode()).decode()
_JWT = "eyJ" + run(33) + ".eyJ" + run(60, seed=1) + "." + run(43, seed=2)
_PEM = "\n".join(run(64, seed=seed) for seed in range(3))
_KINDS = [
    ("GitHub token", "My token is {}", "gh" + "p_" + run(36)),
    ("GitHub token", "git clone https://{}@github.com/acme/app.git", "gh" + "o_" + run(36, seed=3)),
    ("fine-grained GitHub token", "I pasted {} into the form", "github" + "_pat_" + run(22) + "_" + run(59)),
    ("GitLab token", "CI fails with {}", "glp" + "at-" + run(20)),
    ("password in a URL", "redis://default:{}@cache.acme.example:6379/0", "Qw" + "7zulu"),
    ("password in a URL", "curl ftp://deploy:{}@files.acme.example/x.csv", "tan" + "go44"),
    ("database URL", "DATABASE_URL=postgresql://app:{}@db.acme.example/main", "p4ss" + "w0rdX"),
    ("database URL", "mongodb+srv://root:{}@c0.acme.example/?retryWrites=true", "Mongo" + "9lake"),
    ("database URL", "jdbc:mysql://db.acme.example/app?user=app&password={}", "Gar" + "ten77x"),
    ("password in prose", "My password is {} and it is refused", "Sonne" + "n42!"),
    ("password in prose", "I log in as ana with the password {} every day", "Blue" + "Whale#9"),
    ("password in prose", "the new password you sent ({}) does not work", "Kilo" + "7Tango"),
    ("password in prose", "we changed the pw to {} yesterday", "Rain" + "drop88"),
    ("password in prose", "login: ana@acme.example / {}", "Haus" + "boot77!"),
    ("password label", "Password: {}", "corr3ct" + "horse"),
    ("password label", "user=ana pass={}", "hun" + "ter2x"),
    ("password label", "Username: ana\nPassword:\n{}", "Nebel" + "horn9!"),
    ("password label", '{{"user": "ana", "password": "{}"}}', "s3" + "cr3t!"),
    ("German password", "Passwort: {}", "Sommer" + "2026"),
    ("German password", "Das Passwort lautet {}", "Apfel" + "baum#3"),
    ("German password", "Mein Kennwort ist {}, bitte ändern", "Fisch" + "markt8"),
    ("German password", "Zugangsdaten: ana / Passwort = {}", "Lampe" + "n!fieber1"),
    ("French password", "Mon mot de passe est {}", "Citron" + "44!"),
    ("Spanish password", "La contraseña es {}", "Girasol" + "19!"),
    ("Google key", "https://maps.example/api?key={}&v=3", "AI" + "za" + run(35)),
    ("Google key", "GOOGLE_KEY={}", "AI" + "za" + run(35, seed=4)),
    ("Google OAuth", "secret {}", "GOC" + "SPX-" + run(28)),
    ("npm token", "//registry.acme.example/:_authToken={}", "np" + "m_" + run(36)),
    ("PyPI token", "TWINE_PASSWORD={}", "py" + "pi-AgEIcHlwaS5vcmc" + run(80)),
    ("Slack token", "bot token {}", "xo" + "xb-123456789012-1234567890123-" + run(24)),
    ("Slack token", "app level {}", "xa" + "pp-1-A0123456789-1234567890123-" + run(64, _HEX)),
    ("Slack webhook", "{}", "https://hooks.sl" + "ack.com/services/T0123/B0456/" + run(24)),
    ("Stripe key", "we use {}", "sk" + "_live_" + run(24)),
    ("Stripe key", "restricted {}", "rk" + "_live_" + run(24, seed=5)),
    ("Stripe webhook", "signing secret {}", "wh" + "sec_" + run(32)),
    ("AWS id", "AccessKeyId {}", "AK" + "IA" + run(16, _UPPER)),
    ("AWS id", "temporary {} expired", "AS" + "IA" + run(16, _UPPER, 6)),
    ("AWS secret", "aws_secret_access_key = {}", run(40)),
    ("AWS secret", "Secret access key: {}", run(40, seed=7)),
    ("OpenAI key", "OPENAI_API_KEY={}", "s" + "k-proj-" + run(60)),
    ("Anthropic key", "key {}", "s" + "k-ant-api03-" + run(80)),
    ("Hugging Face token", "HF_TOKEN={}", "h" + "f_" + run(34)),
    ("SendGrid key", "mail key {}", "S" + "G." + run(22) + "." + run(43)),
    ("Twilio key", "auth token: {}", run(32, _HEX)),
    ("Telegram token", "the bot {} is silent", "123456789:" + "AA" + run(33)),
    ("Discord webhook", "{}", "https://disc" + "ord.com/api/webhooks/1234567890/" + run(60)),
    ("Shopify token", "app {}", "shp" + "at_" + run(32, _HEX)),
    ("Databricks token", "cluster {}", "da" + "pi" + run(32, _HEX)),
    ("DigitalOcean token", "{}", "dop" + "_v1_" + run(64, _HEX)),
    ("Azure storage", "AccountName=acme;AccountKey={};Endpoint=x", run(86) + "=="),
    ("JWT", "the session {} is invalid", _JWT),
    ("JWT", "Cookie: token={}; Path=/", _JWT),
    ("private key", "{}", f"-----BEGIN PRIVATE {'KEY'}-----\n{_PEM}\n-----END PRIVATE {'KEY'}-----"),
    (
        "private key",
        "key file:\n{}\n",
        f"-----BEGIN OPENSSH PRIVATE {'KEY'}-----\n{_PEM}\n-----END OPENSSH PRIVATE {'KEY'}-----",
    ),
    (
        "PGP key",
        "{}",
        f"-----BEGIN PGP PRIVATE {'KEY'} BLOCK-----\n\n{_PEM}\n-----END PGP PRIVATE {'KEY'} BLOCK-----",
    ),
    ("reset link", "https://app.acme.example/reset-password/{}", run(32)),
    ("reset link", "https://app.acme.example/users/password/edit?reset_password_token={}", run(20)),
    ("reset link", "magic link: https://login.acme.example/magic/{}", run(40, _HEX)),
    ("invitation link", "https://app.acme.example/invite/{}", run(26)),
    ("signed link", "https://files.acme.example/x.pdf?X-Amz-Signature={}", run(64, _HEX)),
    ("signed link", "https://acme.blob.example/c/x?sv=2024&sig={}", run(43) + "%3D"),
    ("basic auth header", "Authorization: Basic {}", _BASIC),
    ("basic auth header", "curl -H 'Authorization: Basic {}' https://api.acme.example", _BASIC),
    ("basic auth in curl", "curl -u ana:{} https://api.acme.example/v1", "Tulpe" + "4711!"),
    ("bearer header", "Authorization: Bearer {}", run(40, seed=8)),
    ("API key header", "X-Api-Key: {}", run(32, _HEX, 9)),
    ("API key", "apikey={}", run(24, seed=10)),
    ("API key", "Our API key is {}", run(32, seed=11)),
    ("client secret", "client_secret: {}", run(40, seed=12)),
    ("cookie", "Cookie: PHPSESSID={}; lang=de", run(26, _HEX)),
    ("cookie", "Set-Cookie: session={}; HttpOnly", run(48)),
    ("cookie", "connect.sid=s%3A{}", run(32, seed=13)),
    ("PIN", "my PIN: {}", "48" + "21"),
    ("one-time code", "the 2FA code: {}", "481" + "936"),
    ("card", "my card {}", spaced(card("4539"))),
    ("card", "Kreditkarte {}", card("5299")),
    ("card", "{} was charged twice", card("4716")),
    ("card", "Amex {}", card("3742", 15)),
    ("card", "we paid with {} exp 04/28", "-".join(spaced(card("5105")).split())),
    ("card", "card number: {}", card("6011")),
    ("IBAN", "IBAN {}", _iban("DE", "500105175407324931")),
    ("IBAN", "please refund to {}", spaced(_iban("DE", "370400440532013099"))),
    ("IBAN", "IBAN: {}", _iban("FR", "20041010050500013M02606")),
    ("IBAN", "{} (Acme Ltd)", _iban("GB", "NWBK60161331926819")),
    ("IBAN", "Konto {}", _iban("NL", "ABNA0417164300")),
    ("IBAN", "my IBAN is {}", _iban("ES", "21000418450200051332")),
    ("IBAN", "conto {}", spaced(_iban("IT", "X0542811101000000123456"))),
    ("IBAN", "{}", _iban("CH", "00762011623852957")),
]  # fmt: skip
SECRETS = [(kind, text.format(secret), secret) for kind, text, secret in _KINDS]
"""Kind, the text it stands in, and the secret alone."""
ALWAYS = ("card", "IBAN")
"""Kinds of which none may be missed."""

LOOK_ALIKES = [
    "order 4111-2026-0042 is late", "Order ID: 45391234567890", "order number 4539" + "5787 6362 1487",
    "ticket #48213 was closed", "invoice RE-2026-004711 is wrong", "customer number 1000482137",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 broke it", "at 3f786850e387550fdaaf76d6",
    "git show 7c6a180", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "md5 d41d8cd98f00b204e9800998ecf8427e", "request id 550e8400-e29b-41d4-a716-446655440000",
    "trace 0af7651916cd43dd8448eb211c80319c", "correlation id: 7f1d3c2a-9b44-4e6e-8a5e-1f2d3c4b5a69",
    "version 4.12.0-rc.3+build.20260413", "Chrome 126.0.6478.127 on Windows 11 23H2",
    "firmware v2.0.11b-8842", "tracking 1Z999AA10123456784", "parcel 00340434161094042557",
    "UPS 1Z12345E0205271688", "DHL JJD000390007882312345", "timestamp 1712345678901",
    "2026-04-13T15:22:01.123456Z", "epoch 1775055600", "IMEI 356938035643809", "serial C02ZK0ABMD6T",
    "serial number: SN-4478-2231-9921", "EAN 4006381333931", "ISBN 978-3-16-148410-0",
    "device 4532 0151 1283 0367 does not answer", "VIN WVWZZZ1JZXW000001",
    "the meter shows 1234567890123456", "reference 2026041315220099", "case 00482137", "+49 30 901820",
    "call me at +1 202-555-0143", "DE99 5001 0517 5407 3249 31 is refused as no account",
    "the password field is empty", "I forgot my password", "password reset mail does not arrive",
    "Password: incorrect", "Please change your password every 90 days",
    "the password must have 12 characters", "Passwort vergessen geht nicht", "Das Passwort ist falsch",
    "Kennwort ist abgelaufen", "mot de passe oublié", "la contraseña es incorrecta",
    "the token expired yesterday", "invalid token", "token: expired", "API key is missing",
    "api key not accepted", "the secret is out", "key: value", "Authorization: missing",
    "Bearer token required", "Basic plan with 12 seats", "session expired after 30 minutes",
    "the cookie banner covers the button", "https://support.acme.example/tickets/48213",
    "https://docs.acme.example/reset-password", "https://app.acme.example/orders?id=20260413152201",
    "https://app.acme.example/reports/2026-04/export.csv",
    "see https://status.acme.example/incidents/kx2v8w1m5q7d",
    "GET /api/v2/export/48213/items?page=2&code=404", "error E-5012 in module billing-core",
    "MAC 00:1A:2B:3C:4D:5E", "IP 10.20.30.40:8080", "2001:db8:85a3::8a2e:370:7334",
    "C:\\Users\\ana\\pass\\export.log", "the PIN pad is broken", "enter the PIN", "OTP never arrives",
    "sk-learn-pipeline-for-reports is slow", "key-value-store-service-is-down-again", "SKU AKIA-RED-42",
    "column passport_no is null", "secretary: Ms Brandt", "compass: north",
    "tokenizer=whitespace lowercase=true", "pass rate: 97 percent",
]  # fmt: skip
"""What people write that is no secret."""

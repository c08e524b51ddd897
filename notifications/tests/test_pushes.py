"""Web push over the wire: a browser's keys open what its push service is handed, and the service knows who sent it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.contrib.sessions.backends.db import SessionStore

from notifications.delivering import engine, vapid
from notifications.delivering.encryption import encrypted
from notifications.kinds import Kind
from notifications.models import Delivery, PushDevice, PushKey
from notifications.services import notify
from notifications.services.devices import DeviceRefused, add_device, unpadded

if TYPE_CHECKING:
    from pytest_django import Settings

    from accounts.models import User
    from notifications.tests.conftest import Listener

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    own = int.from_bytes(unpadded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    message = encrypted(
        b"When I grow up, I want to be a watermelon",
        key=unpadded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        secret=unpadded("BTBZMqHH6r4Tts7J_aSIgg"),
        own=ec.derive_private_key(own, ec.SECP256R1()),
        salt=unpadded("DGv6ra1nlYgDCS1FRnbzlw"),
    )

    assert message == unpadded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


class FakeBrowser:
    """The keys of a browser's subscription, and how it opens what is pushed to it (RFC 8188, RFC 8291)."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.auth = bytes(range(16))

    def opened(self, body: bytes) -> dict[str, str]:
        def mac(key: bytes, data: bytes) -> bytes:
            return hmac.new(key, data, hashlib.sha256).digest()

        salt, length = body[:16], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        combined = mac(mac(self.auth, shared), b"WebPush: info\0" + self.point + sender + b"\x01")
        extracted = mac(salt, combined)
        key = mac(extracted, b"Content-Encoding: aes128gcm\0\x01")[:16]
        nonce = mac(extracted, b"Content-Encoding: nonce\0\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.endswith(b"\x02")
        return json.loads(plain[:-1])


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def subscribed(listener: Listener, owner: User, browser: FakeBrowser | None = None, name: str = "1") -> PushDevice:
    browser = browser or FakeBrowser()
    session = SessionStore()
    session.create()
    return add_device(
        owner=owner,
        endpoint=f"{listener.address}/push/{name}",
        p256dh=encoded(browser.point),
        auth=encoded(browser.auth),
        session=session.session_key,
        name="Firefox on Linux",
    )


def tell(reader: User) -> None:
    notify(readers=[reader.pk], kind=Kind.MONEY, key="a", title="“Die Mühle” waits for money.")


def test_the_browser_opens_what_its_service_is_handed(listener: Listener, reader: User) -> None:
    browser = FakeBrowser()
    subscribed(listener, reader, browser)
    listener.answers = [201]
    tell(reader)
    engine.deliver_due()

    (received,) = listener.received
    told = browser.opened(received.body)
    assert told["title"] == "“Die Mühle” waits for money."
    assert told["body"] == "It goes on once you have seen to the money."
    assert told["path"] == f"/notifications/{told['tag']}/"
    assert received.headers["content-encoding"] == "aes128gcm"
    assert received.headers["ttl"] == "86400"
    assert Delivery.objects.get().state == State.DELIVERED


def test_the_service_knows_who_sent_it(listener: Listener, reader: User) -> None:
    subscribed(listener, reader)
    tell(reader)
    engine.deliver_due()

    header = listener.received[0].headers["authorization"].removeprefix("vapid ")
    parts = dict(part.strip().split("=", 1) for part in header.split(","))
    assert parts["k"] == vapid.public_key()
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpadded(parts["k"]))
    claims = jwt.decode(parts["t"], key, algorithms=["ES256"], audience=listener.address)
    assert claims["sub"].startswith(("mailto:", "https:"))


@pytest.mark.parametrize("code", [404, 410])
def test_a_subscription_that_is_gone_is_forgotten(listener: Listener, reader: User, code: int) -> None:
    subscribed(listener, reader)
    listener.answers = [code]
    tell(reader)
    engine.deliver_due()

    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(("code", "state"), [(429, State.WAITING), (503, State.WAITING), (403, State.FAILED)])
def test_what_the_service_refuses_for_now_is_pushed_again(
    listener: Listener, reader: User, code: int, state: State
) -> None:
    subscribed(listener, reader)
    listener.answers = [code]
    tell(reader)
    engine.deliver_due()

    assert Delivery.objects.get().state == state
    assert PushDevice.objects.exists()


def test_nothing_is_pushed_to_where_nobody_is_signed_in_any_more(listener: Listener, reader: User) -> None:
    device = subscribed(listener, reader)
    SessionStore(device.session).delete()
    tell(reader)
    engine.deliver_due()

    assert listener.received == []
    assert not PushDevice.objects.exists()


def test_whoever_signs_in_next_in_a_browser_takes_it_over(listener: Listener, reader: User, stranger: User) -> None:
    subscribed(listener, reader)
    subscribed(listener, stranger)

    assert PushDevice.objects.get().owner == stranger


def test_the_key_is_made_once_and_sealed_unless_the_environment_has_one(db: None, settings: Settings) -> None:
    first = vapid.public_key()
    assert vapid.public_key() == first
    assert PushKey.objects.count() == 1
    settings.VAPID_PRIVATE_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
    assert vapid.public_key().startswith("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml")
    settings.VAPID_PRIVATE_KEY = "short"
    with pytest.raises(vapid.PushKeyBroken):
        vapid.public_key()


@pytest.mark.parametrize(
    ("endpoint", "auth"),
    [("https://10.0.0.1/push", 16), ("http://push.example.com/", 16), ("https://93.184.215.14/", 15)],
)
def test_what_is_no_subscription_is_refused(reader: User, endpoint: str, auth: int) -> None:
    with pytest.raises(DeviceRefused):
        add_device(
            owner=reader,
            endpoint=endpoint,
            p256dh=encoded(FakeBrowser().point),
            auth=encoded(bytes(auth)),
            session="s",
            name="",
        )

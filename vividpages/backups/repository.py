"""Where backups are: sealed objects in a folder or a bucket, files once for all backups that have them.

    repository.json            how the passphrase opens the key that everything else is sealed under
    files/<two digits>/<name>  what files hold; the name follows from the content, by the key
    backups/<id>/database      the dump
    backups/<id>/files         the names of the files, with what each holds
    backups/<id>/keys          the key ring and the secret key
    backups/<id>/manifest.json written last: without it there is no backup

The manifest can be read without the passphrase (when, versions, counts), and nobody without it can change it unnoticed.
"""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from typing import IO, TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.core.files.base import ContentFile, File
from django.views.decorators.debug import sensitive_variables

from vividpages.backups.errors import BackupDamaged, BackupError, NoBackup, WrongPassphrase
from vividpages.backups.sealing import Opening, Sealing, new_key, pour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.storage import Storage

HEADER = "repository.json"
FILES, BACKUPS, MANIFEST = "files", "backups", "manifest.json"
FORMAT = 1
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**17, 8, 1
"""128 MiB and half a second for one guess at the passphrase (OWASP's first choice for scrypt)."""
SHORTEST_PASSPHRASE = 12


class Repository:
    """Backups at one place, opened."""

    @sensitive_variables("key")
    def __init__(self, storage: Storage, key: bytes) -> None:
        self.storage = storage
        self._key = key
        self._naming_key = hmac.digest(key, b"names of files", "sha256")
        self._manifest_key = hmac.digest(key, b"manifests", "sha256")

    def object_name(self, digest: str) -> str:
        """Return where the content of that digest (SHA-256) is: who has no key learns nothing from the name."""
        name = hmac.digest(self._naming_key, bytes.fromhex(digest), "sha256").hex()
        return f"{FILES}/{name[:2]}/{name}"

    def put(self, name: str, source: IO[bytes]) -> Sealing:
        """Write an object, whole or not at all; what is there under its name is replaced."""
        sealed = Sealing(source, key=self._key, name=name)
        self.storage.save(name, File(sealed, name=name))  # type: ignore[arg-type]
        return sealed

    def open(self, name: str) -> IO[bytes]:
        """Open an object. Raises BackupDamaged, here or while it is read."""
        try:
            return Opening(self.storage.open(name), key=self._key, name=name)  # type: ignore[return-value]
        except FileNotFoundError:
            raise BackupDamaged(f"{name} is gone") from None

    def write_manifest(self, backup: str, manifest: dict[str, Any]) -> None:
        """Make a backup whole."""
        sealed = {**manifest, "seal": self._seal_of(manifest)}
        data = json.dumps(sealed, indent=1, sort_keys=True).encode()
        self.storage.save(f"{BACKUPS}/{backup}/{MANIFEST}", ContentFile(data))

    def manifest(self, backup: str) -> dict[str, Any]:
        """Return what is known of a backup. Raises NoBackup and BackupDamaged."""
        manifest = read_manifest(self.storage, backup)
        seal = manifest.pop("seal", "")
        if not hmac.compare_digest(str(seal), self._seal_of(manifest)):
            raise BackupDamaged(f"the manifest of {backup} was changed")
        if manifest.get("format") != FORMAT:
            raise BackupError("This backup was made by a newer version of VividPages. Install that one first.")
        return manifest

    def _seal_of(self, manifest: dict[str, Any]) -> str:
        text = json.dumps(manifest, sort_keys=True, separators=(",", ":"))
        return hmac.digest(self._manifest_key, text.encode(), "sha256").hex()

    def stored(self) -> set[str]:
        """Return the names of all objects that hold files."""
        return set(names_under(self.storage, FILES))


def whole_backups(storage: Storage) -> list[str]:
    """Return the backups that are whole, the oldest first: names begin with the time."""
    found, _ = _listed(storage, BACKUPS)
    return sorted(name for name in found if storage.exists(f"{BACKUPS}/{name}/{MANIFEST}"))


def begun_backups(storage: Storage) -> list[str]:
    """Return the backups that were broken off, or are under way."""
    found, _ = _listed(storage, BACKUPS)
    return sorted(set(found) - set(whole_backups(storage)))


def chosen_backup(storage: Storage, name: str = "") -> str:
    """Return the backup of that name; with none, the latest. Raises NoBackup."""
    whole = whole_backups(storage)
    if name and name not in whole:
        raise NoBackup(f"There is no whole backup “{name}” here. --list shows those that there are.")
    if not whole:
        raise NoBackup("There is no whole backup here.")
    return name or whole[-1]


def read_manifest(storage: Storage, backup: str) -> dict[str, Any]:
    """Read the manifest of a backup as it stands, with its seal; nothing is checked. Raises NoBackup."""
    try:
        with storage.open(f"{BACKUPS}/{backup}/{MANIFEST}") as file:
            manifest: dict[str, Any] = json.loads(file.read())
    except FileNotFoundError:
        raise NoBackup(f"The backup {backup} is not whole.") from None
    except ValueError:
        raise BackupDamaged(f"the manifest of {backup} cannot be read") from None
    return manifest


@sensitive_variables()
def open_repository(storage: Storage, passphrase: str, *, may_make: bool = False) -> Repository:
    """Open the backups of a place; `may_make`: begin them where there are none.

    Raises WrongPassphrase, NoBackup, BackupDamaged, and BackupError for a passphrase that is too short to begin with.
    """
    try:
        with storage.open(HEADER) as file:
            header = json.loads(file.read())
        wrapped, salt = b64decode(header["key"]), b64decode(header["salt"])
        n, r, p = int(header["n"]), int(header["r"]), int(header["p"])
    except FileNotFoundError:
        if not may_make:
            raise NoBackup("There are no backups here.") from None
        return _begun(storage, passphrase)
    except (ValueError, KeyError, TypeError):
        raise BackupDamaged(f"{HEADER} cannot be read") from None
    if n > 2**20 or r > 32 or p > 16:
        raise BackupDamaged(f"{HEADER} asks for more memory than we ever did")
    try:
        opened = AESGCM(_of_passphrase(passphrase, salt, n, r, p)).decrypt(wrapped[:12], wrapped[12:], HEADER.encode())
    except (InvalidTag, ValueError):
        raise WrongPassphrase from None
    return Repository(storage, opened)


@sensitive_variables()
def _begun(storage: Storage, passphrase: str) -> Repository:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise BackupError(f"The passphrase has to have {SHORTEST_PASSPHRASE} characters at least: it seals everything.")
    key, salt, nonce = new_key(), new_key()[:16], new_key()[:12]
    wrapping = AESGCM(_of_passphrase(passphrase, salt, SCRYPT_N, SCRYPT_R, SCRYPT_P))
    header = {
        "format": FORMAT,
        "kdf": "scrypt",
        "n": SCRYPT_N,
        "r": SCRYPT_R,
        "p": SCRYPT_P,
        "salt": b64encode(salt).decode(),
        "key": b64encode(nonce + wrapping.encrypt(nonce, key, HEADER.encode())).decode(),
    }
    storage.save(HEADER, ContentFile(json.dumps(header, indent=1).encode()))
    return Repository(storage, key)


@sensitive_variables()
def _of_passphrase(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return Scrypt(salt, 32, n, r, p).derive(passphrase.encode())


def names_under(storage: Storage, folder: str) -> Iterator[str]:
    """Yield the names of all files in a folder and below it."""
    folders, files = _listed(storage, folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from names_under(storage, f"{folder}/{name}")


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return list(filter(None, folders)), list(filter(None, files))


def digest_of(source: IO[bytes], start: bytes = b"") -> str:
    """Read a file to its end. Returns the SHA-256 of `start`, which was read of it already, and of the rest."""
    return pour(source, lambda _: None, start=start)

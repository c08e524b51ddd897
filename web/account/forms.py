"""The forms of keys. What was typed as a key is never sent back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from accounts.models import ApiKey
from providers.network.addresses import AddressRefused, check_base_url

if TYPE_CHECKING:
    from providers.interfaces.service import Access

LONGEST_SECRET = 500
_SECRET = re.compile(r"[\x21-\x7e]+")


class KeyForm(forms.Form):
    """A key or an address for one service; the fields that it does not take are left out."""

    secret = forms.CharField(
        label="Key",
        max_length=LONGEST_SECRET,
        error_messages={"required": "Paste the key."},
        widget=forms.PasswordInput(render_value=False),
    )
    base_url = forms.CharField(
        label="Address",
        max_length=500,
        widget=forms.URLInput,
        error_messages={"required": "Enter the address of the server."},
    )
    nickname = forms.CharField(
        label="Name", max_length=60, required=False, help_text="To tell several keys apart. Optional."
    )

    def __init__(self, access: Access, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not access.takes_base_url:
            del self.fields["base_url"]
        self.fields["secret"].required = access.needs_secret

    def clean_secret(self) -> str:
        """Strip the blanks around it; what cannot stand in an HTTP header is no key."""
        secret: str = self.cleaned_data["secret"]
        if secret and not _SECRET.fullmatch(secret):
            raise forms.ValidationError("A key has no spaces and no special letters. Copy it again.")
        return secret

    def clean_base_url(self) -> str:
        """Check that it is an address that may be connected to."""
        try:
            return check_base_url(self.cleaned_data["base_url"])
        except AddressRefused as error:
            if "@" in self.data["base_url"]:  # before it stands a password
                self._forget("base_url")
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        """Refuse a key over an open line to somebody else's machine, and one in a field that is shown."""
        secret, base_url = self.cleaned_data.get("secret"), self.cleaned_data.get("base_url", "")
        if not secret:
            return self.cleaned_data
        for name in ("nickname", "base_url"):
            if secret in self.cleaned_data.get(name, ""):
                self._forget(name)
                self.add_error(name, "This field contains the key. Remove it: this field is shown on pages.")
        if base_url.startswith("http:") and not settings.ALLOW_PRIVATE_PROVIDERS:
            self.add_error("base_url", "Use an https:// address: over http:// others could read the key on its way.")
        return self.cleaned_data

    def _forget(self, name: str) -> None:
        """Do not send back what was typed there."""
        self.data = {**dict(self.data.items()), name: ""}


class RenameForm(forms.ModelForm[ApiKey]):
    """A key's name."""

    class Meta:
        model = ApiKey
        fields = ("nickname",)
        error_messages = {"nickname": {"required": "Give it a name."}}

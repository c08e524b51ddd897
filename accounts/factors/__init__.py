"""Second factors: passkeys, authenticator apps and recovery codes, which are `allauth.mfa`'s, as this site has them."""

"""The built-in biographer: an honest book of what the sources say, quoted and footnoted. It needs no key."""

"""`python -m vividpages_site COMMAND`: the same as `vividpages COMMAND`."""

from vividpages_site import main

main()

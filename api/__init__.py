"""The REST API: thin routes over the services that the pages call, too."""

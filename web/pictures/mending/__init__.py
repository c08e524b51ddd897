"""The page on which one picture is mended: what it shows, what is asked, what would change."""

"""Files that are kept by what is in them: equal ones of one reader once, for as long as a row names them."""

"""Whether passages are about a subject, by a method that is written down and measured.

`names` finds who is named, `features` says what speaks for and against a passage, `judging` weighs that by
`weights.toml`. `labelled` are passages with the right answer, written for this project: the weights were chosen with
`open.toml`, and `held.toml` measures them (`python -m benchmarks.relevance`).
"""

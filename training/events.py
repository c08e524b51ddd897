"""Set how sure the parser must be that something really happens, before it says so."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import numpy as np

from training.examples import EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.training import Example

LOG = logging.getLogger("training.events")
_COMPONENT = "morphologizer"


def set_threshold(nlp: Language, examples: Sequence[Example]) -> None:
    """Move the threshold of events to where as many are found in `examples` (held out from training) as are labelled.

    Events are few, so a component that is right as often as it can be finds too few of them.
    """
    pipe: Any = nlp.get_pipe(_COMPONENT)
    yes, no = pipe.labels.index(EVENT), 1 - pipe.labels.index(EVENT)
    docs = [nlp.get_pipe("tok2vec")(example.predicted) for example in examples]
    scores = np.concatenate(pipe.model.predict(docs))
    margins = scores[:, yes] - scores[:, no]
    labelled = np.array([m == EVENT for e in examples for m in e.get_aligned("MORPH", as_string=True)])
    threshold = np.sort(margins)[::-1][int(labelled.sum())]
    layer = next(layer for layer in pipe.model.walk() if layer.name == "softmax")
    bias = layer.get_param("b").copy()
    bias[yes] -= threshold
    layer.set_param("b", bias)
    LOG.info("events: threshold moved by %.2f", threshold)

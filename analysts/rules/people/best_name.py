"""The best known form of somebody's name."""

from __future__ import annotations

from analysts.lexicon.titles import COURTESY, KIN, OFFICE
from analysts.rules.people.grouping import within
from analysts.rules.people.name_groups import SAME_OFFICE, NameGroup, core_of, is_husbands, offices_of


def best_name(group: NameGroup) -> str:
    """Return the name that readers know best: the full form most used, else title and surname, else what there is."""
    plain_forms = [f for f in group.forms if not f.articled]
    lower = all(f.core[0][0].islower() for f in group.forms if f.articled)
    forms = plain_forms if lower or sum(f.count for f in plain_forms) > 0.3 * group.count else group.forms
    forms = forms or group.forms
    beings = [f for f in group.forms if f.articled and f.core[0][0].isupper()]
    if sum(f.count for f in beings) > 0.8 * group.count:
        best = max(beings, key=lambda f: (f.count >= 3, len(f.core), f.count))
        return best.text[0].upper() + best.text[1:]
    full = [f for f in forms if len(core_of(f)) > 1 and not is_husbands(f) and not f.articled]
    office = [f for f in forms if any(t in OFFICE and t not in KIN for t in f.titles)]
    total = group.count
    known_by = {f.core[0].lower() for f in group.forms if f.articled and len(f.core) == 1 and f.count > 0.3 * total}
    by_office = [f for f in office if {SAME_OFFICE.get(o, o) for o in known_by} & offices_of(f)]
    if by_office:
        return max(by_office, key=lambda f: f.count).text
    strong = [f for f in full if f.count >= 2 or total <= 10]
    if strong and not (office and max(f.count for f in office) > 3 * max(f.count for f in strong)):
        best = max(strong, key=lambda f: (f.count * (1 + 0.6 * (len(f.core) - 2)), len(f.text)))
        longer = [f for f in strong if len(f.core) > len(best.core) and within(core_of(best), core_of(f))]
        best = max((f for f in longer if f.count >= max(3, 0.1 * best.count)), key=lambda f: f.count, default=best)
        untitled = any(f.core == best.core and not f.titles for f in full)
        plain = untitled and best.titles and not offices_of(best) - COURTESY.keys()
        return " ".join(best.core) if plain else best.text
    if office and max(f.count for f in office) >= 0.05 * total:
        return max(office, key=lambda f: f.count).text
    if full and not any(len(f.core) == 1 and not f.titles and f.count > 3 for f in forms):
        return max(full, key=lambda f: f.count).text
    titled = [f for f in forms if f.titles]
    if titled and max(f.count for f in titled) >= 0.3 * total:
        return max(titled, key=lambda f: f.count).text
    beings = [f for f in forms if f.articled and f.count >= max(3, 0.08 * total)]
    if beings and sum(f.count for f in beings) > 0.5 * sum(f.count for f in forms):
        best = max(beings, key=lambda f: (f.core[0][0].isupper(), len(f.core), f.count))
    else:
        best = max(forms, key=lambda f: f.count)
    return best.text[0].upper() + best.text[1:]

"""Nouns for places and what kind of place each is, with words for what can be seen there."""

from __future__ import annotations

from analysts.bible import PlaceKind
from analysts.rules.lexicon import words

_BY_KIND: dict[PlaceKind, str] = {
    "forest": "forest wood woods woodland grove thicket copse jungle glade clearing pines",
    "field": "field fields meadow meadows pasture moor moors heath prairie plain plains farm orchard lawn common "
    "vineyard battlefield camp stockade pampas hillside park",
    "sea": "sea ocean waves bay gulf channel offing",
    "beach": "beach shore sands seashore coast strand cove anchorage",
    "river": "river stream brook bank riverside ferry lake pond pool waterfall ford creek canal",
    "mountain": "mountain mountains hill hills hilltop cliff cliffs peak summit ridge glacier crag valley gorge "
    "ravine volcano pass alps",
    "road": "road lane highway path track turnpike crossroads bridge avenue drive railway carriage coach train wagon",
    "village": "village hamlet town settlement harbour harbor quay wharf pier dock "
    "docks port farmhouse cottage hut cabin farmyard yard",
    "street": "street city square marketplace market pavement alley court quarter station platform shop",
    "castle": "castle palace fortress tower keep dungeon battlements citadel throne-room",
    "room": "room parlour parlor drawing-room bedroom bedchamber chamber dining-room sitting-room hall office study "
    "nursery attic garret corridor passage staircase stairs gallery ballroom hospital prison cell gaol jail school "
    "schoolroom school-room classroom house home hotel salon laboratory theatre theater courtroom workhouse landing "
    "lodgings apartment flat loft hayloft cellar "
    "vestibule ante-room anteroom boudoir dressing-room breakfast-room porch verandah "
    "smoking-room billiard-room log-house blockhouse stable barn mill factory",
    "kitchen": "kitchen pantry scullery larder bakery",
    "library": "library bookshop archive",
    "tavern": "inn tavern pub public-house alehouse bar taproom coffee-room casino",
    "ship": "ship deck boat schooner vessel brig frigate galley quarter-deck forecastle yacht raft canoe cutter gig "
    "jolly-boat coracle steamer launch whaler",
    "cave": "cave cavern grotto tunnel mine burrow",
    "garden": "garden gardens shrubbery conservatory terrace courtyard arbour hothouse greenhouse park",
    "church": "church chapel cathedral abbey monastery churchyard graveyard cemetery vicarage convent temple",
    "desert": "desert dunes wasteland wilderness",
    "swamp": "swamp marsh marshes bog fen mire morass",
}

PLACE_NOUNS: dict[str, PlaceKind] = {noun: kind for kind, nouns in _BY_KIND.items() for noun in nouns.split()}
"""From a noun to the kind of place that it names."""

NAMED_ENDINGS: dict[str, PlaceKind] = {
    "street": "street", "road": "road", "lane": "road", "square": "street", "place": "street", "house": "room",
    "hall": "castle", "castle": "castle", "palace": "castle", "abbey": "church", "church": "church", "inn": "tavern",
    "arms": "tavern", "hotel": "room", "island": "beach", "hill": "mountain", "hills": "mountain",
    "mountain": "mountain", "mountains": "mountain", "river": "river", "lake": "river", "pond": "river", "bay": "sea",
    "sea": "sea", "ocean": "sea", "wood": "forest", "woods": "forest", "forest": "forest", "park": "garden",
    "garden": "garden", "gardens": "garden", "farm": "field", "city": "street", "town": "village",
    "village": "village", "valley": "mountain", "manor": "castle", "gables": "room", "college": "room",
    "school": "room", "station": "street", "bridge": "road", "cottage": "room", "lodge": "room", "court": "castle",
    "grange": "room", "slope": "field", "country": "field", "desert": "desert", "cave": "cave", "ship": "ship",
}  # fmt: skip
"""The last word of a place's proper name."""

CITIES = words(
    "London Paris Petersburg Moscow Bristol Boston Chicago York Edinburgh Glasgow Dublin Liverpool Manchester Oxford "
    "Cambridge Rome Venice Florence Naples Vienna Berlin Geneva Madrid Lisbon Brussels Athens Cairo Calcutta Bombay "
    "Delhi Washington Baltimore Philadelphia Toronto Montreal Charlottetown Halifax Birmingham Bath Brighton"
)
"""Cities that books take for known."""

VEHICLES = words("carriage coach train wagon boat schooner vessel yacht raft canoe cutter gig steamer cab")
"""Places only for who is in them."""

INDOORS: frozenset[PlaceKind] = frozenset({"room", "kitchen", "library", "tavern", "cave", "church", "castle"})

OUTDOOR_NOUNS = words("yard farmyard porch verandah churchyard graveyard cemetery battlements camp lawn stockade")
INDOOR_NOUNS = words("carriage coach train cottage hut cabin farmhouse shop conservatory greenhouse")

KEYWORDS: dict[PlaceKind, tuple[str, ...]] = {
    "forest": ("tall trees", "dappled shade", "undergrowth"),
    "field": ("open grass", "wide sky", "low hedges"),
    "sea": ("rolling waves", "open horizon", "salt spray"),
    "beach": ("pale sand", "breaking surf", "scattered rocks"),
    "river": ("glinting water", "reeds", "grassy banks"),
    "mountain": ("steep slopes", "bare rock", "far views"),
    "road": ("a dusty track", "hedgerows", "wheel ruts"),
    "village": ("low cottages", "smoking chimneys", "a lane between gardens"),
    "street": ("tall house fronts", "cobbles", "lamp-posts"),
    "castle": ("stone walls", "high windows", "a great staircase"),
    "room": ("panelled walls", "a tall window", "heavy furniture"),
    "kitchen": ("a broad hearth", "copper pans", "a scrubbed table"),
    "library": ("crowded bookshelves", "a writing desk", "leather chairs"),
    "tavern": ("low beams", "oak tables", "pewter mugs"),
    "ship": ("masts and rigging", "worn planks", "coiled rope"),
    "cave": ("rough rock walls", "deep shadow", "dripping stone"),
    "garden": ("flower beds", "clipped hedges", "a gravel path"),
    "church": ("pointed arches", "stone pillars", "rows of pews"),
    "desert": ("bare sand", "hard light", "an empty horizon"),
    "swamp": ("still black water", "rushes", "twisted roots"),
    "unknown": (),
}

SEEN_AT: dict[str, tuple[str, ...]] = {
    "quay": ("moored boats", "wet stone steps", "coils of rope"), "pier": ("moored boats", "wooden planks", "gulls"),
    "wharf": ("moored boats", "stacked barrels", "coils of rope"), "harbour": ("moored boats", "a sea wall", "masts"),
    "harbor": ("moored boats", "a sea wall", "masts"), "docks": ("moored ships", "stacked crates", "cranes"),
    "loft": ("low rafters", "heaps of hay", "a small hatch"), "stable": ("wooden stalls", "straw", "harness on hooks"),
    "barn": ("wooden beams", "straw", "a wide door"), "bedroom": ("a bed", "a window with curtains", "a washstand"),
    "school": ("rows of desks", "a blackboard", "tall windows"), "schoolroom": ("desks", "a blackboard", "a globe"),
    "prison": ("bare stone walls", "iron bars", "a narrow window"), "cell": ("bare walls", "iron bars", "a bench"),
    "carriage": ("padded seats", "a small window", "leather straps"), "train": ("facing seats", "a window", "luggage"),
    "cabin": ("low beams", "a small window", "a plain bunk"), "cellar": ("stone vaults", "barrels", "deep shadow"),
    "attic": ("sloping rafters", "a skylight", "dusty trunks"), "garret": ("sloping rafters", "a skylight", "a bed"),
    "churchyard": ("leaning gravestones", "yew trees", "a low wall"), "office": ("a desk", "papers", "a window"),
    "hall": ("a wide floor", "a staircase", "portraits"), "nursery": ("toys", "a small bed", "a barred window"),
    "study": ("bookshelves", "a desk", "a lamp"), "corridor": ("a long carpet", "closed doors", "dim lamps"),
    "ballroom": ("chandeliers", "a polished floor", "mirrors"), "station": ("a platform", "rails", "a clock"),
}  # fmt: skip
"""What is to be seen at some places that are unlike others of their kind."""

HOMELY = ("low beams", "a small window", "plain wooden furniture")
"""The inside of a small place that is otherwise seen from outside: a cottage, a hut, a cabin."""

"""Titles before names, nouns for people, and the gender that each gives away."""

from __future__ import annotations

from analysts.bible import Gender
from analysts.rules.lexicon import words

COURTESY: dict[str, Gender] = {
    "mr": "male", "mister": "male", "mrs": "female", "miss": "female", "ms": "female", "master": "male",
    "mester": "male",
    "mistress": "female",
    "cap'n": "male", "cap’n": "male",
    "messrs": "male", "misses": "female", "missis": "female", "m": "male", "monsieur": "male", "mme": "female",
    "madame": "female", "mlle": "female", "mademoiselle": "female", "signor": "male", "signora": "female",
    "senor": "male", "señor": "male", "senora": "female", "señora": "female", "señorita": "female", "herr": "male",
    "frau": "female", "fraulein": "female", "fräulein": "female", "don": "male", "donna": "female", "doña": "female",
}  # fmt: skip
"""Titles that anybody may carry and that change with marriage, not with office."""

OFFICE: dict[str, Gender] = {
    "dr": "unknown", "doctor": "unknown", "sir": "male", "lady": "female", "lord": "male", "squire": "male",
    "captain": "male", "capt": "male", "colonel": "male", "col": "male", "major": "male", "general": "male",
    "gen": "male", "lieutenant": "male", "lieut": "male", "lt": "male", "sergeant": "male", "sgt": "male",
    "corporal": "male", "private": "male", "admiral": "male", "commander": "male", "commodore": "male",
    "ensign": "male", "marshal": "male", "field-marshal": "male", "inspector": "male", "constable": "male",
    "detective": "unknown", "judge": "unknown", "justice": "unknown", "professor": "unknown", "prof": "unknown",
    "reverend": "male", "rev": "male", "father": "male", "brother": "male", "sister": "female", "mother": "female",
    "bishop": "male", "cardinal": "male", "pope": "male", "saint": "unknown", "st": "unknown", "king": "male",
    "queen": "female", "prince": "male", "princess": "female", "emperor": "male", "empress": "female",
    "duke": "male", "duchess": "female", "grand-duke": "male", "count": "male", "countess": "female",
    "earl": "male", "baron": "male", "baroness": "female", "baronet": "male", "viscount": "male",
    "viscountess": "female", "marquis": "male", "marquess": "male", "marchioness": "female", "tsar": "male",
    "czar": "male", "sultan": "male", "president": "unknown", "governor": "male", "senator": "unknown",
    "mayor": "unknown", "dame": "female", "aunt": "female", "auntie": "female", "uncle": "male", "cousin": "unknown",
    "grandmother": "female", "grandfather": "male", "granny": "female", "grandpa": "male", "grandma": "female",
    "nurse": "female", "widow": "female", "mate": "male", "bosun": "male", "farmer": "male", "deacon": "male",
    "parson": "male", "friar": "male", "comrade": "unknown", "esquire": "male",
}  # fmt: skip
"""Offices, ranks and kin: they tell people of one surname apart and may stand alone after "the"."""

OF_EITHER = words(
    "captain capt cap'n cap’n colonel col major general gen lieutenant lieut lt sergeant sgt corporal admiral "
    "commander commodore ensign marshal inspector constable governor farmer mate bosun"
)
"""Offices that are mostly men's in old books and that a woman may hold: pronouns and given names speak first."""

TITLES: dict[str, Gender] = {**COURTESY, **OFFICE}

ABBREVIATED = words(
    "mr mrs ms dr st m mm mme mlle messrs capt col gen lieut lt sgt prof rev hon esq jr sr vs etc no vol"
)
"""Words after which a full stop does not end a sentence."""

EPITHETS = words("old young little poor dear dearest good big great sweet darling honest brave")
"""Adjectives that stand before a name without belonging to it."""

PERSON_NOUNS: dict[str, Gender] = {
    "man": "male", "woman": "female", "boy": "male", "girl": "female", "lad": "male", "lady": "female",
    "gentleman": "male", "fellow": "male", "child": "unknown", "maid": "female", "youth": "male", "chap": "male",
    "lass": "female", "baby": "unknown", "person": "unknown", "creature": "unknown", "stranger": "unknown",
    "old-timer": "male", "dame": "female", "maiden": "female", "infant": "unknown", "youngster": "unknown",
    "dwarf": "male", "giant": "male", "witch": "female", "wizard": "male", "fairy": "female", "hag": "female",
    "crone": "female", "matron": "female", "widower": "male", "beggar": "male", "rogue": "male", "ruffian": "male",
    "visitor": "unknown", "guest": "unknown", "voice": "unknown", "speaker": "unknown", "other": "unknown",
}  # fmt: skip
"""Nouns that describe somebody without naming an office."""

ROLES: dict[str, Gender] = {
    "doctor": "unknown", "squire": "male", "captain": "male", "colonel": "male", "general": "male", "major": "male",
    "lieutenant": "male", "sergeant": "male", "corporal": "male", "admiral": "male", "commander": "male",
    "inspector": "male", "constable": "male", "detective": "unknown", "policeman": "male", "judge": "unknown",
    "magistrate": "male", "lawyer": "unknown", "attorney": "unknown", "professor": "unknown", "priest": "male",
    "vicar": "male", "parson": "male", "curate": "male", "rector": "male", "minister": "unknown", "bishop": "male",
    "monk": "male", "friar": "male", "nun": "female", "abbess": "female", "king": "male", "queen": "female",
    "prince": "male", "princess": "female", "emperor": "male", "empress": "female", "duke": "male",
    "duchess": "female", "count": "male", "countess": "female", "earl": "male", "baron": "male",
    "baroness": "female", "marquis": "male", "marchioness": "female", "landlord": "male", "landlady": "female",
    "innkeeper": "male", "butler": "male", "footman": "male", "valet": "male", "coachman": "male", "groom": "male",
    "housekeeper": "female", "governess": "female", "nurse": "female", "cook": "unknown", "housemaid": "female",
    "chambermaid": "female", "servant": "unknown", "gardener": "male", "gamekeeper": "male", "porter": "male",
    "clerk": "male", "secretary": "unknown", "banker": "male", "merchant": "male", "shopkeeper": "male",
    "tailor": "male", "shoemaker": "male", "blacksmith": "male", "carpenter": "male", "miller": "male",
    "farmer": "male", "shepherd": "male", "fisherman": "male", "sailor": "male", "seaman": "male", "pirate": "male",
    "coxswain": "male", "boatswain": "male", "mate": "male", "cabin-boy": "male", "soldier": "male",
    "officer": "male", "guard": "male", "sentinel": "male", "hunter": "male", "huntsman": "male", "knight": "male",
    "schoolmaster": "male", "teacher": "unknown", "tutor": "male", "student": "unknown", "pupil": "unknown",
    "artist": "unknown", "painter": "unknown", "poet": "unknown", "musician": "unknown", "wizard": "male",
    "witch": "female", "monster": "unknown", "creature": "unknown", "fiend": "unknown", "robber": "male",
    "thief": "unknown", "beadle": "male", "undertaker": "male", "matron": "female", "jew": "male", "gipsy": "unknown",
    "gypsy": "unknown", "hermit": "male", "widow": "female", "governor": "male", "mayor": "unknown",
    "president": "unknown", "senator": "unknown", "ambassador": "unknown", "consul": "male", "physician": "unknown",
    "surgeon": "male", "apothecary": "male", "mariner": "male", "savage": "male", "barber": "male", "notary": "male",
    "daemon": "unknown", "demon": "unknown", "treasurer": "male", "marshal": "male", "grandmother": "female",
    "grandfather": "male", "barman": "male", "barmaid": "female", "cabman": "male", "croupier": "male",
    "jailer": "male", "gaoler": "male", "turnkey": "male", "tinker": "male", "waiter": "male", "waitress": "female",
    "chairman": "male", "parlourmaid": "female", "nursemaid": "female", "station-master": "male",
    "stationmaster": "male", "conductor": "male", "driver": "male", "ferryman": "male", "boatman": "male",
    "watchman": "male", "fireman": "male", "postman": "male", "messenger": "unknown", "hangman": "male",
    "executioner": "male", "chaplain": "male", "sexton": "male", "clergyman": "male", "pastor": "male",
    "preacher": "male", "abbot": "male", "steward": "male", "bailiff": "male", "sheriff": "male", "warder": "male",
    "keeper": "male", "ploughman": "male", "labourer": "male", "peasant": "male", "drover": "male", "pedlar": "male",
    "peddler": "male", "butcher": "male", "baker": "male", "grocer": "male", "cobbler": "male", "saddler": "male",
    "tanner": "male", "weaver": "male", "foreman": "male", "overseer": "male", "engineer": "male", "agent": "unknown",
    "editor": "unknown", "reporter": "unknown", "author": "unknown", "clown": "male", "juggler": "male",
    "bookseller": "male", "chemist": "male", "dentist": "unknown", "midwife": "female", "seamstress": "female",
    "dressmaker": "female", "laundress": "female", "washerwoman": "female", "charwoman": "female",
    "milkmaid": "female", "dairymaid": "female", "lacquey": "male", "lackey": "male", "page": "male",
    "usher": "male", "scout": "male", "trooper": "male", "skipper": "male", "pilot": "male", "helmsman": "male",
    "purser": "male", "bosun": "male", "emissary": "unknown", "pauper": "unknown", "convict": "male",
    "prisoner": "unknown", "countryman": "male", "navvy": "male", "hostler": "male", "ostler": "male",
    "postilion": "male", "archbishop": "male", "cardinal": "male", "dean": "male", "canon": "male",
    "archdeacon": "male", "canoness": "female", "superintendent": "male", "commissioner": "male",
    "commissary": "male", "brigadier": "male", "hussar": "male", "ensign": "male", "adjutant": "male",
    "viscount": "male", "viscountess": "female", "baronet": "male", "caretaker": "unknown", "concierge": "unknown",
}  # fmt: skip
"""Offices, trades and beings that a book may call somebody by ("the squire")."""

DEMONYMS: dict[str, Gender] = {
    "Englishman": "male", "Englishwoman": "female", "Frenchman": "male", "Frenchwoman": "female", "Irishman": "male",
    "Irishwoman": "female", "Scotchman": "male", "Scotsman": "male", "Welshman": "male", "Dutchman": "male",
    "Jew": "male", "Jewess": "female", "Spaniard": "male", "Turk": "male", "Pole": "male", "Chinaman": "male",
    "Norwegian": "male", "Dane": "male", "Swede": "male", "Cossack": "male", "Frisian": "male",
}  # fmt: skip
"""Nouns of origin that a book may call somebody by ("the Frenchman")."""

KIN: dict[str, Gender] = {
    "mother": "female", "father": "male", "mamma": "female", "mama": "female", "papa": "male", "sister": "female",
    "brother": "male", "aunt": "female", "uncle": "male", "wife": "female", "husband": "male", "son": "male",
    "daughter": "female", "niece": "female", "nephew": "male", "cousin": "unknown", "grandmother": "female",
    "grandfather": "male", "granny": "female", "grandma": "female", "grandpa": "male", "mistress": "female",
    "cap'n": "male", "cap’n": "male",
    "master": "male", "friend": "unknown", "companion": "unknown", "host": "male", "hostess": "female",
    "guardian": "unknown", "lover": "unknown",
}  # fmt: skip

"""What is nobody's but one's own: parts of the body, and what is worn."""

from analysts.lexicon import words

OWN = words(
    "hand finger face eye hair head foot leg arm knee lip nose shoulder neck tongue fist eyebrow coat hat cap "
    "hood helmet shirt boot shoe glove cloak scarf sleeve pocket belt self breath mouth ear tooth pigtail paw "
    "wing whisker chin cheek forehead brow beard moustache braid plait curl throat chest stomach belly back elbow "
    "wrist palm thumb knuckle ankle toe heel thigh hip lap voice tail fur feather claw beak mane hoof snout apron "
    "gown shawl dress skirt trousers jacket jumper sweater waistcoat collar tie cuff sandal slipper sock stocking "
    "spectacles glasses veil bonnet headscarf kimono sash robe tunic toga uniform pyjamas crutch cane stick"
)
"""A pronoun before one of these is its subject's, where no verb of giving or taking stands between."""
TOWARDS_ANOTHER = words(
    "kiss take hold touch stroke pat wash bandage squeeze grab pull slap hit punch see watch notice look bite "
    "examine dress lick catch seize press admire find remember know love give hand bring fetch steal borrow wear "
    "return cut set grasp bow kneel lay put place throw follow recognise recognize paint draw describe tug poke "
    "kick tickle"
)
"""What is done as often to somebody else's hand or hat as to one's own."""
ONLY_ONES_OWN = {
    "head": words("shake nod bow hang toss scratch raise lift turn"),
    "eye": words("close open rub roll narrow blink shut raise lower"),
    "arm": words("fold cross fling"),
    "shoulder": words("shrug hunch"),
    "breath": words("hold catch"),
    "lip": words("bite purse lick"),
    "tongue": words("bite stick"),
    "foot": words("stamp shuffle tap"),
    "hand": words("wring clasp rub clap wipe"),
    "tooth": words("grit clench gnash"),
    "mouth": words("open close"),
    "nose": words("wrinkle blow"),
    "eyebrow": words("raise lift"),
    "fist": words("clench shake"),
    "pocket": words("search"),
}
"""What nobody does with a part of somebody else."""

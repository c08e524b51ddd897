"""What is nobody's but one's own: parts of the body, and what is worn."""

from analysts.lexicon import words

OWN = words(
    "hand finger face eye hair head foot leg arm knee lip nose shoulder neck tongue fist eyebrow coat hat cap hood helmet "
    "shirt boot shoe glove cloak scarf sleeve pocket belt self breath mouth ear tooth pigtail paw wing whisker chin cheek "
    "forehead brow beard moustache braid plait curl throat chest stomach belly back elbow wrist palm thumb knuckle ankle "
    "toe heel thigh hip lap voice tail fur feather claw beak mane hoof snout apron gown shawl dress skirt trousers jacket "
    "jumper sweater waistcoat collar tie cuff sandal slipper sock stocking spectacles glasses veil bonnet headscarf "
    "kimono sash robe tunic toga uniform pyjamas crutch cane stick"
)
"""A pronoun before one of these is its subject's, where no verb of giving or taking stands between."""

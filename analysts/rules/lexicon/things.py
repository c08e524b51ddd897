"""Concrete things worth drawing, poses by their verbs, and verbs that make a picture."""

from __future__ import annotations

from analysts.bible import Pose
from analysts.rules.lexicon import words

PROPS = words(
    """
    lantern lamp candle torch candlestick fire hearth letter book map chart chest trunk box casket basket bag sack key
    knife dagger sword cutlass pistol pistols musket gun rifle spear axe hatchet bow arrow shield hammer spade shovel
    pick rope ladder crutch stick cane umbrella pipe cup mug glass bottle jug kettle teapot tea-tray plate bowl loaf
    cake apple apples cheese basket-chair table chair armchair bench bed sofa mirror clock watch picture portrait piano
    violin guitar flute drum trumpet bell ring necklace jewels treasure coins gold-dust purse bible newspaper pen ink
    quill telescope spyglass compass microscope flag banner horse horses pony donkey dog cat parrot raven crow bird
    robin mouse rabbit lamb sheep cow ox carriage cart wagon buggy sleigh boat raft oars anchor sail barrel cask flowers
    rose roses bouquet wreath tree branch wheelbarrow rake scissors needle thread spinning-wheel doll ball kite toys
    harpoon whale lance skull skeleton coffin cross tombstone curtain window door staircase fence gate well bridge
    balloon spectacles hat cloak slippers wand crown throne broom pail bucket trap-door
    """
)
DULL_PROPS = words(
    "table chair bed window door fire hat gate tree fence book glass bench ball branch bridge watch stick ring well"
)
"""Things too common to be drawn unless they come up again."""

_BY_POSE: dict[Pose, str] = {
    "sitting": "sat sits sitting seated perched crouched squatted",
    "walking": "walked walks walking strode paced strolled wandered marched trudged went stepped tiptoed limped "
    "hobbled",
    "running": "ran runs running rushed darted fled hurried raced dashed sprang scampered bolted",
    "lying": "lay lies lying slept sleeping stretched",
    "kneeling": "knelt kneels kneeling stooped",
    "riding": "rode rides riding galloped trotted",
    "fighting": "fought fights fighting struck fired grappled wrestled stabbed attacked shot",
    "working": "worked working dug digging sewed sewing knitted knitting wrote writing cooked cooking scrubbed swept "
    "rowed",
    "standing": "stood stands standing leaned leant waited looked gazed stared turned rose stopped",
}
POSES: dict[str, Pose] = {verb: pose for pose, verbs in _BY_POSE.items() for verb in verbs.split()}
"""From a verb to the pose that it shows."""

PICTURABLE = words(
    """
    stood sat lay knelt ran rode leaned climbed crept rose fell struck held carried lifted raised pointed opened burst
    stared gazed looked leaped sprang drew waved flung threw clung crouched danced galloped plunged swung rushed bent
    kissed embraced wept lit shone blazed glittered gleamed rowed sailed fought fired walked marched hung stretched
    red crimson white black green blue golden silver bright dark moonlight sunlight candle lantern fire flame shadow
    face hand hands arms head hair eyes cloak door window sea sky trees road hill snow rain horse boat deck garden
    """
)

"""Words for how people look and what they wear."""

from __future__ import annotations

from analysts.rules.lexicon import words

COLOURS = words(
    """
    red crimson scarlet orange yellow gold golden green blue navy purple violet lilac pink rose white black grey gray
    brown chestnut auburn copper silver silvery tan russet ivory cream beige maroon turquoise azure lavender bronze
    """
)
SHADES = words("light dark bright pale deep snow-white jet-black coal-black sky-blue dull faded")

HAIR = words(
    """
    red black brown blond blonde fair golden gold grey gray white silver silvery auburn chestnut copper ginger sandy
    yellow dark flaxen raven tawny grizzled iron-grey iron-gray snow-white jet-black straw-coloured long short curly
    curling wavy straight thick thin thinning bushy tangled matted shaggy wild untidy tousled dishevelled braided
    plaited cropped close-cropped loose flowing smooth sleek lank silky silken glossy crisp frizzy powdered uncombed
    ruddy tow-coloured mousy pale balding wiry copper-coloured honey-coloured
    unkempt woolly fiery carroty lustrous scanty sparse rumpled streaming hay-coloured cinnamon
    """
)
HAIR_NOUNS = words("hair curls locks braids braid plaits plait tresses ringlets pigtails pigtail mane hairs")

EYES = words(
    """
    blue black brown grey gray green hazel dark pale violet amber golden beady deep-set sunken piercing steel-grey
    steel-blue slanting almond-shaped heavy-lidded squinting
    """
)
SKIN = words(
    """
    pale white dark brown black fair ruddy sallow tanned sunburnt sunburned freckled weather-beaten weatherbeaten
    yellow rosy red swarthy tawny olive sickly waxen wrinkled lined leathery bronzed florid pink ashen pasty
    mahogany nut-brown
    """
)
PASSING = words("white pale red black dark yellow ashen pink sickly waxen")
"""Colours that a face takes for a moment; only of "skin" and "complexion" do they last."""
SKIN_NOUNS = words("skin complexion face cheeks countenance features")
BEARD = words(
    "long short black white grey gray red brown bushy thick grizzled yellow pointed curly thin sandy dark fair square "
    "enormous huge ginger silver golden forked full straggling scanty drooping waxed heavy fiery great"
)
BEARD_NOUNS = words("beard moustache mustache moustaches whiskers sideburns goatee")
BUILD = words(
    """
    thin stout fat plump slender slim slight lean broad broad-shouldered burly sturdy stocky skinny gaunt bony heavy
    muscular frail delicate portly corpulent wiry lanky lank massive thickset thick-set square-built stooping bent
    round rotund chubby tubby willowy lithe small hulking bulky puny scrawny emaciated
    angular spare athletic huge brawny strong-built well-built hunchbacked hump-backed bow-legged
    """
)
HEIGHT = words("tall short tiny gigantic towering lofty diminutive middle-sized undersized little")
AGE = words("old young elderly aged middle-aged youthful ancient grey-haired gray-haired white-haired")
HAIRED = words(
    """
    bald bald-headed red-haired black-haired fair-haired dark-haired grey-haired gray-haired white-haired golden-haired
    red-headed yellow-haired curly-haired long-haired flaxen-haired
    """
)
BEARDED = words("bearded clean-shaven beardless unshaven red-bearded black-bearded white-bearded grey-bearded")

MARKS = words(
    """
    scar scars freckles spectacles eyeglass eye-glasses eye-patch eyepatch monocle pince-nez tattoo dimple dimples
    birthmark wart mole crutch hook limp
    """
)
MARK_PHRASES = (
    "wooden leg", "ivory leg", "bone leg", "glass eye", "sabre cut", "saber cut", "sword cut", "wooden arm",
    "wooden foot", "white leg", "one leg", "one arm", "one eye",
)  # fmt: skip

GARMENTS = words(
    """
    coat cloak dress gown hat cap bonnet shirt blouse skirt apron boots shoes slippers stockings breeches trousers
    jacket waistcoat vest shawl scarf gloves veil hood robe robes uniform suit cravat necktie collar belt sash ribbon
    petticoat frock pinafore mantle overcoat greatcoat frock-coat nightgown dressing-gown nightcap turban kerchief
    neckerchief handkerchief helmet armour armor crown jerkin doublet tunic sandals wig spurs muslin mackintosh cape
    bodice tights leggings smock ulster livery cassock habit rags furs pelisse tail-coat tarpaulin bandana moccasins
    jersey sweater oilskins overalls kimono sari toga kilt corset pea-jacket sunbonnet knickerbockers corduroys jeans
    """
)
CLOTH = words(
    """
    silk velvet woollen woolen wool linen cotton leather fur satin lace muslin straw felt tweed flannel gingham
    calico broadcloth sateen serge canvas
    embroidered patched ragged tattered worn old new long short tight loose cocked broad-brimmed
    three-cornered plain checked striped wide-brimmed shabby high pointed torn soiled stiff starched gay fine soft
    wincey oilskin pretty neat threadbare mourning laced buckled
    """
)

ARTICLES = words("a an the his her their my your some")

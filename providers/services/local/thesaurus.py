"""Words of stories by what they are about: what lets the built-in embedder find a gale when it is asked for a storm.

One line a subject: `name < kin: words`. A word may stand under several subjects; kin are subjects that it also hints
at. Forms that follow the rules of English are found by their stem, so only irregular ones are written out. A line
that begins with spaces goes on with the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBJECTS = """
storm < wind rain: storm tempest gale hurricane squall typhoon cyclone thunder lightning thunderstorm bolt howl
wind < storm: wind breeze gust blast windy blew blown zephyr
rain < storm: rain shower drizzle downpour drench soak puddle umbrella wet sodden raindrop deluge flood
snow < cold: snow snowflake blizzard snowfall snowdrift sleet avalanche sledge sleigh snowball
cold < snow: cold ice icy frost frozen freeze froze chill shiver winter numb icicle bitter glacier
fog < dark: fog mist haze murky vapour vapor gloom dim foggy misty shroud
heat < fire: heat hot warm warmth scorch swelter summer sultry sweat parched
sun < heat: sun sunshine sunlight sunny bright noon midday blaze sunbeam glare daylight
dawn < sun: dawn daybreak sunrise morning aurora cockcrow
evening < night: evening dusk twilight sunset nightfall sundown
night < dark: night midnight moonlight moon star starlight starry nocturnal
dark < night: dark darkness gloomy shadow black pitch shade obscure blackness
sea < ship: sea ocean wave billow surf breaker brine tide swell foam offshore salt seaward fathom spray
ship < sea: ship boat vessel schooner brig sloop frigate galleon steamer yacht barque sail mast deck hull rigging helm
  anchor rudder keel prow stern bulwark forecastle cabin topsail oar canoe raft steamboat longboat
sailor < ship: sailor seaman mariner captain crew mate boatswain helmsman skipper coxswain shipmate cruise voyage
  navigate aboard ashore
shipwreck < ship storm: shipwreck wreck founder sink sank sunk capsize aground castaway marooned reef wreckage
  lifeboat
drown < sea death: drown overboard swim swam swum dive dove plunge
beach < sea: beach shore sand sandy coast seaside cove bay dune pebble shell seaweed cliff headland strand
island < sea: island isle islet archipelago atoll
fish < sea: fish angler fisherman net hook bait trout salmon cod herring shark whale dolphin porpoise harpoon whaler
  spout
river < water: river stream brook creek ford torrent rivulet ferry bridge waterfall cataract
lake < water: lake pond pool mere lagoon marsh swamp bog fen reed
water < river: water trickle fountain bucket splash stream liquid
mountain < rock: mountain hill peak summit ridge slope crag valley gorge ravine precipice climb clamber
rock < mountain: rock stone boulder pebble granite cliff crag flint
cave < dark rock: cave cavern grotto tunnel mine underground pit den hollow
forest < tree: forest wood woodland thicket grove jungle glade undergrowth copse timber
tree < forest: tree oak pine elm birch willow ash beech branch bough trunk twig root bark
garden < flower: garden lawn hedge orchard gardener bed spade dig dug weed rake shrub arbour greenhouse
flower < garden: flower blossom bloom rose lily daisy violet tulip daffodil crocus petal bouquet wreath bud snowdrop
field < farm: field meadow pasture grass prairie heath moor clover
farm < field: farm farmer barn plough plow harvest crop hay wheat corn shepherd flock scarecrow stable haystack reap
desert < heat: desert sand oasis camel dune caravan wasteland barren
spring < flower: spring april thaw sprout green budding
autumn < tree: autumn october november harvest russet fallen
animal < wild: animal beast creature brute paw tail fur claw
horse < travel: horse mare pony stallion gallop trot ride rode ridden saddle bridle steed colt mule donkey stirrup
  spur rein hoof canter
dog < animal: dog hound puppy terrier bark spaniel mastiff kennel leash
cat < animal: cat kitten purr tabby mew
bird < animal: bird robin crow raven owl hawk eagle sparrow parrot gull swallow lark nightingale nest feather wing
  dove pigeon chirp
wild < forest: wolf wolves bear lion tiger fox leopard panther lair savage prey
hunt < wild gun: hunt huntsman chase stalk trap snare quarry poacher
snake < wild: snake serpent adder viper venom hiss reptile lizard
insect < animal: bee butterfly moth spider ant fly flies beetle cricket wasp buzz web
monkey < wild: monkey ape baboon
fire < smoke: fire flame blaze burn burnt burned ember spark hearth bonfire kindle ash ashes inferno conflagration
smoke < fire: smoke soot chimney smoulder fume pipe tobacco cigar cigarette
light < fire: lamp candle lantern torch glow gleam shine shone beacon lighthouse chandelier illuminate
house < room: house home cottage mansion dwelling villa manor hut cabin lodge farmhouse building roof
castle < royal: castle tower palace fortress battlement moat drawbridge turret dungeon citadel
room < house: room chamber parlour parlor bedroom attic cellar corridor passage nursery hall apartment
door < house: door gate threshold doorway knock latch doorstep entrance portal
window < house: window pane curtain shutter casement sill balcony
key < secret: key lock unlock bolt keyhole padlock
stairs < house: stair staircase banister upstairs downstairs ladder
furniture < room: table chair sofa couch desk cupboard shelf drawer cabinet wardrobe carpet armchair stool bench chest
kitchen < cook: kitchen stove oven kettle pot pan saucepan scullery larder pantry
cook < food: cook bake baked roast boil fry stew simmer recipe chef
food < eat: food bread meat cheese soup pie cake egg butter bacon ham potato fruit apple pudding biscuit honey
  porridge sausage sugar
eat < food: eat ate eaten dinner supper breakfast lunch meal feast banquet devour swallow dine hungry appetite plate
hunger < poor: hunger hungry starve famine famished starvation
drink < tavern: drink drank drunk wine beer ale rum brandy whisky whiskey glass bottle cup tea coffee toast thirst
  thirsty sip gin
tavern < drink: tavern inn alehouse landlord innkeeper pub public tap
drunk < drink: drunk drunken tipsy drunkard intoxicated stagger reel carouse
town < street: town city village market square hamlet suburb metropolis
street < town: street road lane alley pavement avenue thoroughfare lamppost
shop < trade: shop counter shopkeeper grocer baker butcher stall customer
trade < money: trade merchant buy bought sell sold bargain price purchase business cargo ware commerce
money < rich: money coin gold silver pound shilling penny pence guinea dollar cash purse bank debt pay paid payment
  fortune wage
treasure < rich: treasure hoard gold jewel gem ruby diamond pearl emerald doubloon chest bury buried bullion
rich < money: rich wealth wealthy fortune luxury millionaire splendid opulent estate inherit inheritance heir
poor < hunger: poor poverty beggar beg ragged rags pauper needy penniless shabby wretched
work < trade: work labour labor toil workman job servant craft tool hammer nail mason carpenter smith forge
servant < house: servant maid butler footman housekeeper cook valet coachman groom page governess nurse
clothes < beauty: clothes dress gown coat cloak hat bonnet shawl shirt trousers skirt ribbon lace silk velvet glove
  boot shoe veil apron scarf costume robe breeches
jewel < rich: jewel ring necklace bracelet brooch diamond pearl crown locket earring
mirror < beauty: mirror reflection reflect looking-glass
hair < beauty: hair curl tress braid plait wig beard moustache whisker bald comb
beauty < love: beauty beautiful lovely handsome pretty graceful exquisite elegant
ugly < horror: ugly hideous deformed disfigured grotesque repulsive misshapen
red: red scarlet crimson vermilion ruddy
blue: blue azure sapphire indigo
green: green emerald verdant
white: white pale snowy ivory pallid
yellow: yellow golden amber
family < child: family father mother parent brother sister uncle aunt cousin grandfather grandmother nephew niece
  relative kin papa mamma mama
mother < family: mother mamma mama maternal mum
father < family: father papa paternal dad
child < family: child children boy girl infant baby toddler lad lass youngster kid cradle
birth < child: birth born newborn midwife christen baptise cradle pregnant
orphan < child: orphan orphanage adopt adopted foundling guardian ward
old < family: old aged elderly ancient grey wrinkle gray
young < child: young youth youthful
twin < family: twin resemble likeness identical
marriage < love: marry marriage wedding bride bridegroom husband wife wives betroth engaged engagement honeymoon
  bridal altar matrimony groom vow
propose < marriage love: propose proposal suitor courtship woo refuse accept
love < kiss: love beloved lover sweetheart darling adore affection passion tender romance dear heart cherish fond
  enamoured
kiss < love: kiss embrace caress hug lips fondle
friend < trust: friend friendship companion comrade pal ally fellow chum
farewell < travel sad: farewell goodbye good-bye depart departure adieu
reunion < joy: reunite reunion meet homecoming welcome
joy < laugh: joy joyful happy happiness delight glad merry cheerful gay bliss rapture rejoice jubilant elated
laugh < joy: laugh laughter giggle chuckle smile grin mirth joke jest funny amuse
sad < weep: sad sorrow sorrowful unhappy misery miserable melancholy despair gloom heartbroken mournful wretched
weep < sad: weep wept cry cried tear tears sob whimper wail lament
grief < death sad: grief mourn mourning bereave grieve widow widower bereaved
lonely < sad: lonely alone solitude solitary desolate forsaken abandoned loneliness
anger < quarrel: anger angry rage fury furious wrath indignant temper scold enraged irritate
quarrel < anger: quarrel argue argument dispute disagree shout
hate < anger: hate hatred loathe detest enemy enmity despise spite malice
revenge < hate: revenge vengeance avenge vengeful retaliate retribution
jealous < love hate: jealous jealousy envy envious rival
fear < horror: fear afraid frightened fright terror terrified dread scare alarm panic tremble
horror < fear: horror horrible ghastly dreadful monstrous hideous shudder gruesome
courage < fight: courage brave bravery bold valiant hero heroic fearless daring gallant
shame < guilt: shame ashamed blush disgrace humiliate embarrassed mortify
guilt < crime: guilt guilty remorse repent conscience regret sin confess confession
pride: pride proud haughty vain vanity arrogant conceited
hope < dream: hope wish longing yearn desire
surprise: surprise astonish amaze startle wonder marvel bewilder
curious < secret: curious curiosity inquire inquisitive pry
dream < sleep: dream nightmare vision reverie
sleep < night: sleep slept asleep slumber bed doze nap drowsy snore awake wake woke pillow blanket
tired < sleep: tired weary exhausted fatigue fatigued faint
ill < doctor: ill illness sick sickness fever disease ail cough consumption plague cholera delirium delirious
  infection invalid pale
doctor < ill: doctor physician surgeon nurse hospital medicine remedy cure heal pill patient apothecary
wound < blood: wound injure injury hurt bruise scar bandage bleed bled gash cripple lame crutch
blood < wound: blood bloody bleed gore bloodstain
poison < murder: poison venom arsenic toxic potion antidote
death < grave: death die died dead dying perish corpse decease expire lifeless deathbed
grave < death: grave tomb coffin bury burial funeral cemetery churchyard hearse gravestone sepulchre vault skeleton
  skull
murder < crime death: murder kill killer slay slew slain assassin assassinate strangle stab victim murderer
hang < law death: hang gallows noose execution execute gibbet executioner guillotine
fight < weapon: fight fought struggle strike struck brawl grapple combat attack wrestle duel
duel < fight sword: duel duellist pistols fencing
battle < war: battle combat siege assault skirmish cannon artillery battery regiment bombard
war < soldier: war army invade invasion campaign troop warfare enemy conquer defeat victory surrender retreat
soldier < war: soldier officer colonel captain lieutenant sergeant cavalry infantry hussar regiment corporal guard
  sentry uniform march
weapon < fight: weapon dagger axe spear knife knives club armour armor shield arrow
sword < weapon: sword blade sabre saber cutlass rapier hilt sheath
gun < weapon: gun pistol rifle musket shot shoot bullet powder revolver trigger cannon
pirate < ship thief: pirate buccaneer mutiny mutineer plunder corsair privateer jolly
thief < crime: thief thieves steal stole stolen rob robber robbery burglar burglary bandit outlaw highwayman
  pickpocket loot
crime < law: crime criminal villain guilty offence convict felon rogue scoundrel
detective < clue: detective inspector police policeman constable investigate investigation sleuth
clue < detective: clue trace footprint track deduce deduction mystery mysterious solve magnify
law < court: law lawyer attorney judge jury trial court verdict solicitor witness magistrate
court < law: court trial testimony testify tribunal plead accuse prosecute acquit
prison < law: prison prisoner jail gaol cell captive dungeon chain shackle imprison captivity convict cage
escape < chase: escape flee fled flight evade fugitive runaway elude
chase < run: chase pursue pursuit pursuer follow hunt
run < chase: run ran race rush dash sprint hurry hasten speed
rescue < courage: rescue save saved saviour deliver deliverance
danger < fear: danger dangerous peril perilous risk hazard threat threaten
hide < secret: hide hid hidden conceal lurk crouch ambush skulk
secret < mystery: secret secretly whisper conceal hush confide stealth
mystery < secret: mystery mysterious strange riddle puzzle enigma unexplained
disguise < secret: disguise mask masquerade impostor pretend false
spy < secret: spy spies eavesdrop overhear overheard listen peep
betray < enemy: betray betrayal traitor treachery treacherous treason deceive deceit lie
lie < betray: lie liar falsehood untruth deceive fib
trick < laugh: trick prank hoax cheat mischief sly cunning
trust < friend: trust loyal loyalty faithful faith honest honesty promise oath swore sworn
enemy < hate: enemy foe adversary opponent rival antagonist
king < royal: king monarch sovereign throne reign crown emperor tsar czar sultan
queen < royal: queen empress czarina
royal < rich: royal prince princess court courtier majesty noble nobleman lord lady duke duchess countess baron earl
  knight
magic < witch: magic magical spell enchant enchanted enchantment wand bewitch sorcery miracle
witch < magic: witch wizard sorcerer sorceress magician fairy fairies elf elves goblin gnome dwarf giant
ghost < horror: ghost phantom spectre specter spirit haunt haunted apparition supernatural
monster < horror: monster fiend demon devil dragon vampire beast creature ogre
god < church: god lord heaven heavenly divine almighty angel holy
church < god: church chapel cathedral priest parson minister clergyman monk nun vicar pulpit sermon altar hymn abbey
  bishop preacher convent bible
pray < church: pray prayer bless blessing kneel knelt worship amen
hell < devil: hell devil satan damned fiend infernal
devil < monster: devil satan demon fiend lucifer
music < dance: music song sing sang sung piano violin fiddle flute drum harp melody tune orchestra organ opera concert
  choir trumpet
dance < music: dance ball waltz ballroom partner mazurka polka quadrille minuet
party < dance: party guest entertain hostess host reception festivity celebration
holiday < joy: christmas holiday festival easter birthday picnic carnival
play < child: play game toy doll kite marble hide-and-seek frolic romp
theatre < music: theatre theater stage actor actress curtain audience drama perform scene
circus < theatre: circus acrobat clown juggle juggler balloon conjuror
gamble < money: gamble card cards bet wager dice roulette stake gambler casino whist
book < read: book library page novel shelf poem poetry poet author chapter
read < book: read reader reading study
write < letter: write wrote written pen ink paper diary journal scribble
letter < write: letter envelope postman telegram mail message
map < travel: map compass route latitude longitude
school < child: school schoolmaster teacher pupil lesson classroom master scholar schoolroom college examination teach
  taught learn
science < invention: science scientist experiment chemistry laboratory electric electricity philosophy professor
invention < science: machine invention invent engine apparatus mechanical inventor wheel lever
telescope < star: telescope microscope lens spyglass spectacles
star < night: star planet constellation comet astronomy astronomer
time < old: clock hour minute bell chime tick
bell < church: bell chime toll ring rang belfry peal clapper
travel < road: travel journey traveller voyage expedition wander roam pilgrimage tour explore
road < travel: road path track highway crossroad trail
carriage < horse: carriage coach cab cart wagon waggon hansom chaise stagecoach wheel
train < travel: train railway station locomotive rail engine platform passenger
luggage < travel: luggage trunk suitcase baggage parcel bundle knapsack
lost < travel: lost astray stray bewildered
camp < travel: camp tent campfire bivouac
fall < danger: fall fell fallen tumble stumble plummet
explosion < fire: explode explosion burst bomb dynamite gunpowder blast
noise: noise sound clatter crash thud roar din rattle
silence: silence silent quiet hush mute stillness
scream < fear: scream shriek yell cry screech
speech: speech oration orator declare announce
politics < law: politics parliament government vote election revolution liberty republic statesman
slave < prison: slave slavery bondage master
tribe < travel: tribe native islander chief savage cannibal wigwam
blind < eye: blind blindness sightless
eye: eye gaze stare glance
"""

_KIN_WEIGHT = 0.35
"""How much a word of a subject hints at each of its kin."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What words are about. `kin` are the names of subjects that it hints at."""

    name: str
    kin: tuple[str, ...]
    words: tuple[str, ...]


def subjects() -> list[Subject]:
    """List all subjects in their order, which is that of the embedder's dimensions."""
    return list(_read())


def hints() -> dict[str, dict[str, float]]:
    """Map each subject to those that its words speak of: itself wholly, its kin in part."""
    return {subject.name: {subject.name: 1.0, **dict.fromkeys(subject.kin, _KIN_WEIGHT)} for subject in subjects()}


def _read() -> Iterator[Subject]:
    for line in _SUBJECTS.strip().replace("\n ", "").splitlines():
        head, words = line.split(":")
        name, _, kin = head.partition("<")
        yield Subject(name=name.strip(), kin=tuple(kin.split()), words=tuple(words.split()))

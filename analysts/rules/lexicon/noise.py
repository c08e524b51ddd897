"""Capitalised words that name nobody."""

from __future__ import annotations

from analysts.rules.lexicon import words

CALENDAR = words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter michaelmas whitsun lent spring summer autumn winter
    """)

NATIONS = words("""
    english englishman englishmen englishwoman french frenchman frenchmen frenchwoman german germans germany italian
    italians italy spanish spaniard spaniards spain russian russians russia american americans america dutch dutchman
    scotch scotsman scottish scotchman scotland irish irishman ireland welsh welshman wales british britain briton
    england france paris london europe european asia africa african india indian indians chinese china japan japanese
    turk turks turkish turkey greek greeks greece roman romans rome latin jew jews jewish christian christians
    christianity catholic catholics protestant mahometan mohammedan moslem muslim muslims hebrew arab arabs arabian
    arabic persian egypt egyptian swiss switzerland austrian austria austrians pole poles polish poland prussian
    prussia prussians swede swedish sweden norwegian norway dane danish denmark portuguese portugal canada canadian
    mexican mexico australia australian oriental asiatic cossack cossacks tartar tartars hungarian bohemian negro
    york boston chicago moscow petersburg berlin vienna geneva naples venice florence milan edinburgh dublin oxford
    cambridge liverpool manchester bristol brighton bath kent surrey sussex yorkshire devonshire cornwall derbyshire
    hertfordshire lancashire hampshire thames atlantic pacific mediterranean
    """)

ABSTRACT = words("""
    god lord heaven heavens christ jesus almighty providence bible devil satan hell fate fortune nature time death
    life love truth reason justice virtue fact facts majesty highness excellency lordship ladyship honour honor grace
    worship church state parliament government house street road lane square park hall inn court castle abbey island
    hill river lake sea bay cape mount mountain valley wood forest bridge green north south east west northern southern
    eastern western chapter book part volume letter note act scene page contents preface epilogue gutenberg project
    sir madam ma'am mum mama mamma papa dad daddy mummy mother father sister brother son aunt uncle cousin miss mister
    gentlemen ladies gentleman lady oh ah o i ay aye yes no hullo hallo hello hurrah alas amen good-bye goodbye bye
    thank thanks please pray hush well why what who how when where which whose whom that this these those there here
    then now so but and or nor for yet if though although because since until till while as at by in on of to from
    with without into upon the a an he she it they we you me him her us them his hers its their our your my mine
    yours not never ever always perhaps maybe indeed certainly surely of course come go let look see stop wait
    one two three four five six seven eight nine ten first second third last next another other every each both all
    some any many much more most such same own too also only just even still again once twice ill dear poor old young
    little big good great damn bless curse by-and-by i'm i'll i've i'd it's that's there's he's she's you're don't
    can't won't what's let's mr mrs dr bible testament latin grammar latitude longitude ii iii iv v vi vii viii ix x
    xi xii xiii xiv xv illustration copyright quite very rather nothing everything something anything nobody
    everybody somebody anybody everyone someone after before during between under over above below against among
    is are was were be been am has have had do does did will would shall should can could must might eh ha he'll
    don doesn didn wasn isn couldn wouldn shouldn hadn haven won
    """)

NOISE = CALENDAR | NATIONS | ABSTRACT

NEVER_NAMES = words(
    "god lord heaven heavens christ jesus almighty providence devil sir madam ma'am i oh ah o he she it"
)
"""Those of the words above that are nobody's name, whoever is said to speak."""

SURNAMES = words("hill wood hall lake bridge north west east green park church forest castle court street love page")
"""Those of the words above that are a surname after a given name."""

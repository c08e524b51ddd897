"""Verbs of speaking and of doing, as narrators use them."""

from __future__ import annotations

from analysts.rules.lexicon import words

SAY_IN_ANY_TONGUE = words("""
    dit demanda répondit cria murmura reprit ajouta répliqua chuchota soupira dijo preguntó respondió contestó exclamó
    gritó murmuró añadió replicó susurró sagte fragte rief antwortete entgegnete erwiderte flüsterte disse rispose
    chiese gridò esclamò perguntou respondeu exclamou
    """)

SPEECH = (
    words("""
    said says say saying replied replies cried cries answered answers asked asks exclaimed exclaims returned whispered
    whispers shouted shouts muttered mutters murmured murmurs observed remarked continued added inquired enquired
    demanded repeated retorted began begged called screamed shrieked sighed sobbed groaned growled grunted gasped
    laughed responded rejoined interrupted interposed protested declared announced explained suggested ejaculated
    faltered stammered pursued resumed urged pleaded implored entreated commanded ordered insisted persisted admitted
    agreed argued assented assured bawled bellowed blurted boasted chimed chuckled commented complained concluded
    confessed coaxed corrected croaked drawled echoed finished giggled grumbled hazarded hinted hissed howled jeered
    mimicked moaned mumbled mused objected panted piped proceeded proclaimed promised prompted put queried quoth
    quavered questioned reasoned recited reiterated rejoiced reminded roared scoffed scolded scowled smiled snapped
    snarled sneered sniffed snorted spoke squeaked squealed stated stuttered submitted suggested supplied swore
    thundered told uttered ventured vociferated volunteered wailed warned whimpered whined wondered yelled affirmed
    apologised apologized broke expostulated summoned sang breathed barked gabbled simpered acknowledged conceded
    counselled advised remonstrated soliloquised soliloquized vowed growls asserted allowed lisped thought reflected
    proposed counted read wrote sputtered spluttered shrilled squawked tittered crowed purred cooed teased quizzed
    intoned maintained invited welcomed greeted threatened cautioned called interjected opined
    """)
    | SAY_IN_ANY_TONGUE
)

PHRASAL = {
    "went": words("on"), "goes": words("on"), "called": words("out"), "broke": words("out in forth"),
    "burst": words("out forth"), "cut": words("in"), "struck": words("in"), "chimed": words("in"),
    "sang": words("out"), "threw": words("in"), "ran": words("on"), "rattled": words("on"), "spoke": words("up out"),
    "piped": words("up"), "flashed": words("out"), "came": words("out"), "led": words("off"), "blazed": words("out"),
    "rapped": words("out"), "rambled": words("on"), "wound": words("up"), "summed": words("up"),
}  # fmt: skip
"""Verbs that speak with a word after them ("went on", "burst out")."""

HEARD = words("say ask cry exclaim answer remark whisper mutter murmur shout call reply add observe declare")
"""Verbs as they stand after "heard": "Nora heard Peter say"."""

WORDS_OF = words("""
    answer reply response comment remark remarks rejoinder retort words word question exclamation greeting voice
    verdict observation comments questions answers cry shout whisper accents tones warning advice invitation salutation
    """)
"""What somebody says, as a noun ("was her reply", "came the voice of")."""

STRONG_SPEECH = (
    words("""
    said says replied cried answered asked exclaimed whispered shouted muttered murmured observed remarked inquired
    enquired retorted ejaculated rejoined interposed responded stammered growled shrieked drawled queried gasped
    repeated returned continued added demanded declared
    """)
    | SAY_IN_ANY_TONGUE
)
"""Verbs that have a person for their subject in nearly every book."""

ACTION = words("""
    was had did could would should might must went came looked turned sat stood walked ran rose took gave made saw
    knew felt heard seemed laughed smiled nodded shook held put got left entered opened closed drew fell threw caught
    followed stopped started paused waited lay leaned stared glanced gazed watched listened wanted wished hoped tried
    liked loved hated feared believed remembered forgot understood found kept led brought carried lifted raised pulled
    pushed pointed touched kissed wept cried sighed stepped rushed hurried climbed jumped leaped leapt crept rode drove
    slept woke ate drank wore dressed read wrote worked played sang danced fought struck seized grasped rubbed frowned
    blushed trembled shuddered hesitated appeared became grew lived died married is has does can will says goes comes
    looks sits stands
    """)
"""Verbs after a name that speak for a person (or, some of them, for a thing that is much talked of)."""

AUXILIARY = words("was had did could would should might must is has does can will seemed appeared became lay")
"""Those of the actions that things and places do as well."""

"""Signs of time of day, weather and mood: patterns for the first two, words for the last."""

from __future__ import annotations

from analysts.bible import Mood, TimeOfDay, Weather

TIMES: dict[TimeOfDay, tuple[str, ...]] = {
    "dawn": (
        r"\b(?:at|before|towards?|until|till|by) (?:dawn|daybreak|sunrise|day-break|first light)\b",
        r"\bday was breaking\b",
        r"\bsun (?:was |had )?(?:just )?(?:rising|rose|risen)\b",
        r"\bgr[ea]y light of (?:dawn|morning)\b",
        r"\bdawn (?:was|came|broke)\b",
    ),
    "morning": (
        r"\b(?:next|that|this|one|the|early|bright|fine|every|following) morning\b",
        r"\b(?:in the|at) (?:early )?morning\b",
        r"\bbreakfast\b",
        r"\bmorning sun\b",
        r"\bafter sunrise\b",
        r"\bforenoon\b",
    ),
    "day": (
        r"\b(?:at|about|towards?|before|after|by) (?:noon|midday|mid-day)\b",
        r"\bnoonday\b",
        r"\b(?:broad|full) daylight\b",
        r"\ball (?:that )?day\b(?! (?:tomorrow|yesterday))",
        r"\b(?:that|one|the|this|every|all|sunny|hot|warm) afternoon\b",
        r"\bafternoon sun\b",
        r"\b(?:at|after|before) (?:luncheon|lunch)\b",
        r"\bsun (?:was )?(?:shone|shining|blazed|beat|high)\b",
        r"\b(?:sunshine|sunlight)\b",
    ),
    "evening": (
        r"\b(?:that|this|one|in the|towards?|next|every|the|all) evening\b",
        r"\b(?:sunset|sundown|twilight|dusk)\b",
        r"\b(?:at|towards?|before) nightfall\b",
        r"\bsun (?:was |had )?(?:setting|set|sinking|gone down|low)\b",
        r"\bgathering darkness\b",
        r"\b(?:growing|getting|grew|grown) dark\b",
        r"\b(?:at|after|for|had|to|before) (?:their |his |her )?supper\b",
        r"\blamps (?:were |had been )?(?:all )?(?:lit|lighted)\b",
    ),
    "night": (
        r"\b(?:that|at|all|by|in the|one|last|full|dark|black|of the|the) night\b",
        r"\b(?:after nightfall|after dark|midnight|moonbeams?)\b",
        r"\bmoon(?:light|lit|shine)?\b",
        r"\bnight (?:had )?(?:fell|fallen|come|came on|was dark)\b",
        r"\b(?:the|more|of|bright) stars\b",
        r"\bstars? (?:were|shone|came|shining|twinkled|overhead|went)\b",
        r"\bstarlight\b",
        r"\bpitch[- ]dark\b",
        r"\b(?:went|gone|go|going) to bed\b",
        r"\b(?:in|out of|into) the dark(?:ness)?\b",
        r"\bcandle(?:light|s)?\b",
    ),
}

WEATHERS: dict[Weather, tuple[str, ...]] = {
    "clear": (
        r"\b(?:sunshine|sunlight|sunny|sunlit|cloudless|moonlight|moonlit|starlight|starry)\b",
        r"\b(?:clear|blue|bright) (?:sky|skies|heavens)\b",
        r"\b(?:sea|sky|heavens|lake) (?:was|were|is) (?:[a-z]+ )?blue\b",
        r"\bsky (?:[a-z ]{0,30})?(?:had )?cleared\b",
        r"\bsun (?:was )?(?:shone|shining|blazed|beat|blazing|came|streamed|poured|glinted|glittered|warm|set|rose)\b",
        r"\b(?:fine|bright|beautiful|glorious|lovely|golden|warm|hot) (?:spring |summer |autumn )?(?:day|morning"
        r"|afternoon|evening|sunset)\b",
        r"\b(?:under|in|of|by) (?:the )?(?:stars|moon)\b",
        r"\b(?:more|bright) stars\b",
        r"\bmoon (?:was )?(?:shone|shining|rose|had risen|hung|lay)\b",
        r"\blight (?:[a-z]+ ){0,2}gold(?:en)?\b",
    ),
    "cloudy": (
        r"\b(?:cloudy|overcast|lowering sky|leaden sky|gr[ea]y sky|gr[ea]y skies|heavy clouds|dark clouds|dull day"
        r"|gr[ea]y (?:day|morning|afternoon))\b",
        r"\bclouds (?:had )?gathered\b",
    ),
    "rain": (
        r"\b(?:it|rain) (?:was |had been |began to |is )?(?:rained|raining|rain|falling|fell|poured|pouring|pattered"
        r"|drizzled|came)\b",
        r"\b(?:heavy|pouring|driving|drenching|pelting|soaking|thin|steady) rain\b",
        r"\bin the rain\b",
        r"\bdrizzl(?:e|ing)\b",
        r"\bdownpour\b",
        r"\bthe rain\b",
    ),
    "storm": (
        r"\bthunder(?:storm|ed|ing|-storm)?\b(?! of (?:applause|cheers|hoofs))",
        r"\blightning\b(?! (?:speed|glance))",
        r"\b(?:the|a|great|terrible|violent|dreadful) storm\b(?! of)",
        r"\btempest\b(?! of)",
        r"\bhurricane\b(?! of)",
        r"\bcyclone\b",
    ),
    "snow": (
        r"\bsnow(?:ed|ing|storm|flakes|fall|drifts?|-?covered)?\b(?!-white)(?! white)",
        r"\bblizzard\b",
        r"\b(?:white|soft|first) flakes\b",
        r"\bsnowy (?:road|field|day|night|street|plain|world)s?\b",
    ),
    "fog": (r"\b(?:thick|dense|yellow|heavy|white|pink|the|a|through) (?:fog|mist)\b", r"\b(?:foggy|misty)\b"),
    "wind": (
        r"\b(?:strong|cold|high|bitter|fierce|rising|howling|the|east|north|west|keen|fresh|sharp) wind\b",
        r"\bgale\b",
        r"\bwindy\b",
        r"\bgusts? of wind\b",
        r"\bwind (?:blew|howled|rose|roared|was blowing)\b",
    ),
}

OVER = (
    r"^(?:[a-z ,]{0,24})?\b(?:had|has|was|were) (?:all |now |at last |quite )?"
    r"(?:gone|ceased|stopped|ended|lifted|cleared|over|passed|died)\b"
)
"""After a kind of weather: it is over."""

LEAPS = (
    r"^(?:In|By|One|On|During|Before|It was|The (?:next|following)|Next|That|All through|Some|Two|Three|Four|Five|Six"
    r"|Many) (?:the |a |one )?(?:early |late |following |first |whole )?(?:[a-z]+ )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn"
    r"|winter|weeks?|months?|years?|days?|fortnight|Saturday|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday)\b"
)
"""How a scene opens that plays on another day: neither hour nor weather go on."""

MOODS: dict[Mood, str] = {
    "joyful": """
        laugh laughed laughing laughter joy joyful joyfully merry merrily merriment happy happily happiness
        delight delighted cheer cheers cheered cheerful danced dancing smiled smiling smile gaily
        gaiety glad gladly feast sang singing song jolly jolliest grinned chuckled beaming radiant rapture
        """,
    "tense": """
        afraid fear feared fright frightened anxious anxiously anxiety danger dangerous trembled trembling
        breathless nervous nervously alarm alarmed peril panic desperate desperately suspense startled dread
        threatened angry anger angrily furious rage fiercely sharply urgent hurried chase escape hiding terror
        terrified quarrel scowled defiance
        """,
    "sad": """
        wept weeping tears sobbed sobbing sobs grief mourning mourned sorrow sorrowful sorrowfully sad sadly sadness
        dying death funeral misery miserable miserably despair lonely bereaved crying unhappy heartbroken
        mournful mournfully coffin regret wretched
        """,
    "mysterious": """
        strange strangely mystery mysterious ghost ghostly shadow shadows whisper whispered secret secretly
        darkness vanished haunted eerie unknown weird magic silence dim hidden queer spell enchanted
        footsteps
        """,
    "violent": """
        blood bloody killed fired stabbed fought fighting battle cutlass murdered wounded screamed slain attacked
        musket pistol cannon grappled slashed bullet bullets sword swords throttled strangled
        """,
    "tender": """
        kiss kissed kissing embraced embrace tenderly tenderness love loved loving darling gentle gently
        caress affection affectionate clasped fondly sweetheart softly comforted stroked hugged
        """,
}

DEEDS = (
    r"\b(?:stabbed|shot (?:him|her|me|down|dead|through)|fired (?:at|upon|again|a|his|her|my|into)|fought|grappled"
    r"|killed|slew|slain|murdered|throttled|strangled|wounded|clubbed|slashed|felled"
    r"|(?:struck|hit|knocked|beat|flogged) (?:him|her|me|them|[A-Z][a-z]+|down|out|at|the (?:man|boy|girl|woman))"
    r"|(?:a|the|another|heavy|terrible) blows?|fell dead|dealt (?:him|her|me) a|cut (?:him|her|them) down"
    r"|flung (?:himself|herself|themselves) (?:on|upon|at)|at (?:his|her|my) throat"
    r"|drew (?:his|her|my) (?:sword|knife|cutlass|pistol)|volley|bullets?|broadside|hand to hand)\b"
)
"""What is done in a scene that is violent, and not only talked of: blows, shots, fights."""

USUAL: dict[Mood, float] = {
    "joyful": 2.4, "tense": 2.2, "sad": 1.7, "mysterious": 1.5, "violent": 1.0, "tender": 1.4, "calm": 0.0,
}  # fmt: skip
"""How many of these words a thousand words of a novel have anyway."""

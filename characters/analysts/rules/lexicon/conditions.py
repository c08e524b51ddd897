"""Signs of time of day, weather and mood, as patterns with their weight."""

from __future__ import annotations

from characters.bible import Mood, TimeOfDay, Weather

TIMES: dict[TimeOfDay, tuple[str, ...]] = {
    "dawn": (r"\b(?:at|before|towards?|until|till|by) (?:dawn|daybreak|sunrise|day-break|first "
             r"light)\b", r"\bday was breaking\b",
             r"\bsun (?:was |had )?(?:just )?(?:rising|rose|risen)\b", r"\bgr[ea]y light of (?:dawn|morning)\b",
             r"\bdawn (?:was|came|broke)\b"),
    "morning": (r"\b(?:next|that|this|one|the|early|bright|fine|every|following) morning\b",
    r"\b(?:in the|at) (?:early )?morning\b",
                r"\bbreakfast\b", r"\bmorning sun\b", r"\bafter sunrise\b"),
    "day": (r"\b(?:at|about|towards?|before|after) (?:noon|midday|mid-day)\b", r"\bnoonday\b", r"\bbroad daylight\b",
            r"\bthat afternoon\b", r"\b(?:in|of) the afternoon\b", r"\bafternoon sun\b", r"\b(?:at|after|before) "
                r"(?:luncheon|lunch)\b",
            r"\bsun (?:was )?(?:shone|shining|blazed|beat|high)\b", r"\bsunshine\b", r"\bsunlight\b",
            r"\bone afternoon\b"),
    "evening": (r"\b(?:that|this|one|in the|towards?|next|every|the) evening\b", r"\b(?:at|after|about|before) "
        r"sun(?:set|down)\b",
                r"\b(?:twilight|dusk|nightfall)\b", r"\bsun (?:was |had )?(?:setting|set|sinking|gone down|low)\b",
                r"\bgathering darkness\b", r"\b(?:growing|getting|grew) dark\b", r"\b(?:at|after) supper\b"),
    "night": (r"\b(?:that|at|all|by|in the|one|last) night\b", r"\bmidnight\b", r"\bmoon(?:light|lit|shine)?\b",
              r"\bstars? (?:were|shone|came|shining|twinkled|overhead)\b", r"\bstarlight\b", r"\bpitch[- ]dark\b",
              r"\b(?:went|gone|go|going) to bed\b", r"\bin the dark(?:ness)?\b", r"\bcandle(?:light|s)?\b"),
}  # fmt: skip

WEATHERS: dict[Weather, tuple[str, ...]] = {
    "clear": (r"\b(?:sunshine|sunlight|sunny|cloudless|moonlight|moonlit|starlight)\b",
    r"\b(?:clear|blue|bright) sky\b",
              r"\bsun (?:was )?(?:shone|shining|blazed|beat|blazing)\b", r"\b(?:fine|bright|beautiful|glorious) "
                  r"(?:day|morning|afternoon|evening)\b"),
    "cloudy": (r"\b(?:cloudy|overcast|leaden sky|gr[ea]y sky|heavy clouds|clouds (?:had )?gathered|dull day)\b",),
    "rain": (r"\b(?:it|rain) (?:was |had been |began to |is )?(?:rained|raining|rain|falling|fell|poured|pouring"
             r"|pattered|drizzled)\b",
             r"\b(?:heavy|pouring|driving|drenching|pelting|soaking|thin|steady) rain\b", r"\bin the rain\b",
             r"\bdrizzl(?:e|ing)\b",
             r"\bdownpour\b", r"\bthe rain\b"),
    "storm": (r"\bthunder(?:storm|ed|ing|-storm)?\b(?! of (?:applause|cheers|hoofs))",
    r"\blightning\b(?! (?:speed|glance))",
              r"\b(?:the|a|great|terrible|violent|dreadful) storm\b(?! of)", r"\btempest\b(?! of)",
              r"\bhurricane\b(?! of)", r"\bcyclone\b"),
    "snow": (r"\bsnow(?:ed|ing|storm|flakes|fall|drifts?|-?covered)?\b(?!-white)(?! white)", r"\bblizzard\b"),
    "fog": (r"\b(?:thick|dense|yellow|heavy|white|the) (?:fog|mist)\b", r"\bfoggy\b", r"\bmisty\b"),
    "wind": (r"\b(?:strong|cold|high|bitter|fierce|rising|howling|the|east|north|keen) wind\b", r"\bgale\b",
    r"\bwindy\b", r"\bgusts? of wind\b"),
}  # fmt: skip

MOODS: dict[Mood, str] = {
    "joyful": "laugh laughed laughing joy joyful merry merrily happy happily delight delighted cheer cheered "
    "danced smiled "
    "smiling gay gaily glad feast sang singing splendid jolly",
    "tense": "afraid fear feared fright frightened anxious anxiously danger trembled trembling breathless nervous "
    "alarm "
    "alarmed suddenly hush listened peril panic quick desperate suspense startled dread threatened",
    "sad": "wept weeping tears sobbed sobbing grief mourning sorrow sorrowful sad sadly dead died death funeral misery "
    "miserable despair lonely bereaved grave",
    "mysterious": "strange strangely mystery mysterious ghost ghostly shadow shadows whisper whispered secret "
    "secretly dark "
    "darkness curious vanished haunted eerie unknown weird magic",
    "violent": "blood bloody killed kill struck fired shot pistol musket sword stabbed fought fight battle blow "
    "cutlass "
    "knife murder murdered wounded screamed cannon slain attacked charge",
    "tender": "kiss kissed kissing embraced embrace tenderly love loved darling gentle gently caress affection clasped "
    "fondly dear dearest sweetheart",
}

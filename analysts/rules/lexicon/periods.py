"""Things and titles that only one age has."""

from __future__ import annotations

PERIODS: dict[str, str] = {
    "medieval": """
        knight knights squires minstrel minstrels jester drawbridge portcullis moat joust jousting lance lances mail
        hauberk crossbow crossbows serf serfs abbot friar friars trencher doublet tournament tournaments baldric
        """,
    "eighteenth century": """
        periwig musket muskets cutlass cutlasses buccaneer buccaneers snuff-box snuffbox highwayman highwaymen doubloons
        frigate powdered sedan cocked guineas blunderbuss redcoats redcoat tricorne tricorn
        """,
    "nineteenth century": """
        hansom hansoms brougham broughams gaslight gas-light gaslamp gas-lamps telegram telegrams telegraph crinoline
        crinolines steam-engine locomotive workhouse beadle dog-cart dogcart phaeton barouche curricle post-chaise
        chaise bonnet bonnets waistcoat steamer steamers omnibus landau
        """,
    "early twentieth century": """
        motor-car motor-cars motorcar motorcars motors aeroplane aeroplanes chauffeur gramophone wireless cinema
        telephone telephoned taxi taxi-cab flapper zeppelin trenches
        """,
    "present day": """
        television tv computer computers laptop internet website email e-mail e-mails smartphone cellphone mobile
        airport jeans astronaut microwave supermarket helicopter video
        """,
}  # fmt: skip
"""From a period to its words."""

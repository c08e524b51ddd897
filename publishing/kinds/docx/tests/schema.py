"""The order in which the schema of WordprocessingML (ECMA-376, part 1, wml.xsd and dml-*.xsd) has children stand."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import nsmap

PARAGRAPH_PROPERTIES = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
divId cnfStyle rPr sectPr pPrChange
"""
RUN_PROPERTIES = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
eastAsianLayout specVanish oMath
"""
SECTION_PROPERTIES = """
headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
"""
SETTINGS = """
writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins defaultTabStop autoHyphenation
consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl updateFields
footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator
"""
STYLE = """
name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr
tblPr trPr tcPr tblStylePr
"""
ORDERS = {
    "w:pPr": PARAGRAPH_PROPERTIES,
    "w:rPr": RUN_PROPERTIES,
    "w:sectPr": SECTION_PROPERTIES,
    "w:settings": SETTINGS,
    "w:style": STYLE,
    "w:styles": "docDefaults latentStyles style",
    "w:docDefaults": "rPrDefault pPrDefault",
    "w:sdt": "sdtPr sdtEndPr sdtContent",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
    "pic:pic": "nvPicPr blipFill spPr",
    "a:xfrm": "off ext",
    "pic:spPr": "xfrm prstGeom",
}
FIRST = {"w:p": "w:pPr", "w:r": "w:rPr", "w:document": "w:body"}
LAST = {"w:body": "w:sectPr"}


def misplaced(root: Any) -> list[str]:
    """List the elements that the schema does not know there, or whose children stand out of its order."""
    return [problem for element in root.iter() if isinstance(element.tag, str) for problem in _problems(element)]


def _problems(element: Any) -> list[str]:
    tag, children = _name(element), [_name(child) for child in element]
    problems = []
    if tag in ORDERS:
        order = ORDERS[tag].split()
        names = [child.partition(":")[2] for child in children]
        problems += [f"{tag} has {name}" for name in names if name not in order]
        known = [order.index(name) for name in names if name in order]
        problems += [f"{tag}: {names}"] if known != sorted(known) else []
        single = [name for name in names if name not in ("style", "headerReference", "footerReference")]
        problems += [f"{tag} repeats {names}"] if len(set(single)) != len(single) else []
    if FIRST.get(tag) in children[1:]:
        problems.append(f"{FIRST[tag]} does not begin {tag}")
    if tag in LAST and children[-1:] != [LAST[tag]]:
        problems.append(f"{LAST[tag]} does not end {tag}")
    return problems


def _name(element: Any) -> str:
    uri, _, local = str(element.tag).lstrip("{").rpartition("}")
    prefixes = {found: prefix for prefix, found in nsmap.items()}
    return f"{prefixes.get(uri, uri)}:{local}"

"""What a holding's own description says about it, in the vocabulary of `flags`.

"Utah Water Rev., 5.00%, 7/1/34 (Pre-refunded to 7/1/12) (MBIA)"      pre_refunded, insured
"Acme Term Loan B, LIBOR + 2.50%, 144A"                               variable_rate, rule_144a
"""

from __future__ import annotations

import re

from fundfilings.schedule.lexicon import Lexicon

#: Bond insurers, in full and as the abbreviations behind a municipal bond.
_INSURERS = (
    r"AGC|AGM|AMBAC|FGIC|FSA|MBIA|XLCA|ACA|CIFG|NATL|NPFG|BHAC|BAM|RAAI|CAPMAC|BIGI?|Connie Lee|Radian|RADIAN|"
    r"Assured(?: Guaranty)?(?: Insured)?|"
    r"National Re|FHA|PSF(?:-GTD)?|Q-?SBLF"
)

#: flag, trigger words, wording in a description.
_DESCRIPTION = Lexicon(
    (
        ("adr", "adr adrs gdr gdrs depositary", r"\b[AG]DRs?\b|(?i:depositary receipt)"),
        ("amt", "amt alternative", r"\bAMT\b|(?i:alternative minimum tax)"),
        ("callable", "callable", r"(?i:\bcallable\b)"),
        (
            "convertible",
            "convertible conv cv exchangeable",
            r"(?i:\bconvertible\b|\bconv\b\.?|\bcv\b\.?|\bexchangeable\b)",
        ),
        ("credit_linked", "credit", r"(?i:\bcredit[- ]linked)"),
        ("defaulted", "default defaulted", r"(?i:(?<=\bin )default\b|\bdefaulted\b)"),
        ("delayed_draw", "delayed unfunded", r"(?i:\bdelayed[- ]draw|\bunfunded\b)"),
        (
            "discount_rate",
            "~yield",
            r"(?i:\b(?:effective|current|\d-day|seven-day) (?:effective )?yield\b|\bto yield\b)",
        ),
        ("escrow", "etm escrow escrowed", r"\bETM\b|(?i:\bescrow(?:ed)?\b)"),
        ("in_liquidation", "liquidation liquidating", r"(?i:(?<=\bin )liquidation\b|\bliquidating trust\b)"),
        ("inflation_linked", "tips inflation", r"\bTIPS\b|\bTips\b|(?i:\binflation[- ](?:index|link|protect))"),
        (
            "insured",
            (
                "agc agm ambac fgic fsa mbia xlca aca cifg natl npfg bhac bam raai capmac big bigi connie radian "
                "assured national fha psf ~sblf ~qsblf insured"
            ),
            (
                rf"(?:(?<=\()|(?<=\(INS[- ]))(?:{_INSURERS})(?:[ ,;/-][^()]*)?\)|\b(?:{_INSURERS})[- ](?i:insured)|"
                rf"(?<=,\s)(?:{_INSURERS})(?=,\s)|(?<=[A-Z]{{3}}[- ])[Ii]nsured\b"
            ),
        ),
        ("interest_only", "io i interest", r"\bIO\b|\bI/O\b|(?i:interest[- ]only)"),
        ("inverse_floater", "inverse inflos residual residuals", r"(?i:\binverse float|\bINFLOS\b|\bresiduals?\b)"),
        ("letter_of_credit", "loc letter letters liq", r"\bLOC\b|(?i:letters? of credit)|\bLIQ:"),
        ("perpetual", "perpetual undated no", r"(?i:\bperpetual\b|\bundated\b|\bno stated maturity\b)"),
        ("pik", "pik pay payment", r"\bPIK\b|(?i:pay(?:ment)?[- ]in[- ]kind)"),
        ("pre_refunded", "pre prerefunded", r"(?i:pre-?\s?refunded)"),
        ("principal_only", "po p principal", r"\bPO\b(?!\s?[Bb]ox)|\bP/O\b|(?i:principal[- ]only)"),
        (
            "putable",
            "optional mandatory put putable",
            r"(?i:\b(?:optional|mandatory) (?:put|tender)|\bput date\b|\bputable\b)",
        ),
        ("regulation_s", "reg regulation", r"\bReg(?:\.|ulation)? ?S\b"),
        ("restricted", "restricted acquired", r"(?i:\brestricted\b)|(?<=\()acquired\b"),
        ("rule_144a", "144a", r"\b144A\b"),
        ("step_coupon", "thereafter step stepped", r"\bthereafter\b|(?i:\bstep(?:ped)?[- ]?(?:up|coupon|bond|rate))"),
        ("structured", "structured equity index", r"(?i:\bstructured note|\b(?:equity|index)[- ]linked)"),
        ("tba", "tba", r"\bTBA\b"),
        (
            "variable_rate",
            "floating variable adjustable auction frn vrn vrd vrdn vrdns vrdo vrdos vrdb arm arms libor sofr euribor",
            (
                r"(?i:\b(?:floating|variable|adjustable|auction)[- ]rate)|\bFRN\b|\bVRN\b|\bVRD[NOB]?s?\b|\bARMs?\b|"
                r"LIBOR|SOFR|EURIBOR"
            ),
        ),
        ("when_issued", "when delayed wi", r"(?i:\bwhen[- ]issued|\bdelayed[- ]delivery)|\bWI\b"),
        (
            "zero_coupon",
            "zero cab cabs capital strip strips lyons discount",
            (
                r"(?i:zero[- ](?:coupon|cpn))|\bCABs?\b|\b[Cc]apital [Aa]ppreciation\b|(?i:\bstrips?\b)|\bLYONs\b|"
                r"(?i:\bdiscount notes?\b)"
            ),
        ),
    ),
    flags=0,
)
#: Conv. in an issuer's name ("Consolidated Conv. Center") is followed by a place, not by a security.
_NOT_CONVERTIBLE = re.compile(r"conv\.? (?:ctr|center|centre|cab|facs?)\b", re.I)


#: A Mexican company: "CEMEX SAB de CV", "S.A. de C.V.".
_DE_CV = re.compile(r"\bde C\.?\s?V\b\.?", re.I)


def flags_of_description(text: str) -> frozenset[str]:
    """The flags that a holding's own description shows."""
    if " de " in text.lower():
        text = _DE_CV.sub("", text)
    found = set(_DESCRIPTION.found(text))
    if "convertible" in found and _NOT_CONVERTIBLE.search(text):
        found.discard("convertible")
    return frozenset(found)

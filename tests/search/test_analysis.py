"""What forms of a word have in common, in both languages; and that nothing typed or written can be an error."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import is_stop, stem, stems, words
from search.analysis.tokens import LONGEST

TOGETHER = {
    "nl": """
    bedrijf bedrijven
    onderneming ondernemingen
    ondernemen onderneemt onderneem
    ondernemer ondernemers
    duurzaam duurzame
    sociaal sociale
    ecologisch ecologische
    verantwoordelijk verantwoordelijke
    veilig veilige
    eerlijk eerlijke
    transparant transparante
    internationaal internationale
    federaal federale
    lokaal lokale
    gezond gezonde
    gelijk gelijke
    actie acties
    actieplan actieplannen
    verbintenis verbintenissen
    toezegging toezeggingen
    belofte beloften beloftes
    beloven belooft beloofd
    leverancier leveranciers
    mensenrecht mensenrechten
    kind kinderen
    werken werkt gewerkt werk
    werknemer werknemers
    overheid overheden
    stad steden
    gemeente gemeenten gemeentes
    keten ketens
    verslag verslagen
    rapport rapporten
    rapporteren rapporteert gerapporteerd
    klacht klachten
    aankoop aankopen
    aanbesteding aanbestedingen
    opleiding opleidingen
    termijn termijnen
    vennootschap vennootschappen
    vereniging verenigingen
    federatie federaties
    vakbond vakbonden
    universiteit universiteiten
    maatregel maatregelen
    advies adviezen
    aanbeveling aanbevelingen
    doelstelling doelstellingen
    doel doelen
    groep groepen
    thema thema’s themas
    energie energieën
    idee ideeën
    leven leef leeft geleefd
    huis huizen
    brief brieven
    raad raden
    school scholen
    lid leden
    organisatie organisaties
    consultatie consultaties
    verminderen vermindert verminderd
    uitvoeren uitvoert
    opvolgen opvolgt
    gebruiken gebruikt gebruik
    prijs prijzen
    proces processen
    risico risico’s risicos
    land landen
    belang belangen
    belanghebbende belanghebbenden
    rechtvaardig rechtvaardige
    kmo kmo’s
    ngo ngo’s
    coöperatie coöperaties
    beoordelen beoordeelt beoordeeld
    engagement engagementen
    gewest gewesten
    partner partners
    mijlpaal mijlpalen
    """,
    "fr": """
    entreprise entreprises
    durable durables durabilité durablement
    responsable responsables responsabilité responsabilités
    société sociétés
    social sociale sociaux sociales
    travail travaux
    travailleur travailleurs
    enfant enfants
    droit droits
    humain humains humaine humaines
    œuvre œuvres oeuvre
    engagement engagements
    engager engage engagé engagée engagés engagées
    action actions
    plan plans
    organisation organisations
    syndicat syndicats
    fédération fédérations
    fédéral fédérale fédéraux fédérales
    université universités
    commune communes
    communal communale communaux
    région régions
    régional régionale régionaux
    gouvernement gouvernements
    fournisseur fournisseurs
    chaîne chaînes chaine
    achat achats
    marché marchés
    public publique publics publiques
    rapport rapports
    recommandation recommandations
    réponse réponses
    plainte plaintes
    équitable équitables
    énergie énergies
    climatique climatiques
    environnemental environnementale environnementaux
    transparent transparente transparents
    partenaire partenaires
    mesure mesures
    formation formations
    échéance échéances
    consulter consulté consultée consultation consultations
    groupe groupes
    thème thèmes
    objectif objectifs
    égal égale égaux
    économique économiques économie
    écologique écologiques écologie
    réduction réductions
    émission émissions
    accompagner accompagné accompagnée accompagnement
    évaluer évalué évaluée évaluation évaluations
    canal canaux
    premier première premières premiers
    local locale locaux locales
    ouvrier ouvrière ouvriers
    année années
    délai délais
    réalisé réalisée réalisés réaliser réalisation
    publié publiée publier
    prévu prévue prévus
    priorité priorités
    sécurité
    qualité qualités
    secteur secteurs
    mondial mondiale mondiaux
    national nationale nationaux
    vulnérable vulnérables vulnérabilité
    collectivité collectivités
    réussite réussites
    site sites
    adopté adoptée adopter
    financier financière financiers financières
    réunion réunions
    matière matières
    filière filières
    complet complète complets
    concret concrète concrètes
    européen européenne européens
    citoyen citoyenne citoyens
    bilan bilans
    œil œils
    choix
    """,
}
"""A family of words on each line."""

APART = {
    "nl": """
    gewest west
    overheid over
    gebied bieden
    kind kans
    actie actief
    recht rechter
    werk wereld
    gelijk lijken
    raad radio
    boer boor
    arbeid arbeider
    vrouw vrouwelijk
    land landbouw
    bank bankier
    handel hand
    gemeente men
    milieu mil
    fonds fondue
    plan plant
    plan planeet
    verkoop aankoop
    loon leen
    rapport transport
    gas gast
    eenheid een
    leden lijden
    beleid leiden
    universiteit universum
    dag dak
    klimaat klim
    mark merk
    """,
    "fr": """
    enfant enfance
    commun communication
    société social
    mesure mer
    travail travers
    région règne
    form forum
    plainte plaisir
    pollution politique
    court cours
    achat achever
    actif action
    bilan bilatéral
    canal canard
    chaîne chien
    police politique
    site cité
    ville village
    état été
    secteur section
    règle région
    entreprise entrepreneur
    salaire salon
    ministre ministère
    loi loin
    produit production
    commerce comme
    emploi employeur
    fonds fondation
    pays paysan
    gestion geste
    climat clim
    """,
}
"""Two words on each line that mean something else."""


def lines(text):
    return [line.split() for line in text.strip().splitlines()]


def first(word, language):
    """The stem of what was typed; an ending behind an apostrophe is a word of its own."""
    return stems(word, language)[0]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_forms_of_a_word_fall_together(language):
    families = {family[0]: {first(word, language) for word in family} for family in lines(TOGETHER[language])}

    assert {word: found for word, found in families.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_different_words_stay_apart(language):
    pairs = lines(APART[language])

    assert [(one, other) for one, other in pairs if first(one, language) == first(other, language)] == []


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_accents_and_case_make_no_difference(language):
    for plain, written in [("oeuvre", "Œuvre"), ("energie", "ÉNERGIE"), ("cooperatie", "Coöperatie"), ("ca", "ça")]:
        assert stems(plain, language) == stems(written, language)
    assert words("e\u0301nergie") == words("énergie")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l’eau, l'eau et lʼeau", ["l", "eau", "l", "eau", "et", "l", "eau"]),
        ("thema’s", ["thema", "s"]),
        ("sociaal-economisch, Île-de-France", ["sociaal", "economisch", "ile", "de", "france"]),
        ("gelijke\u00adkansen\u200bbeleid", ["gelijkekansenbeleid"]),
        ("10.000 of 10\u202f000 of 2.5, in 2024–2029", ["10000", "of", "10000", "of", "2", "5", "in", "2024", "2029"]),
        ("KBO 0999.000.030", ["kbo", "0999000030"]),
        ("CO₂ en CO2", ["co2", "en", "co2"]),
        ("nap-2024-1", ["nap", "2024", "1"]),
        ("Москва 日本", ["москва", "日本"]),
        ("😀 … --- “ ” \x00 _", []),
        ("", []),
    ],
)
def test_words_hold_letters_and_digits_only(text, found):
    assert words(text) == found


def test_a_word_is_cut_at_forty_signs():
    assert [len(word) for word in words("x" * 10_000)] == [LONGEST]


def test_an_article_before_an_apostrophe_is_a_stop_word():
    assert [word for word in words("l’égalité d’abord") if not is_stop(word, "fr")] == ["egalite", "abord"]
    assert is_stop("van", "nl")
    assert not is_stop("van", "fr")


def test_a_language_without_rules_keeps_its_words():
    assert stems("Häuser und Straßen", "de") == ["hauser", "und", "strassen"]
    assert not is_stop("und", "de")


@given(st.text(max_size=200), st.sampled_from(["nl", "fr", "de"]))
@example("NEAR(\"a\" OR b*) AND ^title:c -d {e} <-> f:* | !g & 'h' \\", "nl")
@example("ŉ ſ İ ı ǰ ΐ ﬁ ㎏ ½ ² \ud800", "fr")
def test_any_text_becomes_bounded_words_without_syntax(text, language):
    found = words(text)

    assert words(" ".join(found)) == found
    for token in (*found, *stems(text, language)):
        assert token.isalnum()
        assert len(token) <= LONGEST
        assert token == token.casefold()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_threads_get_the_same_stems(language):
    asked = [word for family in lines(TOGETHER[language]) for word in words(" ".join(family))] * 5
    expected = [stem(word, language) for word in asked]
    stem.cache_clear()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda word: stem.__wrapped__(word, language), asked)) == expected

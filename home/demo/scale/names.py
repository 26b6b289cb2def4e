"""Names of what does not exist, in both languages."""

KINDS = {
    "company": {"nl": "Voorbeeldbedrijf", "fr": "Entreprise exemple"},
    "federation": {"nl": "Voorbeeldfederatie", "fr": "Fédération exemple"},
    "union": {"nl": "Voorbeeldvakbond", "fr": "Syndicat exemple"},
    "ngo": {"nl": "Voorbeeldvereniging", "fr": "Association exemple"},
    "academic": {"nl": "Voorbeeldhogeschool", "fr": "Haute école exemple"},
    "local": {"nl": "Voorbeeldgemeente", "fr": "Commune exemple"},
}
FIELDS = [
    {"nl": "voor eerlijke handel", "fr": "pour un commerce équitable"},
    {"nl": "voor waardig werk", "fr": "pour un travail décent"},
    {"nl": "voor schone waterlopen", "fr": "pour des cours d’eau propres"},
    {"nl": "voor gelijke kansen", "fr": "pour l’égalité des chances"},
    {"nl": "voor hergebruik in de bouw", "fr": "pour le réemploi dans la construction"},
    {"nl": "voor veilige textielketens", "fr": "pour des filières textiles sûres"},
    {"nl": "voor duurzaam vervoer", "fr": "pour un transport durable"},
    {"nl": "voor zuinige energie", "fr": "pour une énergie sobre"},
]
DEEDS = [
    {"nl": "Kinderarbeid uitsluiten in de aankopen", "fr": "Exclure le travail des enfants des achats"},
    {"nl": "Leveranciers doorlichten op mensenrechten", "fr": "Évaluer les fournisseurs sur les droits de l’homme"},
    {"nl": "Een klachtenpunt openen voor werknemers", "fr": "Ouvrir un point de plainte pour les travailleurs"},
    {"nl": "Kleine ondernemingen begeleiden", "fr": "Accompagner les petites entreprises"},
    {"nl": "Ambtenaren opleiden in gepaste zorgvuldigheid", "fr": "Former les agents à la diligence raisonnable"},
    {"nl": "Sociale clausules opnemen in bestekken", "fr": "Inscrire des clauses sociales dans les marchés"},
    {"nl": "De uitstoot van het wagenpark halveren", "fr": "Réduire de moitié les émissions du parc automobile"},
    {"nl": "Jaarlijks verslag uitbrengen aan de raad", "fr": "Rendre compte chaque année au conseil"},
]
PLAN = {"nl": "Synthetisch lokaal actieplan", "fr": "Plan d’action local synthétique"}
PLAN_INTRODUCTION = {
    "nl": "Een verzonnen plan, gemaakt om te meten hoe snel de site blijft.",
    "fr": "Un plan inventé, créé pour mesurer la rapidité du site.",
}
INTRODUCTION = {
    "nl": "Een verzonnen organisatie, gemaakt om te meten hoe snel de site blijft.",
    "fr": "Une organisation inventée, créée pour mesurer la rapidité du site.",
}
ACTION_INTRODUCTION = {
    "nl": "Een verzonnen actie met verzonnen toezeggingen.",
    "fr": "Une action inventée, avec des engagements inventés.",
}
MILESTONE = {"nl": "Eerste versie klaar", "fr": "Première version prête"}
TOWN = {"nl": "Modelstad", "fr": "Modelville"}
REASONS = [
    {"nl": "De werkgroep kwam twee keer samen.", "fr": "Le groupe de travail s’est réuni deux fois."},
    {"nl": "De aanbesteding is uitgeschreven.", "fr": "Le marché public a été lancé."},
    {"nl": "De opleiding bereikte honderd mensen.", "fr": "La formation a touché cent personnes."},
    {"nl": "Het budget kwam later dan verwacht.", "fr": "Le budget est arrivé plus tard que prévu."},
]


def in_every_language(field, words, number=None):
    """{column: words}, the number behind them where there is one."""
    return {f"{field}_{code}": text if number is None else f"{text} {number}" for code, text in words.items()}

using PublicDirectory.Core.Published;

namespace PublicDirectory.Bench;

/// <summary>How to reach many objects of each type of the contract, and what to ask of their fields, the dearest things among it.</summary>
internal static class CostWays
{
    private const string Message =
        "Bonjour, je viens de déménager et je voudrais savoir comment refaire ma carte d'identité et ma carte grise, changer d'adresse, inscrire mes enfants à l'école et demander une aide au logement.";

    private static readonly Dictionary<string, string[]> Special = new()
    {
        ["Query.node"] = ["(id: \"commune-69266\")"],
        ["Query.administration"] = ["(externalId: { scheme: \"SIRET\", value: \"21690266800013\" })"],
        ["Query.administrations"] =
        [
            "(first: 100)", "(first: 100, filter: { openAt: \"2026-03-02T02:00:00Z\" })",
            "(first: 100, filter: { openAt: \"2026-05-01T08:00:00Z\" })",
            "(first: 100, filter: { name: \"m\" })", "(first: 100, filter: { name: \"a b c d e f g h\" })",
            "(first: 100, filter: { channels: [FAX] })",
            "(first: 100, filter: { wheelchair: NONE })", "(first: 100, filter: { updatedSince: \"2030-01-01T00:00:00Z\" })",
            "(first: 100, filter: { serves: \"69266\" })", "(first: 100, filter: { region: \"84\", name: \"mairie\" })",
            "(first: 100, near: { commune: \"75056\", radius: 200000 })",
            "(first: 100, filter: { types: [\"mairie\"] }, near: { commune: \"69266\", radius: 200000 })",
            "(first: 100, filter: { openAt: \"2026-03-02T02:00:00Z\" }, near: { commune: \"75056\", radius: 200000 })",
        ],
        ["Query.interlocutors"] =
            [
                "(serviceType: \"mairie\", commune: \"69266\")", "(serviceType: \"mairie\", postalCode: \"51300\")",
                "(demarche: \"$demarche\", commune: \"69266\")", "(demarche: \"$demarche\", postalCode: \"51300\")"
            ],
        ["Query.demarche"] = ["(externalId: { scheme: \"DILA_FICHE\", value: \"F1341\" })"],
        ["Query.demarches"] =
            [
                "(first: 100)", "(first: 100, filter: { updatedSince: \"2030-01-01T00:00:00Z\" })",
                "(first: 100, filter: { handledBy: \"mairie\", audience: BUSINESSES })"
            ],
        ["Query.entryAsOf"] = ["(id: \"$demarche\", at: \"2026-12-01T00:00:00Z\")"],
        ["Query.commune"] = ["(code: \"69266\")"],
        ["Query.communes"] =
            [
                "(query: \"s\", first: 100)", "(postalCode: \"51300\", first: 100)",
                "(near: { latitude: 48.85, longitude: 2.35 }, first: 100)"
            ],
        ["Query.search"] =
        [
            "(query: \"carte grise\", first: 100)", "(query: \"mairie de saint martin de la place\", first: 100)",
            "(query: \"mairie\", commune: \"75056\", first: 100)",
            $"(query: \"{"a b c d e f g h i j k l m n o p q r s t u v w x y z mairie prefecture saint de la le les commune centre service public "}\", first: 100)",
            "(query: \"demenagment naisance mariaje deces passpor imatriculation certifica\", first: 100)",
        ],
        ["Query.suggest"] =
            [
                "(prefix: \"m\", first: 20)", "(prefix: \"mairie de saint mar\", first: 20)",
                "(prefix: \"prefectrue de la loir\", first: 20)"
            ],
        ["Query.changes"] = ["(first: 1000)"],
        ["Query.orient"] =
            [
                $"(input: {{ message: \"{Message}\" }})", "(input: { demarche: \"$demarche\", commune: \"69266\" })",
                $"(input: {{ message: \"{string.Concat(Enumerable.Repeat(Message + " ", 25))[..4000]}\" }})"
            ],
        ["Query.nodes"] = ["(ids: [\"commune-69266\", \"commune-75056\", \"commune-13055\"])"],
        ["Administration.openState"] = ["", "(at: \"2026-05-01T08:00:00Z\")"],
        ["Administration.children"] = ["(first: 100)"],
        ["Administration.coverage"] = ["(first: 100)"],
        ["Administration.demarches"] = ["(first: 100)"],
        ["Administration.history"] = ["(first: 50)"],
        ["OpeningHours.days"] = ["", "(count: 62)"],
        ["OpeningHours.schemaOrg"] = ["", "(count: 62)"],
        ["OpeningHours.iCalendar"] = ["", "(count: 62)"],
        ["ServiceType.administrations"] = ["(first: 100)", "(commune: \"69266\", first: 100)"],
        ["Commune.administrations"] = ["(first: 100)", "(serviceType: \"mairie\", first: 100)"],
        ["Theme.demarches"] = ["(first: 100)"],
        ["LifeEvent.demarches"] = ["(first: 100)"],
        ["Demarche.interlocutors"] = ["(commune: \"69266\")", "(postalCode: \"51300\")"],
        ["Demarche.localComplements"] = ["(commune: \"69266\")"],
    };

    private static string _demarche = "";

    /// <summary>A query for each type, <c>$$</c> in place of what is selected on it.</summary>
    public static (string Type, string Way)[] Of(Picture picture)
    {
        _demarche = picture.FindDemarches("DILA_FICHE", "F1341") is [var one, ..] ? one.Id.ToString() : picture.Demarches[0].Id.ToString();
        const string administrations = "administrations(first: 100)";
        const string demarches = "demarches(first: 100)";
        const string open = "administrations(first: 100, filter: { types: [\"mairie\"] }) { nodes { openingHours {";
        return
        [
            ("Query", "{ $$ }"),
            ("DirectoryStatistics", "{ statistics { $$ } }"),
            ("AdministrationConnection", $"{{ {administrations} {{ $$ }} }}"),
            ("AdministrationConnection", "{ administrations(first: 0, filter: { openAt: \"2026-05-01T08:00:00Z\" }) { $$ } }"),
            ("AdministrationConnection", "{ administrations(first: 0, near: { commune: \"75056\", radius: 200000 }) { $$ } }"),
            ("AdministrationConnection", "{ administrations(first: 0, filter: { name: \"m a\" }) { $$ } }"),
            ("AdministrationEdge", $"{{ {administrations} {{ edges {{ $$ }} }} }}"),
            ("PageInfo", $"{{ {administrations} {{ pageInfo {{ $$ }} }} }}"),
            ("Administration", $"{{ {administrations} {{ nodes {{ $$ }} }} }}"),
            ("Provenance", $"{{ {administrations} {{ nodes {{ source {{ $$ }} }} }} }}"),
            ("ExternalId", $"{{ {administrations} {{ nodes {{ externalIds {{ $$ }} }} }} }}"),
            ("Address", $"{{ {administrations} {{ nodes {{ addresses {{ $$ }} }} }} }}"),
            ("Point", $"{{ {administrations} {{ nodes {{ location {{ $$ }} }} }} }}"),
            ("Accessibility", $"{{ {administrations} {{ nodes {{ accessibility {{ $$ }} }} }} }}"),
            ("ContactChannel", $"{{ {administrations} {{ nodes {{ channels {{ $$ }} }} }} }}"),
            ("OpenState", $"{{ {administrations} {{ nodes {{ openState {{ $$ }} }} }} }}"),
            ("OpeningHours", $"{{ {open} $$ }} }} }} }}"),
            ("RegularPeriod", $"{{ {open} regular {{ $$ }} }} }} }} }}"),
            ("UnreadText", $"{{ {open} unread {{ $$ }} }} }} }} }}"),
            ("OpeningDay", $"{{ {open} days(count: 62) {{ $$ }} }} }} }} }}"),
            ("TimeSlot", $"{{ {open} days(count: 62) {{ slots {{ $$ }} }} }} }} }} }}"),
            ("ServiceType", "{ serviceTypes { $$ } }"),
            ("Commune", "{ communes(by: { postalCode: \"51300\" }, first: 100) { nodes { $$ } } }"),
            ("Departement", "{ communes(by: { postalCode: \"51300\" }, first: 100) { nodes { departement { $$ } } } }"),
            ("Region", "{ communes(by: { postalCode: \"51300\" }, first: 100) { nodes { region { $$ } } } }"),
            ("CommuneConnection", "{ administrations(first: 100, filter: { types: [\"prefecture\"] }) { nodes { coverage(first: 100) { $$ } } } }"),
            ("DemarcheConnection", $"{{ {demarches} {{ $$ }} }}"),
            ("DemarcheEdge", $"{{ {demarches} {{ edges {{ $$ }} }} }}"),
            ("Demarche", $"{{ {demarches} {{ nodes {{ $$ }} }} }}"),
            ("Theme", $"{{ {demarches} {{ nodes {{ themes {{ $$ }} }} }} }}"),
            ("LifeEvent", $"{{ {demarches} {{ nodes {{ lifeEvents {{ $$ }} }} }} }}"),
            ("Situation", $"{{ {demarches} {{ nodes {{ situations {{ $$ }} }} }} }}"),
            ("RequiredDocument", $"{{ {demarches} {{ nodes {{ requiredDocuments {{ $$ }} }} }} }}"),
            ("DemarcheStep", $"{{ {demarches} {{ nodes {{ steps {{ $$ }} }} }} }}"),
            ("Passage", $"{{ {demarches} {{ nodes {{ passages {{ $$ }} }} }} }}"),
            ("OnlineService", $"{{ {demarches} {{ nodes {{ onlineServices {{ $$ }} }} }} }}"),
            ("Form", $"{{ {demarches} {{ nodes {{ forms {{ $$ }} }} }} }}"),
            ("DemarcheContact", $"{{ {demarches} {{ nodes {{ contacts {{ $$ }} }} }} }}"),
            ("InterlocutorAnswer", "{ interlocutors(serviceType: \"mairie\", commune: \"69266\") { $$ } }"),
            ("Interlocutor", "{ interlocutors(serviceType: \"mairie\", commune: \"69266\") { interlocutors { $$ } } }"),
            ("SearchConnection", "{ search(query: \"mairie de saint martin\", first: 100) { $$ } }"),
            ("SearchEdge", "{ search(query: \"mairie de saint martin\", first: 100) { edges { $$ } } }"),
            ("Highlight", "{ search(query: \"mairie de saint martin\", first: 100) { edges { highlight { $$ } } } }"),
            ("Suggestion", "{ suggest(prefix: \"mairie de sai\", first: 20) { $$ } }"),
            ("ChangePage", "{ changes(first: 1000) { $$ } }"),
            ("Change", "{ changes(first: 1000) { nodes { $$ } } }"),
            ("Orientation", $"{{ orient(input: {{ message: \"{Message}\" }}) {{ $$ }} }}"),
            ("DemarcheCandidate", $"{{ orient(input: {{ message: \"{Message}\" }}) {{ candidates {{ $$ }} }} }}"),
            ("ContactReason", "{ contactReasons { $$ } }"),
        ];
    }

    /// <summary>What to give a field, each once; nothing where nothing is known to matter.</summary>
    public static IEnumerable<string> Arguments(string type, string field) =>
        Special.GetValueOrDefault($"{type}.{field}", [""]).Select(text => text.Replace("$demarche", _demarche, StringComparison.Ordinal));
}

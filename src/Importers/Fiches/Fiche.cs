using System.Globalization;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Importers.Fiches;

/// <summary>What a file of the fiches is about.</summary>
internal enum FicheKind
{
    /// <summary>F: a fiche, something a usager may do or ask.</summary>
    Fiche,

    /// <summary>N: a theme, or a dossier of fiches.</summary>
    Node,

    /// <summary>R: a form, a téléservice, a model letter, a simulator.</summary>
    Resource,
}

/// <summary>A file of the fiches with what every kind of them carries.</summary>
internal sealed class Fiche
{
    private const string LifeEventType = "Fiche Comment faire si";

    private Fiche(FicheElement root, FicheKind kind, string id, string audience) =>
        (Root, Kind, Id, AudienceCode) = (root, kind, id, audience);

    public FicheElement Root { get; }

    public FicheKind Kind { get; }

    /// <summary>A letter and digits: <c>F1341</c>. The same id may come once for each audience.</summary>
    public string Id { get; }

    /// <summary>The audience of the archive that the file is of: <c>particuliers</c>.</summary>
    public string AudienceCode { get; }

    /// <summary>What tells the file from all others.</summary>
    public string Key => $"{AudienceCode}/{Id}";

    public string Type => Root["type"] ?? "";

    public string? Title => FicheText.Title(Root.Child("title")?.Text());

    /// <summary>« Comment faire si… »: an event of a life.</summary>
    public bool IsLifeEvent => Kind == FicheKind.Fiche && Type.StartsWith(LifeEventType, StringComparison.Ordinal);

    /// <summary>
    /// Whether as much was read of a fiche as others may need to know of it: where it stands, and for an event of a life all.
    /// </summary>
    public static bool IsKnown(FicheElement root) =>
        root["type"]?.StartsWith(LifeEventType, StringComparison.Ordinal) != true && root.Child("FilDAriane") is not null;

    /// <summary>A « recherche guidée »: questions that lead to fiches, with internal titles and no content of its own.</summary>
    public bool IsGuidedSearch => Type == "Recherche guidée";

    /// <summary>
    /// When the source says that it was last checked (« modified 2019-08-28 »): noon in UTC, the same day in every time zone of France.
    /// </summary>
    public Instant? VerifiedAt
    {
        get
        {
            var date = Root.Child("date")?.Text()?.Split(' ')[^1];
            return date is not null && LocalDatePattern.Iso.Parse(date) is { Success: true, Value: var day }
                ? (day + LocalTime.Noon).InUtc().ToInstant()
                : null;
        }
    }

    public IReadOnlyList<Audience> Audiences
    {
        get
        {
            var audiences = Root.Children("Audience").Select(element => AudienceOf(element.Text()))
                .Prepend(AudienceOf(AudienceCode))
                .OfType<Audience>()
                .Distinct();
            return [.. audiences];
        }
    }

    /// <summary>The file as a fiche.</summary>
    /// <returns>Null, and why, where it is none.</returns>
    public static (Fiche? Fiche, string? Problem) Of(FicheElement root)
    {
        if (root.Name is not ("Publication" or "ServiceComplementaire"))
        {
            return (null, $"The root element is {root.Name}; expected: Publication or ServiceComplementaire.");
        }

        if (root["ID"] is not { Length: > 1 and <= 20 } id || !id.AsSpan(1).ContainsOnlyDigits())
        {
            return (null, "The root element has no ID such as F1341.");
        }

        FicheKind? kind = id[0] switch { 'F' => FicheKind.Fiche, 'N' => FicheKind.Node, 'R' => FicheKind.Resource, _ => null };
        var audience = root.Child("FilDAriane")?.Child("Niveau")?["ID"]?.ToLower(CultureInfo.InvariantCulture);
        return (kind, AudienceOf(audience)) switch
        {
            (null, _) => (null, $"{id} is of no kind known here: F, N or R."),
            (_, null) => (null, "FilDAriane does not begin with the audience: Particuliers, Professionnels or Associations."),
            _ => (new Fiche(root, kind.Value, id, audience!), null),
        };
    }

    private static Audience? AudienceOf(string? name) => name?.ToLower(CultureInfo.InvariantCulture) switch
    {
        "particuliers" => Audience.Individuals,
        "professionnels" => Audience.Businesses,
        "associations" => Audience.Associations,
        _ => null,
    };
}

/// <summary>Small questions about characters.</summary>
internal static class FicheIds
{
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}

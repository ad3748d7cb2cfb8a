using GraphQLEngine.Execution;
using GraphQLEngine.Schema;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>What resolvers receive for the contract's input objects.</summary>
internal static class Inputs
{
    private const int MaxWords = 200;
    private const int MaxItems = 100;

    public static void Register(ResolverMap resolvers) => resolvers
        .Input("ExternalIdInput", input => new ExternalId(input.Get<string>("scheme")!, input.Get<string>("value")!))
        .Input("PointInput", ReadPoint)
        .Input("NearInput", input => new NearArgument(
            input.Get<GeoPoint?>("point"), input.Get<string>("commune"), input.Get<int>("radius")))
        .Input("BoundingBoxInput", ReadBox)
        .Input("AdministrationFilter", ReadFilter);

    /// <summary>A commune that a client names by its INSEE code or its id.</summary>
    public static InseeCode ReadCommune(string argument, string code) =>
        InseeCode.TryParse(Nodes.CodeOf<Commune>(code), out var parsed)
            ? parsed
            : throw ContextExtensions.Wrong(
                argument,
                $"« {Shown(code)} » n'est pas un code INSEE de commune : il a cinq caractères, par exemple 69266 ou 2A004. Pour le trouver : communes(by: {{ name }}) par nom, communes(by: {{ postalCode }}) par code postal.");

    /// <summary>The code of a service type that a client names by its id or code.</summary>
    public static string ReadServiceType(Picture picture, string argument, string idOrCode) =>
        Nodes.FindServiceType(picture, idOrCode)?.Document.Code
            ?? throw ContextExtensions.Wrong(
                argument,
                $"Aucun type de service n'a le code « {Shown(idOrCode)} » : la requête {{ serviceTypes {{ code label }} }} les donne tous.");

    /// <summary>Nothing, for an identifier that nothing has: of a register that is not known either, it is a mistake.</summary>
    public static T? NothingOf<T>(ExternalId id)
        where T : class
    {
        Known("externalId", id);
        return null;
    }

    private static ExternalId Known(string argument, ExternalId id) => ExternalIdSchemes.All.Contains(id.Scheme)
        ? id
        : throw ContextExtensions.Wrong(
            $"{argument}.scheme",
            $"Aucun répertoire ne s'appelle « {Shown(id.Scheme)} » : « scheme » est un texte parmi "
            + $"{string.Join(", ", ExternalIdSchemes.All.Select(scheme => $"\"{scheme}\""))}.");

    /// <summary>A postal code of the client's.</summary>
    public static string ReadPostalCode(string argument, string code) => code.Length == 5 && code.All(char.IsAsciiDigit)
        ? code
        : throw ContextExtensions.Wrong(
            argument, $"« {Shown(code)} » n'est pas un code postal : il a cinq chiffres, par exemple 69100.");

    /// <summary>A text to look for: a name or some words of one, at most 200 characters.</summary>
    public static string? ReadWords(string argument, string? words) => words is { Length: > MaxWords }
        ? throw ContextExtensions.Wrong(
            argument, $"« {argument} » compte {words.Length} caractères, le maximum est de {MaxWords} : quelques mots suffisent.")
        : words;

    /// <summary>A client's text, short enough to be repeated in a message.</summary>
    public static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    private static GeoPoint ReadPoint(InputObject input)
    {
        var (latitude, longitude) = (input.Get<double>("latitude"), input.Get<double>("longitude"));
        return GeoPoint.IsOnEarth(latitude, longitude)
            ? new GeoPoint(latitude, longitude)
            : throw ContextExtensions.Wrong(
                "point", "Ce point n'est pas sur la Terre : la latitude va de -90 à 90, la longitude de -180 à 180.");
    }

    private static GeoBox ReadBox(InputObject input)
    {
        var box = new GeoBox(
            input.Get<double>("south"), input.Get<double>("west"), input.Get<double>("north"), input.Get<double>("east"));
        return GeoPoint.IsOnEarth(box.South, box.West) && GeoPoint.IsOnEarth(box.North, box.East) && box.South <= box.North
            ? box
            : throw ContextExtensions.Wrong(
                "boundingBox",
                "Ce rectangle n'est pas sur la Terre : « south » et « north » vont de -90 à 90, le premier n'étant pas plus grand que le second ; « west » et « east » vont de -180 à 180.");
    }

    private static FilterArgument ReadFilter(InputObject input) => new(
        ListOrNull<string>(input, "types"),
        new AdministrationQuery
        {
            Serves = Commune(input, "serves"),
            Commune = Commune(input, "commune"),
            Communes = ListOrNull<string>(input, "communes") is { } communes
                ? [.. communes.Select(code => ReadCommune("communes", code))]
                : null,
            PostalCode = input.Get<string>("postalCode") is { } postalCode ? ReadPostalCode("postalCode", postalCode) : null,
            Epci = input.Get<string>("epci"),
            Box = input.Get<GeoBox?>("boundingBox"),
            ExternalIds = ListOrNull<ExternalId>(input, "externalIds") is { } ids ? [.. ids.Select(id => Known("externalIds", id))] : null,
            SignLanguage = input.Get<bool?>("signLanguage"),
            Freshness = ListOrNull<Freshness>(input, "freshness"),
            Departement = input.Get<string>("departement") is { } departement ? Nodes.CodeOf<Departement>(departement) : null,
            Region = input.Get<string>("region") is { } region ? Nodes.CodeOf<Region>(region) : null,
            Name = ReadWords("name", input.Get<string>("name")),
            OpenAt = input.Get<Instant?>("openAt"),
            Channels = ListOrNull<ChannelKind>(input, "channels"),
            Wheelchair = input.Get<WheelchairAccess?>("wheelchair"),
            UpdatedSince = input.Get<Instant?>("updatedSince"),
            VerifiedSince = input.Get<Instant?>("verifiedSince"),
            Parent = input.Get<string>("parent") is { } parent
                ? Guid.TryParse(parent, out var id) ? id : throw ContextExtensions.Wrong(
                    "parent", $"« {Shown(parent)} » n'est pas l'identifiant d'une administration : son champ « id » le donne.")
                : null,
        });

    // An empty list is a list: nothing is one of none.
    private static IReadOnlyList<T>? ListOrNull<T>(InputObject input, string field) => input.IsNull(field)
        ? null
        : input.List<T>(field) is { Count: <= MaxItems } items
            ? items
            : throw ContextExtensions.Wrong(
                field, $"« {field} » compte {input.List<T>(field).Count} éléments : {MaxItems} au maximum.");

    private static InseeCode? Commune(InputObject input, string field) =>
        input.Get<string>(field) is { } code ? ReadCommune(field, code) : null;
}

/// <summary>A filter as given: service types may be ids or codes, which the picture tells apart.</summary>
internal sealed record FilterArgument(IReadOnlyList<string>? Types, AdministrationQuery Query);

/// <summary>A place as given: a point or a commune.</summary>
internal sealed record NearArgument(GeoPoint? Point, string? Commune, int Radius);

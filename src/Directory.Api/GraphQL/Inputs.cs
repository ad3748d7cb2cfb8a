using GraphQLEngine.Execution;
using GraphQLEngine.Language;
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
        .Input("AdministrationFilter", ReadFilter);

    /// <summary>An INSEE code of the client's.</summary>
    public static InseeCode ReadCommune(string argument, string code) =>
        InseeCode.TryParse(code, out var parsed)
            ? parsed
            : throw ContextExtensions.Wrong(
                argument, $"\"{argument}\" is \"{Shown(code)}\", which is not an INSEE code: five characters such as 69266 or 2A004. To find it: communes(query:) by name, communes(postalCode:) by postal code.");

    /// <summary>The code of a service type that a client names by its id or code.</summary>
    public static string ReadServiceType(Picture picture, string argument, string idOrCode) =>
        Nodes.FindServiceType(picture, idOrCode)?.Document.Code
            ?? throw ContextExtensions.Wrong(
                argument, $"There is no service type \"{Shown(idOrCode)}\"; the query {{ serviceTypes {{ code label }} }} lists them.");

    /// <summary>A postal code of the client's.</summary>
    public static string ReadPostalCode(string argument, string code) => code.Length == 5 && code.All(char.IsAsciiDigit)
        ? code
        : throw ContextExtensions.Wrong(
            argument, $"\"{argument}\" is \"{Shown(code)}\"; a postal code has five digits, such as 69100.");

    /// <summary>A text to look for: a name or some words of one, at most 200 characters.</summary>
    public static string? ReadWords(string argument, string? words) => words is { Length: > MaxWords }
        ? throw ContextExtensions.Wrong(argument, $"\"{argument}\" has {words.Length} characters; at most {MaxWords}. Some words are enough.")
        : words;

    /// <summary>A client's text, short enough to be repeated in a message.</summary>
    public static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    private static GeoPoint ReadPoint(InputObject input)
    {
        var (latitude, longitude) = (input.Get<double>("latitude"), input.Get<double>("longitude"));
        return GeoPoint.IsOnEarth(latitude, longitude)
            ? new GeoPoint(latitude, longitude)
            : throw new GraphQLException("latitude must be between -90 and 90, longitude between -180 and 180");
    }

    private static FilterArgument ReadFilter(InputObject input) => new(
        AtMost(MaxItems, "types", input.List<string>("types")),
        new AdministrationQuery
        {
            Serves = Commune(input, "serves"),
            Commune = Commune(input, "commune"),
            Departement = input.Get<string>("departement"),
            Region = input.Get<string>("region"),
            Name = ReadWords("name", input.Get<string>("name")),
            OpenAt = input.Get<Instant?>("openAt"),
            Channels = AtMost(MaxItems, "channels", input.List<ChannelKind>("channels")),
            Wheelchair = input.Get<WheelchairAccess?>("wheelchair"),
            UpdatedSince = input.Get<Instant?>("updatedSince"),
        });

    private static IReadOnlyList<T> AtMost<T>(int most, string argument, IReadOnlyList<T> items) => items.Count <= most
        ? items
        : throw ContextExtensions.Wrong(argument, $"\"{argument}\" has {items.Count} items; at most {most}.");

    private static InseeCode? Commune(InputObject input, string field) =>
        input.Get<string>(field) is { } code ? ReadCommune(field, code) : null;
}

/// <summary>A filter as given: service types may be ids or codes, which the picture tells apart.</summary>
internal sealed record FilterArgument(IReadOnlyList<string> Types, AdministrationQuery Query);

/// <summary>A place as given: a point or a commune.</summary>
internal sealed record NearArgument(GeoPoint? Point, string? Commune, int Radius);

using System.Text.RegularExpressions;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What the id in a route is of.</summary>
internal enum RouteObject
{
    None,
    Administration,

    /// <summary>One that was taken out of the directory.</summary>
    Removed,

    Demarche,
    ServiceType,
    Notice,
    LocalComplement,
    Account,
    Grant,

    /// <summary>One that nobody above its giver has agreed to yet.</summary>
    PendingGrant,

    /// <summary>A request of someone else's that waits for approval.</summary>
    Submitted,

    /// <summary>A request of someone else's that was published urgently.</summary>
    Urgent,

    /// <summary>A usager's message, in a box that everyone is a member of and that is for the perimeter.</summary>
    Conversation,

    /// <summary>The urgent publication that such a request is part of.</summary>
    UrgentAction,

    /// <summary>Something reported of an entry.</summary>
    Report,
}

/// <summary>Something that a route may be about.</summary>
/// <param name="Id">What stands in the address.</param>
/// <param name="Key">Of the entry's exceptional closure; <c>ajouter</c> for a new one.</param>
/// <param name="Channel">Of the entry's first channel.</param>
/// <param name="Revision">Of the request.</param>
internal sealed record Made(Guid Id, string Key = "ajouter", string Channel = "", int Revision = 0);

/// <summary>What a route takes, as one line of <see cref="Routes.All"/> says it.</summary>
/// <param name="Name"><c>GET /path</c> or <c>POST /path Handler</c>, the path as the route's template.</param>
internal sealed record Route(string Name)
{
    /// <summary>No session.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Without token against forged requests: it changes nothing.</summary>
    public bool TakesNoToken { get; init; }

    /// <summary>A right, held anywhere; without any: 403.</summary>
    public AccessRight[] Rights { get; init; } = [];

    /// <summary>Held for the whole country.</summary>
    public bool Everywhere { get; init; }

    public RouteObject Object { get; init; }

    /// <summary>On the object, which is not found by those who may not see it; 403 for those who see it and may not do that.</summary>
    public EntryAction? Action { get; init; }

    /// <summary>Of the object's author alone: for others there is no such thing.</summary>
    public bool IsTheAuthors { get; init; }

    /// <summary>What a stolen cookie must not do: a recent proof of who one is.</summary>
    public bool TakesRecentProof { get; init; }

    /// <summary>Of those who administer a wider perimeter than whoever gave the grant.</summary>
    public bool IsForThoseAbove { get; init; }

    /// <summary>
    /// The blocks that are touched; none where it is the whole entry, or where the section has others than <c>channels</c>.
    /// </summary>
    public string[] Blocks { get; init; } = [];

    /// <summary>A code of <c>[opérations]</c> in the law of habilitations.</summary>
    public string Operation => Action switch
    {
        EntryAction.View or EntryAction.HandleReports => "see",
        EntryAction.Create => "create",
        EntryAction.Remove => "remove",
        EntryAction.BringBack => "bring_back",
        EntryAction.ConfirmContent => "confirm",
        EntryAction.Administer or EntryAction.Orient => "manage",
        _ => Blocks.Length > 1 ? "change_many" : "change_one",
    };

    /// <summary>What the address asks for; <c>{id}</c> stands for the object's.</summary>
    public string Query { get; init; } = "";

    /// <summary>What is posted beside the token; <c>{id}</c>, <c>{channel}</c> and <c>{revision}</c> stand for the object's.</summary>
    public (string Name, string Value)[] Fields { get; init; } = [];

    public string Verb => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public bool IsPost => Verb == "POST";

    /// <summary>The address, with the object's id in its place.</summary>
    public string Path(Made made)
    {
        var parts = Name.Split(' ');
        var path = Regex.Replace(
            parts[1].Replace("{code:int}", "404", StringComparison.Ordinal).Replace("{index:int}", "0", StringComparison.Ordinal)
                .Replace("{source}", "communes", StringComparison.Ordinal)
                .Replace("{key}", made.Key, StringComparison.Ordinal),
            @"\{[^}]+\}",
            made.Id.ToString());
        string[] query =
            [.. parts.Skip(2).Select(handler => $"handler={handler}"), .. Query.Length == 0 ? [] : new[] { Filled(Query, made) }];
        return query.Length == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    public IEnumerable<KeyValuePair<string, string>> FieldsFor(Made made) =>
        Fields.Select(field => KeyValuePair.Create(field.Name, Filled(field.Value, made)));

    private static string Filled(string text, Made made) => text
        .Replace("{id}", made.Id.ToString(), StringComparison.Ordinal).Replace("{channel}", made.Channel, StringComparison.Ordinal)
        .Replace("{revision}", made.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

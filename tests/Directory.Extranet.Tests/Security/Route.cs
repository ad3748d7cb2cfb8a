using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Tests.Security;

/// <summary>What the id in a route is of.</summary>
internal enum RouteObject
{
    None,
    Entry,

    /// <summary>What an entry adds to a démarche: within the perimeters that the entry is in.</summary>
    Complement,

    /// <summary>Entries that are within no perimeter of one entry.</summary>
    Demarche,
    ServiceType,
    Notice,
    Account,
    Grant,

    /// <summary>A request that waits for approval, of another author than whoever asks.</summary>
    Submitted,

    /// <summary>The same, published urgently.</summary>
    Urgent,
}

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

    public string[] Blocks { get; init; } = [];

    /// <summary>What is posted beside the token.</summary>
    public (string Name, string Value)[] Fields { get; init; } = [];

    public string Verb => Name[..Name.IndexOf(' ', StringComparison.Ordinal)];

    public bool IsPost => Verb == "POST";

    /// <summary>The address, with these ids in their places.</summary>
    public string Path(Guid id)
    {
        var parts = Name.Split(' ');
        var path = System.Text.RegularExpressions.Regex.Replace(parts[1].Replace("{code:int}", "404", StringComparison.Ordinal), @"\{[^}]+\}", id.ToString());
        return parts.Length == 3 ? $"{path}?handler={parts[2]}" : path;
    }
}

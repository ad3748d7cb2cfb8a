using PublicDirectory.Core.Territories;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>
/// The names of what documents call by a code or an id. Notes what it is asked for: comparing once without names tells which
/// ones to read, however many codes the documents hold.
/// </summary>
public sealed class ComparisonNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Keys asked for so far: « commune:69266 », « type:mairie », « fiche:… ».</summary>
    internal HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

    /// <summary>« Villeurbanne (69) »; the code where no name is known.</summary>
    public string Commune(InseeCode code) => Of("commune", code.Value) is { } name ? $"{name} ({code.DepartementCode})" : code.Value;

    public string Departement(string code) => Of("departement", code) is { } name ? $"{name} ({code})" : code;

    public string Region(string code) => Of("region", code) ?? code;

    /// <summary>The label of a service type.</summary>
    public string Type(string code) => Of("type", code) ?? code;

    /// <summary>The name of an entry, published or not.</summary>
    public string Entry(Guid id) => Of("fiche", id.ToString()) ?? "une fiche inconnue";

    internal void Add(string kind, string code, string name) => _names[$"{kind}:{code}"] = name;

    internal string[] AskedOf(string kind) =>
        [.. Asked.Where(key => key.StartsWith(kind + ":", StringComparison.Ordinal)).Select(key => key[(kind.Length + 1)..])];

    private string? Of(string kind, string code)
    {
        var key = $"{kind}:{code}";
        Asked.Add(key);
        return _names.GetValueOrDefault(key);
    }
}

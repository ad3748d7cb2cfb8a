namespace PublicDirectory.Core.Territories.Reading;

/// <summary>
/// The whole names of communes and départements, folded. A commune is found by its name, by its name without the article, and a municipal
/// arrondissement as people write it (« Paris 15 », « 15e arrondissement de Paris »).
/// </summary>
internal sealed class PlaceNames
{
    private const int MaxWords = 12;

    private readonly Dictionary<string, Entry> _communes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Departement> _departements = new(StringComparer.Ordinal); // without articles
    private readonly Dictionary<string, int> _longest = new(StringComparer.Ordinal); // by first word: the most words of a name

    public PlaceNames(TerritoryIndex territories)
    {
        foreach (var commune in territories.Communes)
        {
            var current = commune.IsStanding ? commune : territories.CurrentCommune(commune.PartOf!.Value)!;
            var name = PlaceName.Fold(commune.Name);
            Add(name, current, commune.IsStanding ? Fit.Whole : Fit.Former);
            if (PlaceName.ArticleLength(name) is var article and > 0)
            {
                Add(name[article..], current, commune.IsStanding ? Fit.WithoutArticle : Fit.Former);
            }

            if (commune.Kind is CommuneKind.MunicipalArrondissement && name.Split(' ') is [var city, var number, ..])
            {
                foreach (var other in (string[])[
                    $"{city} {number}", $"{city} {number} arr", $"{number} arrondissement {city}", $"{number} arrondissement de {city}"])
                {
                    Add(other, current, Fit.Whole);
                }
            }
        }

        foreach (var entry in _communes.Values)
        {
            entry.Order();
        }

        foreach (var departement in territories.Departements)
        {
            // Paris is a commune before it is a département.
            var name = PlaceName.Fold(departement.Name);
            name = name[PlaceName.ArticleLength(name)..];
            if (!Find(name, Fit.Whole).Any(commune => commune.Code == departement.ChefLieu) && _departements.TryAdd(name, departement))
            {
                Lengthen(name);
            }
        }
    }

    /// <summary>How well a name fits, best first.</summary>
    public enum Fit : byte
    {
        Whole,
        WithoutArticle,

        /// <summary>The name of a former commune, which is part of another today.</summary>
        Former,
    }

    /// <summary>How many words a name that begins so may have; 0 where none does.</summary>
    public int MostWords(string first) => _longest.GetValueOrDefault(first);

    /// <summary>The communes of today with a name that fits so, the most populous first.</summary>
    public IReadOnlyList<Commune> Find(ReadOnlySpan<char> folded, Fit fit) =>
        _communes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var entry) ? entry[fit] : [];

    /// <summary>The département with this name, its article left out.</summary>
    public Departement? FindDepartement(ReadOnlySpan<char> folded) =>
        _departements.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out var found) ? found : null;

    private void Add(string name, Commune commune, Fit fit)
    {
        if (!_communes.TryGetValue(name, out var entry))
        {
            _communes.Add(name, entry = new Entry());
            Lengthen(name);
        }

        entry.Add(commune, fit);
    }

    private void Lengthen(string name)
    {
        var first = name.IndexOf(' ', StringComparison.Ordinal) is var end and > 0 ? name[..end] : name;
        _longest[first] = Math.Max(_longest.GetValueOrDefault(first), Math.Min(MaxWords, 1 + name.AsSpan().Count(' ')));
    }

    private sealed class Entry
    {
        private readonly Commune[]?[] _communes = new Commune[]?[3];

        public Commune[] this[Fit fit] => _communes[(int)fit] ?? [];

        public void Add(Commune commune, Fit fit)
        {
            if (!Array.Exists(this[fit], known => known.Code == commune.Code))
            {
                _communes[(int)fit] = [.. this[fit], commune];
            }
        }

        public void Order()
        {
            for (var fit = 0; fit < _communes.Length; fit++)
            {
                if (_communes[fit] is { Length: > 1 } several)
                {
                    _communes[fit] = [.. several.OrderByDescending(commune => commune.Population ?? 0)];
                }
            }
        }
    }
}

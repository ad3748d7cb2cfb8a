using System.Collections.Frozen;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Territories;

/// <summary>
/// All territories of the country in memory, immutable and safe to share. Lookups by code allocate nothing; every
/// commune has an <see cref="Commune.Ordinal"/>, so that other indexes can keep numbers instead of codes.
/// </summary>
public sealed class TerritoryIndex
{
    /// <summary>No territory at all: what a directory knows before its first import.</summary>
    public static readonly TerritoryIndex Empty = Build(new TerritoryData
    {
        Version = "none",
        Regions = [],
        Departements = [],
        Arrondissements = [],
        Communes = [],
        Epci = [],
    });

    private readonly Commune[] _communes; // by code, the standing one first
    private readonly CodeTable _byCode = new();
    private readonly CodeTable _currentOf = new();
    private readonly FrozenDictionary<string, Region> _regions;
    private readonly FrozenDictionary<string, Departement> _departements;
    private readonly FrozenDictionary<string, Arrondissement> _arrondissements;
    private readonly FrozenDictionary<string, Epci> _epci;
    private readonly CommuneGroups _byDepartement;
    private readonly CommuneGroups _byRegion;
    private readonly CommuneGroups _byArrondissement;
    private readonly CommuneGroups _byEpci;
    private readonly CommuneGroups _byPostalCode;
    private readonly CommuneGroups _parts;
    private readonly CommuneNames _names;
    private readonly Lazy<PlaceNames> _places;
    private readonly CommunePoints _points;
    private readonly OutlineIndex _outlines;

    private TerritoryIndex(TerritoryData data)
    {
        Version = data.Version;
        ContentHash = data.ContentHash;
        _regions = data.Regions.ToFrozenDictionary(region => region.Code, StringComparer.Ordinal);
        _departements = data.Departements.ToFrozenDictionary(item => item.Code, StringComparer.Ordinal);
        _arrondissements = data.Arrondissements.ToFrozenDictionary(item => item.Code, StringComparer.Ordinal);
        _epci = data.Epci.ToFrozenDictionary(epci => epci.Code, StringComparer.Ordinal);
        Regions = [.. data.Regions.OrderBy(region => region.Code, StringComparer.Ordinal)];
        Departements = [.. data.Departements.OrderBy(item => item.Code, StringComparer.Ordinal)];
        Arrondissements = [.. data.Arrondissements.OrderBy(item => item.Code, StringComparer.Ordinal)];
        Epci = [.. data.Epci.OrderBy(epci => epci.Code, StringComparer.Ordinal)];
        _communes = InOrder(data);
        AddCodes();
        _outlines = OutlineIndex.Of(_communes, CurrentCommune, data.Outlines);
        PutWithinOutlines();

        var current = _communes.Where(commune => commune.Kind is CommuneKind.Current).ToArray();
        _byDepartement = CommuneGroups.By(current.Select(commune => (commune.DepartementCode, commune.Ordinal)));
        _byRegion = CommuneGroups.By(current.Select(commune => (commune.RegionCode, commune.Ordinal)));
        _byArrondissement = CommuneGroups.By(current
            .Where(commune => commune.ArrondissementCode is not null)
            .Select(commune => (commune.ArrondissementCode!, commune.Ordinal)));
        _byEpci = CommuneGroups.By(Epci.SelectMany(epci => epci.Members.Select(code => (epci.Code, Member(epci, code)))));
        _byPostalCode = CommuneGroups.By(_communes
            .SelectMany(commune => commune.PostalCodes.Select(postalCode => (postalCode, commune.Ordinal))));
        _parts = CommuneGroups.By(_communes
            .Where(commune => commune.PartOf is not null)
            .Select(commune => (commune.PartOf!.Value.Value, commune.Ordinal)));
        _names = CommuneNames.Of(_communes);
        _places = new Lazy<PlaceNames>(() => new PlaceNames(this));
        _points = CommunePoints.Of(_communes);
    }

    /// <summary>The vintage, as people name it: <c>COG 2026</c>.</summary>
    public string Version { get; }

    /// <summary>The hash of the stored content that this index was read from; null when it was not.</summary>
    public string? ContentHash { get; }

    /// <summary>All regions, by code.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>All départements, by code.</summary>
    public IReadOnlyList<Departement> Departements { get; }

    /// <summary>All arrondissements of départements, by code.</summary>
    public IReadOnlyList<Arrondissement> Arrondissements { get; }

    /// <summary>All EPCI, by code.</summary>
    public IReadOnlyList<Epci> Epci { get; }

    /// <summary>
    /// All communes of every kind, by code; index them by ordinal. Where a delegated commune bears the code of its
    /// current commune, the current one comes first.
    /// </summary>
    public ReadOnlySpan<Commune> Communes => _communes;

    /// <exception cref="ArgumentException">The data contradicts itself: a code twice, a reference to nothing.</exception>
    public static TerritoryIndex Build(TerritoryData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new TerritoryIndex(data);
    }

    /// <summary>
    /// The commune that has this code now: current, municipal arrondissement, delegated or associated (the current
    /// one where it shares its code with a delegated one). Null for a code of the past only.
    /// </summary>
    public Commune? FindCommune(InseeCode code) => _byCode.TryGet(code, out var ordinal) ? _communes[ordinal] : null;

    /// <summary>
    /// Today's commune for a code of any time: a delegated, associated or former code leads to the commune that it
    /// became; a current commune or municipal arrondissement is itself. Null for a code that never was.
    /// </summary>
    public Commune? CurrentCommune(InseeCode code) =>
        _currentOf.TryGet(code, out var ordinal) ? _communes[ordinal] : null;

    /// <summary>The same for text of a file; null also for text that is no code.</summary>
    public Commune? CurrentCommune(string? code) => InseeCode.TryParse(code, out var parsed) ? CurrentCommune(parsed) : null;

    /// <summary>The region with this code, or null.</summary>
    public Region? FindRegion(string code) => _regions.GetValueOrDefault(code);

    /// <summary>The département with this code, or null.</summary>
    public Departement? FindDepartement(string code) => _departements.GetValueOrDefault(code);

    /// <summary>The arrondissement with this code, or null.</summary>
    public Arrondissement? FindArrondissement(string code) => _arrondissements.GetValueOrDefault(code);

    /// <summary>The EPCI with this SIREN, or null.</summary>
    public Epci? FindEpci(string code) => _epci.GetValueOrDefault(code);

    /// <summary>The current communes of a département, by code.</summary>
    public CommuneList CommunesOfDepartement(string code) => List(_byDepartement.Of(code));

    /// <summary>The current communes of a region, by code.</summary>
    public CommuneList CommunesOfRegion(string code) => List(_byRegion.Of(code));

    /// <summary>The current communes of an arrondissement of a département, by code.</summary>
    public CommuneList CommunesOfArrondissement(string code) => List(_byArrondissement.Of(code));

    /// <summary>The communes of an EPCI, by code.</summary>
    public CommuneList CommunesOfEpci(string code) => List(_byEpci.Of(code));

    /// <summary>What has a code within a commune: its municipal arrondissements, delegated and associated communes.</summary>
    public CommuneList PartsOf(InseeCode code) => List(_parts.Of(code.Value));

    /// <summary>
    /// The communes and municipal arrondissements that a postal code serves, by code: 69003 gives Lyon and its third
    /// arrondissement. Empty for CEDEX codes, which belong to addressees and not to places.
    /// </summary>
    public CommuneList CommunesOfPostalCode(string postalCode) => List(_byPostalCode.Of(postalCode));

    /// <summary>
    /// The communes that a usager with this postal code may live in, by code: of a city and its own arrondissement, the arrondissement.
    /// </summary>
    public IReadOnlyList<Commune> CommunesToChoose(string postalCode)
    {
        var communes = CommunesOfPostalCode(postalCode).Where(commune => commune.IsStanding).ToList();
        return communes.FindAll(city => !communes.Exists(commune => commune.Parent == city.Code));
    }

    /// <summary>All postal codes, in no particular order.</summary>
    public IReadOnlyList<string> PostalCodes => _byPostalCode.Keys;

    /// <summary>
    /// Communes whose name, or a word of it, starts with the text, whatever its accents, hyphens or abbreviations.
    /// Whole names first (with, then without their article), then beginnings, then words inside; among equals
    /// standing communes first, then the most populous.
    /// </summary>
    public IReadOnlyList<Commune> FindByName(string text, int first = 20)
    {
        var found = _names.Find(text, first, wholeNamesOnly: false);
        // « Paris 1er » is the whole name of one arrondissement, and the beginning of eleven.
        var parts = PlaceNames.Find(PlaceName.Fold(text), PlaceNames.Fit.Whole)
            .Where(commune => commune.Kind is CommuneKind.MunicipalArrondissement)
            .ToList();
        return parts.Count == 0 ? found : [.. parts.Concat(found).Distinct().Take(first)];
    }

    /// <summary>Communes with this whole name, with or without its article; otherwise as <see cref="FindByName"/>.</summary>
    /// <param name="name">As a person writes it.</param>
    /// <param name="first">The most that are wanted.</param>
    /// <param name="onNames">Told how many names were gone through: no more than there are namesakes.</param>
    public IReadOnlyList<Commune> FindByWholeName(string name, int first = 20, Action<int>? onNames = null) =>
        _names.Find(name, first, wholeNamesOnly: true, onNames);

    /// <summary>The whole names of places: who reads messages and searches makes them once.</summary>
    internal PlaceNames PlaceNames => _places.Value;

    /// <summary>
    /// The one current commune or municipal arrondissement that an address means. Its name decides, told apart from
    /// namesakes by the postal code or, when that is a CEDEX, by the département that it starts with.
    /// </summary>
    /// <returns>Null where no commune or several fit.</returns>
    public Commune? Locate(string? city, string? postalCode)
    {
        if (string.IsNullOrWhiteSpace(city))
        {
            var served = CurrentOnly(CommunesOfPostalCode(postalCode ?? ""));
            return served.Count == 1 ? served[0] : null;
        }

        var named = _names.Find(city, 500, wholeNamesOnly: true)
            .Select(commune => CurrentCommune(commune.Code)!)
            .Distinct()
            .ToList();
        if (postalCode is { Length: 5 })
        {
            var exact = named.Where(commune => commune.PostalCodes.Contains(postalCode)).ToList();
            named = exact.Count > 0 ? exact : [.. named.Where(commune => IsPostalDepartement(commune, postalCode))];
        }

        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>
    /// Where a commune lies; for a part of one, where that one lies unless its own outline is known. Null where no outline is known: its
    /// borders cannot be checked.
    /// </summary>
    public CommuneOutline? OutlineOf(Commune commune)
    {
        ArgumentNullException.ThrowIfNull(commune);
        return _outlines.Find(commune.Ordinal) ?? (commune.PartOf is { } whole ? _outlines.Find(FindCommune(whole)!.Ordinal) : null);
    }

    /// <summary>The commune whose outline the point lies in; on a common border the first one by code. Null where none is known.</summary>
    public Commune? CommuneAt(GeoPoint point) => _outlines.FindAt(point) is { } ordinal ? _communes[ordinal] : null;

    /// <summary>The outlines that are known and believed, each under the code of its commune of today.</summary>
    public IReadOnlyList<SourceOutline> Outlines =>
        [.. _communes.Where(commune => _outlines.Find(commune.Ordinal) is not null)
            .Select(commune => new SourceOutline(commune.Code, _outlines.Find(commune.Ordinal)!.ToWkb()))];

    /// <summary>Outlines that are stored and not believed, since a commune has left them.</summary>
    public IReadOnlyList<OutdatedOutline> OutdatedOutlines => _outlines.Outdated;

    /// <summary>
    /// The current commune or municipal arrondissement whose town hall is nearest, which is not always the one that
    /// the point lies in. Null where no location is known at all.
    /// </summary>
    public Commune? NearestCommune(GeoPoint point, out double distanceMetres)
    {
        Span<(int Ordinal, double DistanceMetres)> nearest = stackalloc (int, double)[1];
        if (_points.Nearest(point, nearest) == 0)
        {
            distanceMetres = double.NaN;
            return null;
        }

        distanceMetres = nearest[0].DistanceMetres;
        return _communes[nearest[0].Ordinal];
    }

    /// <summary>The <paramref name="first"/> nearest town halls, nearest first, with their distance.</summary>
    public IReadOnlyList<(Commune Commune, double DistanceMetres)> NearestCommunes(GeoPoint point, int first)
    {
        var nearest = new (int Ordinal, double DistanceMetres)[Math.Clamp(first, 0, _communes.Length)];
        var count = _points.Nearest(point, nearest);
        return [.. nearest.Take(count).Select(item => (_communes[item.Ordinal], item.DistanceMetres))];
    }

    private static Commune[] InOrder(TerritoryData data)
    {
        var pool = new Pool();
        var communes = data.Communes.OrderBy(commune => commune.Code).ThenBy(commune => commune.Kind).ToArray();
        var epciOf = data.Epci
            .Where(epci => epci.Kind is not EpciKind.EtablissementPublicTerritorial)
            .SelectMany(epci => epci.Members.Select(member => (member, epci.Code)))
            .ToDictionary(item => item.member, item => item.Code);
        for (var i = 0; i < communes.Length; i++)
        {
            var commune = communes[i];
            if (i > 0 && communes[i - 1].Code == commune.Code && communes[i - 1].Kind == commune.Kind)
            {
                throw new ArgumentException($"The {commune.Kind} commune {commune.Code} is there twice.", nameof(data));
            }

            communes[i] = commune with
            {
                Ordinal = i,
                DepartementCode = pool.Of(commune.DepartementCode),
                RegionCode = pool.Of(commune.RegionCode),
                ArrondissementCode = pool.Of(commune.ArrondissementCode),
                EpciCode = commune.Kind is CommuneKind.Current
                    ? pool.Of(epciOf.GetValueOrDefault(commune.Code))
                    : null,
                PostalCodes = pool.Of(commune.PostalCodes),
                FormerCodes = commune.FormerCodes.Count == 0 ? [] : [.. commune.FormerCodes.Order()],
            };
        }

        return communes;
    }

    // A town hall that is far outside, or known nowhere, would make its commune the neighbour of others: a point within stands in.
    private void PutWithinOutlines()
    {
        for (var ordinal = 0; ordinal < _communes.Length; ordinal++)
        {
            if (_outlines.Find(ordinal) is { } outline && _communes[ordinal] is var commune && !LocationCheck.IsWithin(outline, commune.Location))
            {
                _communes[ordinal] = commune with { Location = outline.InteriorPoint };
            }
        }
    }

    private void AddCodes()
    {
        foreach (var commune in _communes)
        {
            Require(_departements.ContainsKey(commune.DepartementCode), commune, "département", commune.DepartementCode);
            Require(_regions.ContainsKey(commune.RegionCode), commune, "region", commune.RegionCode);
            _byCode.TryAdd(commune.Code, commune.Ordinal);
            if (commune.IsStanding)
            {
                _currentOf.TryAdd(commune.Code, commune.Ordinal);
            }
        }

        // A delegated commune's own word comes before a list of former codes; both after codes that are alive.
        foreach (var commune in _communes.Where(commune => commune.PartOf is not null))
        {
            var whole = commune.PartOf!.Value;
            var exists = _byCode.TryGet(whole, out var ordinal) && _communes[ordinal].Kind is CommuneKind.Current;
            Require(exists, commune, "current commune", whole.Value);
            _currentOf.TryAdd(commune.Code, ordinal);
        }

        foreach (var commune in _communes)
        {
            foreach (var former in commune.FormerCodes)
            {
                _currentOf.TryAdd(former, commune.Ordinal);
            }
        }

        foreach (var (former, today) in FormerCodes.All)
        {
            if (_byCode.TryGet(today, out var ordinal))
            {
                _currentOf.TryAdd(former, ordinal);
            }
        }
    }

    private static void Require(bool exists, Commune commune, string what, string code)
    {
        if (!exists)
        {
            throw new ArgumentException($"Commune {commune.Code} names the {what} {code}, which does not exist.");
        }
    }

    private int Member(Epci epci, InseeCode code) => _currentOf.TryGet(code, out var ordinal)
        ? ordinal
        : throw new ArgumentException($"EPCI {epci.Code} names the commune {code}, which does not exist.");

    private CommuneList List(ReadOnlyMemory<int> ordinals) => new(_communes, ordinals);

    private static List<Commune> CurrentOnly(CommuneList communes)
    {
        var current = new List<Commune>(communes.Count);
        foreach (var commune in communes)
        {
            if (commune.Kind is CommuneKind.Current)
            {
                current.Add(commune);
            }
        }

        return current;
    }

    // Corsica's postal codes start with 20, and Saint-Martin and Saint-Barthélemy still use Guadeloupe's 971.
    private static bool IsPostalDepartement(Commune commune, string postalCode)
    {
        var departement = commune.DepartementCode switch
        {
            "2A" or "2B" => "20",
            "977" or "978" => "971",
            var code => code,
        };
        return postalCode.StartsWith(departement, StringComparison.Ordinal);
    }

    // One instance of each repeated text: codes of départements, postal codes, ...
    private sealed class Pool
    {
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
        private readonly Dictionary<string, IReadOnlyList<string>> _singles = new(StringComparer.Ordinal);

        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
        public string? Of(string? text)
        {
            if (text is null || _texts.TryGetValue(text, out var pooled))
            {
                return text is null ? null : _texts[text];
            }

            _texts.Add(text, text);
            return text;
        }

        public IReadOnlyList<string> Of(IReadOnlyList<string> texts)
        {
            if (texts.Count == 0)
            {
                return [];
            }

            if (texts.Count > 1)
            {
                return [.. texts.Order(StringComparer.Ordinal).Select(text => Of(text))];
            }

            if (!_singles.TryGetValue(texts[0], out var single))
            {
                _singles.Add(texts[0], single = (string[])[Of(texts[0])]);
            }

            return single;
        }
    }
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Importers.Annuaire;
namespace PublicDirectory.Importers.Fiches;

/// <summary>How near a place in the text is to saying where the démarche is done; the nearest of a case counts.</summary>
internal enum PlaceRank
{
    /// <summary>A counter named in a chapter on doing it.</summary>
    Doing,

    /// <summary>A sentence of such a chapter.</summary>
    Words,

    /// <summary>A counter named elsewhere.</summary>
    Neutral,

    /// <summary>A sentence elsewhere.</summary>
    NeutralWords,

    /// <summary>In a chapter on what comes after.</summary>
    Later,
}

/// <summary>
/// Collects whom a fiche tells to turn to, and in which case. Of the bodies that handle a case, those count that stand where it is said how
/// to do it; those who help are contacts of their own kind, as are those listed beside the text (« Qui peut m'aider ? »), unless the text
/// names nobody.
/// </summary>
/// <param name="counters">Who is meant by a name.</param>
/// <param name="issues">Told of a counter that is not known.</param>
internal sealed class Places(CounterTable counters, IssueReporter issues)
{
    private readonly List<Place> _places = [];
    private readonly List<Place> _beside = [];
    private readonly HashSet<string> _cases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _laterCases = new(StringComparer.Ordinal);

    /// <summary>Whether a counter was named that handles it.</summary>
    public bool IsNamed => _places.Exists(place => !place.IsHelp && place.Rank <= PlaceRank.Words);

    /// <summary>Where a case begins; one that is only told apart for what comes after is nobody's first.</summary>
    public void Begin(string situation, PlaceRank rank)
    {
        if (rank != PlaceRank.Later)
        {
            _laterCases.Remove(situation);
            _cases.Add(situation);
        }
        else if (!_cases.Contains(situation))
        {
            _laterCases.Add(situation);
        }
    }

    /// <summary>A counter of the text.</summary>
    public void Add(FicheElement element, string? situation, PlaceRank rank, bool isHelp, bool isInPlace) =>
        _places.Add(Of(element, situation, rank, isHelp, isInPlace));

    /// <summary>One listed beside the text.</summary>
    public void AddBeside(FicheElement element) => _beside.Add(Of(element, null, PlaceRank.Neutral, isHelp: false, isInPlace: false));

    /// <summary>Whom a sentence names.</summary>
    public void AddWords(string sentence, string? situation, PlaceRank rank)
    {
        foreach (var (type, scope, label) in PlacePhrases.NamedIn(sentence))
        {
            _places.Add(new Place(situation, rank, IsHelp: false, type is null ? [] : [type],
                label is null ? null : new DemarcheContact(scope, label)));
        }
    }

    /// <summary>Who handles it, who handles each case by its id, and the contacts.</summary>
    /// <param name="cases">The cases of the text.</param>
    public (IReadOnlyList<string> HandledBy, ILookup<string, string> InCases, IReadOnlyList<DemarcheContact> Contacts) Build(
        SituationTree cases)
    {
        var nearest = _places.Where(place => !place.IsHelp)
            .GroupBy(place => place.Situation)
            .SelectMany(group => Nearest([.. group]))
            .ToList();
        var order = cases.InOrder().ToList();
        var doing = nearest.Where(place => place.Rank != PlaceRank.Later).ToList();
        var later = nearest.Where(place => place.Rank == PlaceRank.Later).ToList();
        // Named for what comes after, where a case within says where it is done.
        later.RemoveAll(place => doing.Exists(other => other.Situation is { } inner && cases.IsWithin(inner, place.Situation)));
        var own = doing.Concat(later).Select(place => place.Situation).ToHashSet();
        var handling = doing.Concat(later)
            // A case with both within it is as those that say where it is done.
            .Concat(
                from place in doing
                where place.Situation is not null
                from around in cases.AncestorsOf(place.Situation!)
                where !own.Contains(around)
                    && later.Exists(other => other.Situation is { } inner && cases.IsWithin(inner, around)
                        && _laterCases.Contains(cases.AncestorsOf(inner).Prepend(inner).TakeWhile(each => each != around).Last()))
                select place with { Situation = around })
            .OrderBy(place => place.Situation is null ? 0 : IsBesideOthers(place.Situation) ? 2 : 1)
            .ThenBy(place => place.Situation is null ? 0 : order.IndexOf(place.Situation))
            .ToList();
        var helping = _places.Where(place => place.IsHelp).ToList();
        if (handling.Count == 0)
        {
            handling.AddRange(_beside.Where(place => !place.IsHelp));
            helping.AddRange(_beside.Where(place => place.IsHelp));
        }
        else
        {
            helping.AddRange(_beside);
        }

        string[] types = [.. handling.SelectMany(place => place.Types).Distinct().Take(DemarcheValidator.MaxHandledBy)];
        var forAll = handling.Where(place => place.Situation is null).SelectMany(place => place.Types).ToHashSet(StringComparer.Ordinal);
        var inCases = handling.Where(place => place.Situation is not null)
            .GroupBy(place => place.Situation!)
            .Where(group => group.Any(place => place.Types.Count == 0)
                || !group.SelectMany(place => place.Types).ToHashSet(StringComparer.Ordinal).SetEquals(forAll))
            .SelectMany(group => group.SelectMany(place => place.Types).Select(type => (group.Key, Type: type)))
            .Where(item => types.Contains(item.Type))
            .ToLookup(item => item.Key, item => item.Type);
        return (types, inCases, Contacts(handling, helping, types));

        // A case that is only told apart for what comes after, beside others that say where it is done.
        bool IsBesideOthers(string situation) => _laterCases.Contains(situation)
            && (cases.AncestorsOf(situation).FirstOrDefault() is not { } around
                ? doing.Count > 0
                : doing.Exists(place => place.Situation == around || (place.Situation is { } inner && cases.IsWithin(inner, around))));
    }

    private static IEnumerable<Place> Nearest(List<Place> places)
    {
        var best = places.Min(place => place.Rank);
        return places.Where(place => place.Rank == best);
    }

    // A counter of the directory is no contact, unless it helps only.
    private static IReadOnlyList<DemarcheContact> Contacts(List<Place> handling, List<Place> helping, string[] types) =>
    [
        .. handling.Where(place => place.Types.Count == 0).Select(place => (place.Contact, place.Situation))
            .Concat(helping
                .Where(place => (place.Types.Count == 0 || !place.Types.All(types.Contains))
                    && !handling.Exists(other => other.Types.Count == 0 && other.Contact?.Label == place.Contact?.Label))
                .Select(
                    place => (Contact: place.Contact is { } contact ? contact with { Role = ContactRole.Helps } : null, place.Situation)))
            .Where(item => item.Contact is not null)
            .GroupBy(item => (item.Contact!.Label, item.Contact.Role))
            .Select(group => group.First().Contact! with
            {
                Situations = group.Any(item => item.Situation is null) ? [] : [.. group.Select(item => item.Situation!).Distinct()],
            })
            .Take(DemarcheValidator.MaxHandledBy),
    ];

    private Place Of(FicheElement element, string? situation, PlaceRank rank, bool isHelp, bool isInPlace)
    {
        var (title, types, scope) = (element.Title(), new List<string>(), default(ContactScope?));
        foreach (var pivot in element.Descendants("PivotLocal").Select(pivot => pivot.Text()).DefaultIfEmpty(null))
        {
            var counter = counters.Find(pivot, title, element["type"]);
            if (!counter.IsKnown)
            {
                issues.Warn("UNKNOWN_COUNTER", "No counter of this code is known: kept as a contact by its name.", pivot);
            }

            types.AddRange(counter.ServiceTypes);
            scope ??= counter.Scope;
        }

        isHelp |= title is not null && PlacePhrases.IsHelper(title);
        var contact = title is null
            ? null
            : new DemarcheContact(
                types.Count > 0 || (isInPlace && scope is ContactScope.National) ? ContactScope.Local : scope!.Value,
                FicheText.Cut(title, DemarcheValidator.MaxLabelLength),
                WebAddress.TryRead(element.Child("RessourceWeb")?["URL"]))
            {
                ServiceType = types.FirstOrDefault(),
                Channels = ContactChannels.Of(element),
            };
        return new Place(situation, rank, isHelp, types, contact);
    }

    private sealed record Place(
        string? Situation, PlaceRank Rank, bool IsHelp, IReadOnlyList<string> Types, DemarcheContact? Contact);
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Queries;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>How the search of a picture is made, and brought up to date.</summary>
internal static class PictureSearch
{
    /// <summary>Everything that a state holds, indexed anew: a matter of seconds for a whole country.</summary>
    public static SearchIndex Build(PictureState state) =>
        SearchIndex.Build(DocumentsOf(state), state.Territories, [.. SynonymsOf(state)]);

    /// <summary>What of a state is searched.</summary>
    public static IEnumerable<SearchDocument> DocumentsOf(PictureState state)
    {
        var documents = new SearchDocuments(state.Territories, state.ServiceTypes, state.Demarches);
        return state.LiveRecords().Select(documents.Of)
            .Concat(state.Demarches.ByTitle.Select(documents.Of))
            .Concat(state.ServiceTypes.ByLabel.Select(SearchDocuments.Of));
    }

    /// <summary>The abbreviations that the démarches explain, each with what it stands for.</summary>
    public static IEnumerable<IReadOnlyList<string>> AbbreviationsOf(DemarcheSet demarches)
    {
        var known = new HashSet<(string, string)>();
        foreach (var demarche in demarches.ByTitle)
        {
            var keywords = new List<string>();
            foreach (var keyword in demarche.Keywords)
            {
                keywords.Add(keyword.ToString());
            }

            foreach (var pair in Abbreviation.Among(keywords).Where(known.Add))
            {
                yield return [pair.Short, pair.Long];
            }
        }
    }

    /// <summary>The search of the state before, with these changes.</summary>
    public static SearchIndex With(SearchIndex search, IReadOnlyCollection<DecodedVersion> changes, PictureState state)
    {
        var documents = new SearchDocuments(state.Territories, state.ServiceTypes, state.Demarches);
        var changed = new Dictionary<Guid, SearchDocument>();
        foreach (var change in changes)
        {
            changed.Remove(change.EntryId);
            if (change.Administration is { } administration)
            {
                changed.Add(change.EntryId, documents.Of(administration));
            }
            else if (change.Demarche is { } demarche)
            {
                changed.Add(change.EntryId, documents.Of(demarche));
            }
            else if (change.Document is ServiceTypeRecord type)
            {
                changed.Add(change.EntryId, SearchDocuments.Of(type));
            }
        }

        return search.With([.. changes.Select(change => change.EntryId)], changed.Values);
    }

    /// <summary>The administrations that stand in a commune or serve it.</summary>
    public static HashSet<Guid> StandingOrServing(ReadOnlySpan<LiveSegment> segments, InseeCode commune, TerritoryIndex territories)
    {
        var found = new HashSet<Guid>();
        foreach (var live in segments)
        {
            foreach (var place in Places.SeatsOf(commune, territories))
            {
                foreach (var ordinal in live.Segment.Seats.Find(place))
                {
                    found.Add(live.Segment.Records[ordinal].Id);
                }
            }

            foreach (var place in Places.ServingKeys(commune, territories))
            {
                var rows = live.Segment.Served.Find(place);
                for (var row = 0; row < rows.Count; row++)
                {
                    found.Add(live.Segment.Records[rows.OrdinalAt(row)].Id);
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The administrations that serve a commune as the kinds of counter that a query names, by what they are declared to serve or else by
    /// the nature of the kind; null where it names none.
    /// </summary>
    public static ServingPlace? ServingAs(string query, Picture picture)
    {
        var named = query.Length > SearchQuery.MaxLength ? [] : picture.State.ServiceTypes.Names.In(query, isQuery: true);
        var types = named.Select(service => service.Type.Document.Code).Distinct(StringComparer.Ordinal).ToList();
        return types.Count == 0
            ? null
            : (commune, departement) => commune is not null
            ? [.. types.SelectMany(type => Serving(picture, commune, ServiceKinds.In(type, commune)))]
            : [.. types.SelectMany(type => StandingIn(picture, departement!.Code, ServiceKinds.Everywhere(type)))];
    }

    // Of the first kind, and by the narrowest territory, that anybody is competent by.
    private static IEnumerable<Guid> Serving(Picture picture, Commune commune, IReadOnlyList<string> kinds)
    {
        var places = Places.ServingKeys(commune.Code, picture.Territories);
        foreach (var (kind, place) in kinds.SelectMany(kind => places.Select(place => (kind, place))))
        {
            var found = new HashSet<Guid>();
            foreach (var live in picture.Segments)
            {
                AddServing(live, place, kind, found);
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        return StandingIn(
            picture, commune.DepartementCode, [.. kinds.Where(kind => ServiceKinds.ExtentOf(kind) is ServiceExtent.Departement)]);
    }

    private static IEnumerable<Guid> StandingIn(Picture picture, string departement, IReadOnlyList<string> kinds)
    {
        var query = new AdministrationQuery { Types = kinds, Departement = departement, First = AdministrationQuery.MaxFirst };
        return kinds.Count == 0 ? [] : picture.List(query).Items.Select(hit => hit.Record.Id);
    }

    private static void AddServing(LiveSegment live, int place, string kind, HashSet<Guid> found)
    {
        if (!live.Segment.TypeNumbers.TryGetValue(kind, out var type))
        {
            return;
        }

        var rows = live.Segment.Served.Find(place);
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows.TypeAt(row) == type && !live.IsHidden(rows.OrdinalAt(row)))
            {
                found.Add(live.Segment.Records[rows.OrdinalAt(row)].Id);
            }
        }
    }

    // « Caf » stands for « Caisse d'allocations familiales », as the service types have it.
    private static IEnumerable<IReadOnlyList<string>> SynonymsOf(PictureState state) => state.ServiceTypes.ByLabel
        .Where(type => type.Document.Acronym is not null)
        .Select(type => (IReadOnlyList<string>)[type.Document.Acronym!, type.Document.Label])
        .Concat(AbbreviationsOf(state.Demarches));
}

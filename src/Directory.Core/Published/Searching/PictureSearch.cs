using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Queries;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>How the search of a picture is made, and brought up to date.</summary>
internal static class PictureSearch
{
    /// <summary>Everything that a state holds, indexed anew: a matter of seconds for a whole country.</summary>
    public static SearchIndex Build(PictureState state)
    {
        var documents = new SearchDocuments(state.Territories, state.ServiceTypes, state.Demarches);
        return SearchIndex.Build(
            state.LiveRecords().Select(documents.Of)
                .Concat(state.Demarches.ByTitle.Select(documents.Of))
                .Concat(state.ServiceTypes.ByLabel.Select(SearchDocuments.Of)),
            state.Territories,
            [.. SynonymsOf(state.ServiceTypes)]);
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
            else if (change.ServiceType is { } type)
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

    // « Caf » stands for « Caisse d'allocations familiales », as the service types have it.
    private static IEnumerable<IReadOnlyList<string>> SynonymsOf(ServiceTypeSet types) => types.ByLabel
        .Where(type => type.Document.Acronym is not null)
        .Select(type => (IReadOnlyList<string>)[type.Document.Acronym!, type.Document.Label]);
}

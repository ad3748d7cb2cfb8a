using System.Text;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>The published directory as one would first write it: a dictionary, and a walk for every question.</summary>
internal sealed class NaiveDirectory
{
    private readonly Dictionary<Guid, (PublishedVersion Version, EntryDocument? Document)> _entries = [];
    private readonly TerritoryIndex _territories = SmallCountry.Territories;

    public IReadOnlyDictionary<Guid, (PublishedVersion Version, EntryDocument? Document)> Entries => _entries;

    public void Apply(PublishedVersion version, EntryDocument? document) => _entries[version.EntryId] = (version, document);

    public List<(Guid Id, double? Metres)> List(AdministrationQuery query)
    {
        var matches = Administrations().Where(entry => Matches(entry.Version, entry.Document, query));
        return query.Near is { } near
            ? [.. matches
                .Select(entry => (entry.Id, Metres: Location(entry.Document) is { } at ? near.Point.DistanceMetresTo(at) : (double?)null))
                .Where(hit => hit.Metres <= near.RadiusMetres)
                .OrderBy(hit => hit.Metres).ThenBy(hit => hit.Id)]
            : [.. matches
                .OrderBy(entry => Encoding.UTF8.GetBytes(TextFolding.Fold(entry.Document.Name)), ByteOrder.Instance)
                .ThenBy(entry => entry.Id)
                .Select(entry => (entry.Id, (double?)null))];
    }

    public List<Guid> FindByExternalId(ExternalId id) =>
        [.. Administrations().Where(entry => entry.Document.ExternalIds.Contains(id)).Select(entry => entry.Id).Order()];

    public List<(Guid Id, CompetenceLevel Level, CompetenceBasis Basis, bool IsForDemarche)> Competent(CompetenceQuestion question)
    {
        var found = new List<(Guid Id, CompetenceLevel Level, CompetenceBasis Basis, bool IsForDemarche, string Name)>();
        foreach (var (id, _, document) in Administrations())
        {
            var best = document.Competences
                .Where(competence => competence.ServiceType == question.ServiceType && IsValid(competence, question.On)
                    && (competence.Demarche is null || competence.Demarche == question.Demarche))
                .Select(
                    competence => (
                        Level: LevelOf(competence, question.Commune), competence.Basis, IsForDemarche: competence.Demarche is not null))
                .Where(pair => pair.Level is not null)
                .OrderByDescending(pair => pair.IsForDemarche).ThenBy(pair => pair.Level).ThenBy(pair => pair.Basis)
                .Cast<(CompetenceLevel? Level, CompetenceBasis Basis, bool IsForDemarche)?>()
                .FirstOrDefault();
            if (best is { } pair)
            {
                found.Add((id, pair.Level!.Value, pair.Basis, pair.IsForDemarche, TextFolding.Fold(document.Name)));
            }
        }

        return [.. found
            .OrderByDescending(item => item.IsForDemarche).ThenBy(item => item.Level).ThenBy(item => item.Basis)
            .ThenBy(item => Encoding.UTF8.GetBytes(item.Name), ByteOrder.Instance).ThenBy(item => item.Id)
            .Select(item => (item.Id, item.Level, item.Basis, item.IsForDemarche))];
    }

    public List<long> ChangesAfter(long sequence) =>
        [.. _entries.Values.Select(entry => entry.Version.Sequence).Where(other => other > sequence).Order()];

    public (int Count, int Verified) Statistics(Instant now)
    {
        var all = Administrations().ToList();
        return (all.Count, all.Count(entry =>
            FreshnessRules.At(entry.Document.Provenance.VerifiedAt, now) == Freshness.Verified));
    }

    public IEnumerable<string> CommunesServedBy(Guid id) => ((AdministrationDocument)_entries[id].Document!).Competences
        .SelectMany(competence => competence.Communes
            .Concat(competence.Departements.SelectMany(code => _territories.CommunesOfDepartement(code)).Select(commune => commune.Code))
            .Concat(competence.Regions.SelectMany(code => _territories.CommunesOfRegion(code)).Select(commune => commune.Code)))
        .Select(code => code.Value).Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<(Guid Id, PublishedVersion Version, AdministrationDocument Document)> Administrations() => _entries
        .Where(pair => pair.Value.Document is AdministrationDocument)
        .Select(pair => (pair.Key, pair.Value.Version, (AdministrationDocument)pair.Value.Document!));

    private bool Matches(PublishedVersion version, AdministrationDocument document, AdministrationQuery query) =>
        (query.Types is null || query.Types.Intersect(document.Types).Any())
        && (query.Serves is not { } served || document.Competences.Any(competence =>
            (query.Types is null || query.Types.Contains(competence.ServiceType))
            && (query.ServesOn is not { } on || IsValid(competence, on))
            && LevelOf(competence, served) is not null))
        && (query.Commune is not { } commune || StandsIn(document, commune))
        && (query.Communes is null || query.Communes.Any(one => StandsIn(document, one)))
        && (query.PostalCode is not { } postalCode
            || _territories.CommunesToChoose(postalCode).Any(one => StandsIn(document, one.Code)))
        && (query.Epci is not { } epci || _territories.CommunesOfEpci(epci).Any(one => StandsIn(document, one.Code)))
        && (query.Box is not { } box || (Location(document) is { } point && box.Contains(point)))
        && (query.ExternalIds is null || query.ExternalIds.Intersect(document.ExternalIds).Any())
        && (query.SignLanguage is not { } signs || document.Accessibility?.SignLanguage == signs)
        && (query.Freshness is null || query.Freshness.Contains(FreshnessRules.At(document.Provenance.VerifiedAt, query.FreshAt)))
        && (query.Departement is not { } departement || document.Commune?.DepartementCode == departement)
        && (query.Region is not { } region
            || (document.Commune is { } seat && _territories.FindDepartement(seat.DepartementCode)!.RegionCode == region))
        && (query.Parent is not { } parent || document.Parent == parent)
        && (query.Name is not { } name || HasWords(document.Name, name))
        && (query.OpenAt is not { } at || IsOpen(document, at))
        && (query.Channels is null || document.Channels.Any(channel =>
            channel.Audience == ChannelAudience.Public && query.Channels.Contains(channel.Kind)))
        && (query.Wheelchair is not { } wheelchair || (document.Accessibility?.Wheelchair ?? WheelchairAccess.Unknown) == wheelchair)
        && (query.UpdatedSince is not { } since || version.ChangedAt >= since)
        && (query.VerifiedSince is not { } confirmed || document.Provenance.VerifiedAt >= confirmed);

    private static bool IsOpen(AdministrationDocument document, Instant at) =>
        !document.Notices.Any(notice => notice.SuspendsReception && !(at < notice.From) && !(at >= notice.Until))
        && OpeningCalendar.StateAt(document.OpeningHours, TerritorialCalendar.ForInseeCode(document.Commune?.Value), at)
            is { Status: OpenStatus.Open or OpenStatus.OpenByAppointment, Purpose: null };


    private bool StandsIn(AdministrationDocument document, InseeCode commune)
    {
        if (document.Commune is not { } seat)
        {
            return false;
        }

        var asked = _territories.CurrentCommune(commune);
        var own = _territories.FindCommune(seat);
        return seat == commune || seat == asked?.Code || (own?.PartOf is { } whole && whole == asked?.Code);
    }

    private CompetenceLevel? LevelOf(Competence competence, InseeCode code)
    {
        var commune = _territories.CurrentCommune(code)!;
        return competence.Communes.Contains(code) || competence.Communes.Contains(commune.Code)
            || (commune.Parent is { } parent && competence.Communes.Contains(parent)) ? CompetenceLevel.Commune
            : competence.Departements.Contains(commune.DepartementCode) ? CompetenceLevel.Departement
            : competence.Regions.Contains(commune.RegionCode) ? CompetenceLevel.Region
            : competence.WholeCountry ? CompetenceLevel.Country
            : null;
    }

    private static bool IsValid(Competence competence, LocalDate on) =>
        (competence.ValidFrom is not { } from || from <= on) && (competence.ValidTo is not { } to || on <= to);

    private static bool HasWords(string name, string asked)
    {
        var words = TextFolding.Fold(name).Split(' ');
        return TextFolding.Fold(asked).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(part => words.Any(word => word.StartsWith(part, StringComparison.Ordinal)));
    }

    private static GeoPoint? Location(AdministrationDocument document) =>
        document.Addresses.Where(address => address.Location is not null)
            .OrderBy(address => address.Kind).FirstOrDefault()?.Location;

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}

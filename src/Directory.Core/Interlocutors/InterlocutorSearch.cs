using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>
/// Finds whom to turn to: for each service type, and what stands for it in the commune, those who are competent, the most specific first;
/// where nobody says who is, those of the département or region that the type serves by its nature; else the nearest, said to be no more
/// than that.
/// </summary>
public static class InterlocutorSearch
{
    /// <summary>How far the nearest of a kind are looked for.</summary>
    public const int NearestRadiusMetres = 100_000;
    private const int MaxNearest = 3;

    /// <summary>
    /// The interlocutors: those known to be competent in the order of the service types, then the nearest. An administration
    /// that is found for several types shows once, for the first. Empty: nobody, not even far away.
    /// </summary>
    public static IReadOnlyList<Interlocutor> Find(Picture picture, InterlocutorQuestion question)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(question);
        var place = Place.Of(picture, question.Commune);
        var (competent, nearest) = (new List<Candidate>(), new List<Candidate>());
        foreach (var type in question.ServiceTypes.Distinct(StringComparer.Ordinal))
        {
            var kinds = ServiceKinds.In(type, place.Commune);
            var found = kinds.Select(kind => Competent(picture, question, place, kind))
                .Concat(kinds.Select(kind => ByExtent(picture, place, kind)))
                .FirstOrDefault(found => found.Count > 0);
            competent.AddRange(found ?? []);
            if (found is null)
            {
                nearest.AddRange(Nearest(picture, place, kinds));
            }
        }

        return
        [
            .. competent.Concat(nearest)
                .DistinctBy(candidate => candidate.Record.Id)
                .Take(question.First)
                .Select((candidate, index) => new Interlocutor(
                    candidate.Record, candidate.ServiceType, index + 1, candidate.Reason, candidate.Explanation, candidate.DistanceMetres)),
        ];
    }

    private static List<Candidate> Competent(Picture picture, InterlocutorQuestion question, Place place, string type)
    {
        var found = picture.Competent(new CompetenceQuestion(type, question.Commune, question.On, question.Demarche));
        return
        [
            .. found
                .OrderByDescending(item => item.IsForDemarche).ThenBy(item => item.Level).ThenBy(item => item.Basis)
                .ThenBy(item => place.DistanceTo(item.Record) ?? double.MaxValue)
                .Select(item => new Candidate(
                    item.Record,
                    type,
                    (InterlocutorReason)item.Level,
                    InterlocutorSentences.Competent(item, place.Commune, picture.Territories),
                    place.DistanceTo(item.Record))),
        ];
    }

    private static List<Candidate> ByExtent(Picture picture, Place place, string type)
    {
        var extent = ServiceKinds.ExtentOf(type);
        if (place.Commune is not { } commune || extent == ServiceExtent.Unknown)
        {
            return [];
        }

        var byDepartement = extent == ServiceExtent.Departement;
        if (!byDepartement && commune.RegionCode is null)
        {
            return []; // the overseas collectivities have none
        }

        var there = picture.List(new AdministrationQuery
        {
            Types = [type],
            Departement = byDepartement ? commune.DepartementCode : null,
            Region = byDepartement ? null : commune.RegionCode,
            First = AdministrationQuery.MaxFirst,
        }).Items;
        return
        [
            .. there
                .OrderBy(hit => place.DistanceTo(hit.Record) ?? double.MaxValue)
                .Take(MaxNearest)
                .Select(hit => new Candidate(
                    hit.Record,
                    type,
                    byDepartement ? InterlocutorReason.Departement : InterlocutorReason.Region,
                    InterlocutorSentences.ByExtent(extent, there.Count, commune, picture.Territories),
                    place.DistanceTo(hit.Record))),
        ];
    }

    private static IEnumerable<Candidate> Nearest(Picture picture, Place place, IReadOnlyList<string> kinds)
    {
        if (place.Location is not { } location)
        {
            return [];
        }

        return picture
            .List(new AdministrationQuery { Types = kinds, Near = new NearPoint(location, NearestRadiusMetres), First = MaxNearest })
            .Items
            .Select(hit => new Candidate(
                hit.Record,
                kinds.First(kind => hit.Record.Types.Any(own => own.ToString() == kind)),
                InterlocutorReason.Nearest,
                InterlocutorSentences.Nearest(hit.DistanceMetres ?? 0, place.Commune),
                hit.DistanceMetres));
    }

    private sealed record Candidate(
        AdministrationRecord Record, string ServiceType, InterlocutorReason Reason, string Explanation, double? DistanceMetres);

    // Where the usager lives, as far as it is known.
    private sealed record Place(Picture Picture, Commune? Commune, GeoPoint? Location)
    {
        public static Place Of(Picture picture, InseeCode code)
        {
            var commune = picture.Territories.CurrentCommune(code);
            return new Place(picture, commune, commune?.Location ?? picture.TownHallOf(code));
        }

        public double? DistanceTo(AdministrationRecord record) => Location is { } from && Picture.PointOf(record) is { } to
            ? from.DistanceMetresTo(to)
            : null;
    }
}

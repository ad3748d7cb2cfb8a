using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Messages for usagers: an administration's own, and those with an entry of their own.</summary>
internal static class NoticeFields
{
    private const int MaxNotices = 100;
    private const int MaxNamed = 100;

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<NoticeOf>("Notice", notice => notice
            .Field("key", n => n.Entry is { } entry ? entry.Id.ToString() : n.Notice.Key)
            .Field("level", n => n.Notice.Level)
            .Field("title", n => n.Notice.Title)
            .Field("body", n => n.Notice.Body.OrNull())
            .Field("from", n => n.Notice.From)
            .Field("until", n => n.Notice.Until)
            .Field("suspendsReception", n => n.Notice.SuspendsReception)
            .Field("entry", n => n.Entry))
        .Object<NoticeRecord>("NoticeEntry", entry => entry
            .WithEntry()
            .Field("level", n => n.Notice.Level)
            .Field("title", n => n.Notice.Title)
            .Field("body", n => n.Notice.Body.OrNull())
            .Field("from", n => n.Notice.From)
            .Field("until", n => n.Notice.Until)
            .Field("wholeCountry", n => n.Document.Concerns.WholeCountry)
            .List("departements", (n, context) => DepartementsOf(n, context.Picture()))
            .List("serviceTypes", (n, context) => n.Document.Concerns.ServiceTypes
                .Select(context.Picture().FindServiceType).OfType<ServiceTypeRecord>().ToArray())
            .List("administrations", (n, context) => n.Document.Concerns.Administrations
                .Select(context.Picture().Find).OfType<AdministrationRecord>().Take(context.First(MaxNamed)).ToArray()));

    /// <summary>What an administration shows: its own, then those that concern it among others.</summary>
    public static NoticeOf[] ShownBy(AdministrationRecord administration, ResolverContext context)
    {
        var at = InstantOf(context);
        var shown = new List<NoticeOf>(administration.Notices.Count);
        foreach (var notice in administration.Notices)
        {
            if (notice.IsInForceAt(at))
            {
                shown.Add(new NoticeOf(notice, null));
            }
        }

        foreach (var entry in context.Picture().NoticesConcerning(administration))
        {
            if (entry.Notice.IsInForceAt(at))
            {
                shown.Add(new NoticeOf(entry.Notice, entry));
            }
        }

        return [.. shown];
    }

    /// <summary>The field of <c>Query</c>.</summary>
    public static NoticeRecord[] InForce(ResolverContext context)
    {
        var (at, first) = (InstantOf(context), context.First(MaxNotices));
        return [.. context.Picture().Notices.Where(notice => notice.Notice.IsInForceAt(at)).Take(first)];
    }

    private static Instant InstantOf(ResolverContext context) =>
        context.Argument<Instant?>("at") ?? context.Request<DirectoryRequest>().Now;

    private static Departement[] DepartementsOf(NoticeRecord notice, Picture picture) =>
        [.. notice.Document.Concerns.Departements.Select(picture.Territories.FindDepartement).OfType<Departement>()];
}

/// <summary>A message, with its entry where it has one of its own.</summary>
internal readonly record struct NoticeOf(NoticeView Notice, NoticeRecord? Entry);

using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>Administration</c> and of what is part of one.</summary>
internal static class AdministrationFields
{
    private const int MaxCoverage = 100;

    // Each commune that is served is looked up and put in order, whatever part of them is asked for.
    private const int CommunesAUnit = 10;

    private static readonly OpenStates States = new();

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<AdministrationRecord>("Administration", administration => administration
            .Field("id", a => new EntryId(a.Id, a.IsPast ? a.Version : 0))
            .Field("version", a => a.Version)
            .Field("publishedAt", a => a.ChangedAt)
            .Field("verifiedAt", a => a.VerifiedAt)
            .Field("freshness", (a, context) => FreshnessRules.At(a.VerifiedAt, context.Request<DirectoryRequest>().Now))
            .Field("source", a => a)
            .List<RecordList<ExternalIdView>, ExternalIdView>("externalIds", a => a.ExternalIds)
            .List<RecordList<BlockProvenanceView>, BlockProvenanceView>("blocks", a => a.Blocks)
            .Field("name", a => a.Name)
            .Field("acronym", a => a.Acronym.OrNull())
            .Field("mission", a => a.Mission.OrNull())
            .List("types", (a, context) => TypesOf(a, context.Picture()))
            .Field("parent", (a, context) => a.Parent is { } parent ? context.Picture().Find(parent) : null)
            .Field("children", (a, context) => context.List(new AdministrationQuery
            {
                Parent = a.Id,
                First = context.First(AdministrationQuery.MaxFirst),
                After = context.Argument<string>("after"),
            }))
            .Field("commune", (a, context) => a.Commune is { } code ? context.Picture().Territories.CurrentCommune(code) : null)
            .List<RecordList<AddressView>, AddressView>("addresses", a => a.Addresses)
            .Field("location", a => a.Location)
            .Field("accessibility", a => a.HasAccessibility ? new AccessibilityOf(a) : (AccessibilityOf?)null)
            .Field("openingHours", a => HoursOf.Reception(a))
            .Field("openState", (a, context) => context.Argument<Instant?>("at") is { } at
                ? OpenStates.At(a, at, context.Request<DirectoryRequest>().Schools)
                : States.Now(a, context.Request<DirectoryRequest>()))
            .List("notices", NoticeFields.ShownBy)
            .Field("responsible", a => a.Responsible)
            .List<RecordList<PeakTimeView>, PeakTimeView>("peakTimes", a => a.PeakTimes)
            .List("channels", (a, context) => ChannelsOf(a, context.ArgumentList<ChannelKind>("kinds")))
            .List("unread", UnreadOf)
            .Field("demarches", DemarcheLists.ListHandledBy)
            .Field("coverage", (a, context) => ContextExtensions.Ask(() =>
                context.Picture().Coverage(
                    a, context.First(MaxCoverage), context.Argument<string>("after"), communes => context.Spend(communes / CommunesAUnit))))
            .WithHistory(a => a.Id)
            .Unchanging("channels")) // a record is never written twice: a change makes another one
        .Object<AdministrationRecord>("Provenance", provenance => provenance
            .Field("name", a => SourceOf(a).Name)
            .Field("attribution", a => a.Attribution.OrNull())
            .Field("licence", a => SourceOf(a).Licence)
            .Field("url", a => SourceOf(a).Url)
            .Field("lastImportedAt", (a, context) => context.Picture().LastImportedAt(a.Source.ToString()))
            .Field("editedLocally", a => a.IsEditedLocally)
            .Unchanging())
        .Object<ExternalIdView>("ExternalId", id => id
            .Field("scheme", i => i.Scheme)
            .Field("value", i => i.Value)
            .Unchanging())
        .Object<AddressView>("Address", address => address
            .Field("kind", a => a.Kind)
            .List<RecordList<JsonText>, JsonText>("lines", a => a.Lines)
            .Field("postalCode", a => a.PostalCode.OrNull())
            .Field("city", a => a.City.OrNull())
            .Field("commune", (a, context) => a.Commune is { } code ? context.Picture().Territories.CurrentCommune(code) : null)
            .Field("location", a => a.Location)
            .Unchanging())
        .Object<GeoPoint>("Point", point => point
            .Field("latitude", p => p.Latitude)
            .Field("longitude", p => p.Longitude)
            .Unchanging())
        .Object<AccessibilityOf>("Accessibility", accessibility => accessibility
            .Field("wheelchair", a => a.Administration.Wheelchair)
            .Field("note", a => a.Administration.AccessibilityNote.OrNull())
            .Field("signLanguage", a => a.Administration.SignLanguage)
            .Unchanging())
        .Object<ChannelOf>("ContactChannel", channel => channel
            .Field("kind", c => c.Channel.Kind)
            .Field("label", c => c.Channel.Label.OrNull() ?? ChannelLabels.Of(c.Channel.Kind))
            .Field("value", c => c.Channel.Value)
            .Field("href", c => c.Channel.Href)
            .Field("audience", c => c.Channel.Audience)
            .Field("openingHours", c => HoursOf.Channel(c.Administration, c.Channel))
            .Field("cost", c => c.Channel.Cost.OrNull())
            .Field("answersWithin", c => c.Channel.AnswersWithin.OrNull())
            .Field("accessible", c => c.Channel.Accessible)
            .Unchanging())
        .Object<ResponsibleUnitView>("ResponsibleUnit", unit => unit
            .Field("name", u => u.Name)
            .Field("administration", (u, context) => u.Administration is { } id ? context.Picture().Find(id) : null))
        .Object<UnreadValueView>("UnreadValue", value => value
            .Field("block", v => v.OfBlock)
            .Field("label", v => v.Label)
            .Field("text", v => v.Text)
            .Unchanging())
        .Object<PeakTimeView>("PeakTime", peak => peak
            .List("days", p => OpeningHoursFields.DaysOf[p.Days])
            .Field("from", p => p.From)
            .Field("to", p => p.To)
            .Field("level", p => p.Level)
            .Unchanging())
        .Object<ServiceTypeRecord>("ServiceType", type => type
            .Field("id", t => t.Id)
            .Field("code", t => t.Code)
            .Field("label", t => t.Label)
            .Field("acronym", t => t.Acronym.OrNull())
            .Field("description", t => t.Description.OrNull())
            .Field("administrations", ListOfType));

    private static AdministrationPage ListOfType(ServiceTypeRecord type, ResolverContext context)
    {
        var picture = context.Picture();
        var query = new AdministrationQuery
        {
            Types = [type.Document.Code],
            Serves = context.Argument<string>("commune") is { } code
                ? PlaceArguments.Commune(picture, "commune", Inputs.ReadCommune("commune", code)).Code
                : null,
            First = context.First(AdministrationQuery.MaxFirst),
            After = context.Argument<string>("after"),
        };
        return context.List(query);
    }

    private static Source SourceOf(AdministrationRecord administration) => Sources.Of(administration.Source.ToString());

    private static ServiceTypeRecord[] TypesOf(AdministrationRecord administration, Picture picture)
    {
        var codes = administration.Types;
        var types = new List<ServiceTypeRecord>(codes.Count);
        foreach (var code in codes)
        {
            if (picture.FindServiceType(code.ToString()) is { } type)
            {
                types.Add(type);
            }
        }

        return [.. types];
    }

    // Settled once someone has edited the block here.
    private static UnreadValueView[] UnreadOf(AdministrationRecord administration) => administration.Unread is { Count: > 0 } values
        ? [.. values.Where(value => !administration.IsBlockEditedHere(value.OfBlock))]
        : [];

    private static ChannelOf[] ChannelsOf(AdministrationRecord administration, IReadOnlyList<ChannelKind> kinds)
    {
        var channels = new List<ChannelOf>(administration.Channels.Count);
        foreach (var channel in administration.Channels)
        {
            // Back-office lines are for signed-in agents; nobody is signed in here.
            if (channel.Audience is ChannelAudience.Public && (kinds.Count == 0 || kinds.Contains(channel.Kind)))
            {
                channels.Add(new ChannelOf(administration, channel));
            }
        }

        return [.. channels];
    }

    /// <summary>The accessibility part of an administration.</summary>
    private readonly record struct AccessibilityOf(AdministrationRecord Administration);
}

/// <summary>A channel with its administration, whose place says the time zone of its hours.</summary>
internal readonly record struct ChannelOf(AdministrationRecord Administration, ChannelView Channel)
{
    /// <summary>The channel to recommend first at an instant.</summary>
    public static ChannelOf? Best(AdministrationRecord administration, Instant at, SchoolCalendar? schools) =>
        ChannelChoice.Best(administration, TerritorialCalendar.ForInseeCode(administration.Commune?.Value), at, schools) is { } channel
            ? new ChannelOf(administration, channel)
            : null;
}

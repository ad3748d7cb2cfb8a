using GraphQLEngine.Execution;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>Demarche</c> and of what is part of one.</summary>
internal static class DemarcheFields
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Object<DemarcheRecord>("Demarche", demarche => demarche
            .Field("id", d => new EntryId(d.Id, d.IsPast ? d.Version : 0))
            .Field("version", d => d.Version)
            .Field("publishedAt", d => d.ChangedAt)
            .Field("verifiedAt", d => d.VerifiedAt)
            .Field("freshness", (d, context) => FreshnessRules.At(d.VerifiedAt, context.Request<DirectoryRequest>().Now))
            .Field("source", d => d)
            .Field("responsible", d => d.Responsible)
            .List<RecordList<ExternalIdView>, ExternalIdView>("externalIds", d => d.ExternalIds)
            .List<RecordList<BlockProvenanceView>, BlockProvenanceView>("blocks", d => d.Blocks)
            .Field("title", d => d.Title)
            .Field("summary", d => d.Summary.OrNull())
            .List("audiences", d => d.Audiences)
            .List("themes", (d, context) => ClassificationFields.ThemesOf(d, context.Picture()))
            .List("lifeEvents", (d, context) => ClassificationFields.LifeEventsOf(d, context.Picture()))
            .List<RecordList<JsonText>, JsonText>("keywords", d => d.Keywords)
            .List<RecordList<SituationView>, SituationView>("situations", d => d.Situations)
            .List("requiredDocuments", (d, context) => DocumentsOf(d, context.Argument<string>("situation")))
            .List("steps", d => d.Steps.Select(step => new StepOf(d, step)).ToArray())
            .List("onlineServices", d => d.OnlineServices.Select(service => new ServiceOf(d, service)).ToArray())
            .List<RecordList<FormView>, FormView>("forms", d => d.Forms)
            .List("cost", (d, context) => InCase(d, context, d.Cost, cost => cost.Situation, (of, cost) => new CostOf(of, cost)))
            .List("delay", (d, context) => InCase(d, context, d.Delay, delay => delay.Situation, (of, delay) => new DelayOf(of, delay)))
            .List("handledBy", (d, context) => TypesOf(d.HandledBy, context.Picture()))
            .List("contacts", d => d.Contacts.Select(contact => new ContactOf(d, contact)).ToArray())
            .List("related", (d, context) => RelatedTo(d, context.Picture()))
            .List("passages", d => d.Passages.Select(passage => new PassageOf(d, passage)).ToArray())
            .Field("url", d => d.Url.AsString())
            .Field("interlocutors", InterlocutorFields.AskFor)
            .List("localComplements", LocalComplementFields.Of)
            .WithHistory(d => d.Id))
        .Object<DemarcheRecord>("Provenance", provenance => provenance
            .Field("name", d => SourceOf(d).Name)
            .Field("attribution", _ => (string?)null) // fiches name no other holder
            .Field("licence", d => SourceOf(d).Licence)
            .Field("url", d => SourceOf(d).Url)
            .Field("lastImportedAt", (d, context) => context.Picture().LastImportedAt(d.Source.ToString()))
            .Field("editedLocally", d => d.IsEditedLocally))
        .Object<SituationView>("Situation", situation => situation
            .Field("key", s => s.Id)
            .Field("label", s => s.Label)
            .List("handledBy", (s, context) => TypesOf(s.HandledBy, context.Picture()))
            .List<RecordList<SituationView>, SituationView>("children", s => s.Children))
        .Object<DocumentOf>("RequiredDocument", document => document
            .Field("key", d => d.Document.Id)
            .Field("label", d => d.Document.Label)
            .Field("detail", d => d.Document.Detail.OrNull())
            .Field("original", d => d.Document.Original)
            .Field("copies", d => d.Document.Copies)
            .Field("optional", d => d.Document.Optional)
            .Field("oneOf", d => d.Document.OneOf.OrNull())
            .List("situations", d => SituationsOf(d.Demarche, d.Document.Situations)))
        .Object<StepOf>("DemarcheStep", step => step
            .Field("stage", s => s.Step.Stage)
            .Field("title", s => s.Step.Title)
            .Field("body", s => s.Step.Body.OrNull())
            .Field("situation", s => Find(s.Demarche, s.Step.Situation)))
        .Object<CostOf>("DemarcheCost", cost => cost
            .Field("text", c => c.Cost.Text)
            .Field("amount", c => (double?)c.Cost.Amount)
            .Field("currency", c => c.Cost.Currency.OrNull())
            .Field("situation", c => Find(c.Demarche, c.Cost.Situation)))
        .Object<DelayOf>("DemarcheDelay", delay => delay
            .Field("text", d => d.Delay.Text)
            .Field("duration", d => d.Delay.Duration.OrNull())
            .Field("silence", d => d.Delay.Silence)
            .Field("situation", d => Find(d.Demarche, d.Delay.Situation)))
        .Object<ServiceOf>("OnlineService", service => service
            .Field("kind", s => s.Service.Kind)
            .Field("title", s => s.Service.Title)
            .Field("url", s => s.Service.Url.ToString())
            .Field("operator", s => s.Service.Operator.OrNull())
            .List("situations", s => SituationsOf(s.Demarche, s.Service.Situations)))
        .Object<FormView>("Form", form => form
            .Field("number", f => f.Number.OrNull())
            .Field("title", f => f.Title)
            .Field("url", f => f.Url.ToString()))
        .Object<ContactOf>("DemarcheContact", contact => contact
            .Field("scope", c => c.Contact.Scope)
            .Field("role", c => c.Contact.Role)
            .Field("label", c => c.Contact.Label)
            .Field("url", c => c.Contact.Url.AsString())
            .Field("serviceType", (c, context) => c.Contact.ServiceType.IsNull
                ? null
                : context.Picture().FindServiceType(c.Contact.ServiceType.ToString()))
            .List<RecordList<DemarcheChannelView>, DemarcheChannelView>("channels", c => c.Contact.Channels)
            .List("situations", c => SituationsOf(c.Demarche, c.Contact.Situations)))
        .Object<DemarcheChannelView>("DemarcheChannel", channel => channel
            .Field("kind", c => c.Kind)
            .Field("value", c => c.Value)
            .Field("note", c => c.Note.OrNull()))
        .Object<PassageOf>("Passage", passage => passage
            .Field("heading", p => p.Passage.Heading.OrNull())
            .Field("level", p => p.Passage.Level)
            .Field("text", p => p.Passage.Text)
            .Field("situation", p => Find(p.Demarche, p.Passage.Situation)));

    private static Source SourceOf(DemarcheRecord demarche) => Sources.Of(demarche.Source.ToString());

    private static ServiceTypeRecord[] TypesOf(RecordList<JsonText> codes, Picture picture) =>
        [.. codes.Select(code => picture.FindServiceType(code.ToString())).OfType<ServiceTypeRecord>()];

    private static DemarcheRecord[] RelatedTo(DemarcheRecord demarche, Picture picture) =>
        [.. demarche.Related.SelectMany(id => picture.FindDemarches(id.Scheme.ToString(), id.Value.ToString()))
            .Where(other => other.Id != demarche.Id)
            .Distinct()];

    // What a case asks for: what everyone brings, and what it or a wider case names.
    private static DocumentOf[] DocumentsOf(DemarcheRecord demarche, string? situation)
    {
        if (situation is null)
        {
            return [.. demarche.RequiredDocuments.Select(document => new DocumentOf(demarche, document))];
        }

        return [.. DemarcheCases.DocumentsOf(demarche, PathTo(demarche, situation))
            .Select(document => new DocumentOf(demarche, document))];
    }

    /// <summary>The case of an argument <c>situation</c> with those above it; empty where none is given.</summary>
    public static IReadOnlyList<SituationView> PathTo(DemarcheRecord demarche, string? situation) =>
        situation is null ? []
        : demarche.PathTo(situation) is { Count: > 0 } path ? path
        : throw ContextExtensions.Wrong(
            "situation", $"Cette démarche n'a pas de situation « {Inputs.Shown(situation)} » : son champ « situations » les donne toutes.");

    // What everyone pays or waits, and what the case asked for, or a wider one, does; all where none is asked for.
    private static TOf[] InCase<TView, TOf>(
        DemarcheRecord demarche, ResolverContext context, RecordList<TView> items, Func<TView, JsonText> caseOf,
        Func<DemarcheRecord, TView, TOf> make)
        where TView : struct, IRecordView<TView>
    {
        var cases = context.Argument<string>("situation") is { } situation ? PathTo(demarche, situation) : null;
        return [.. items.Where(item => cases is null || DemarcheCases.Holds(caseOf(item), cases)).Select(item => make(demarche, item))];
    }

    private static SituationView[] SituationsOf(DemarcheRecord demarche, RecordList<JsonText> situations) =>
        [.. situations.Select(id => Find(demarche, id)).OfType<SituationView>()];

    private static SituationView? Find(DemarcheRecord demarche, JsonText situation) =>
        !situation.IsNull && demarche.PathTo(situation.ToString()) is [.., var found] ? found : null;

    /// <summary>A step with its démarche.</summary>
    private readonly record struct StepOf(DemarcheRecord Demarche, DemarcheStepView Step);

    /// <summary>A cost with its démarche.</summary>
    private readonly record struct CostOf(DemarcheRecord Demarche, DemarcheCostView Cost);

    /// <summary>A delay with its démarche.</summary>
    private readonly record struct DelayOf(DemarcheRecord Demarche, DemarcheDelayView Delay);

    /// <summary>An online service with its démarche.</summary>
    private readonly record struct ServiceOf(DemarcheRecord Demarche, OnlineServiceView Service);

    /// <summary>A passage with its démarche.</summary>
    private readonly record struct PassageOf(DemarcheRecord Demarche, PassageView Passage);
}

/// <summary>A required document with its démarche, which knows the cases.</summary>
internal readonly record struct DocumentOf(DemarcheRecord Demarche, RequiredDocumentView Document);

/// <summary>A contact with its démarche.</summary>
internal readonly record struct ContactOf(DemarcheRecord Demarche, DemarcheContactView Contact);

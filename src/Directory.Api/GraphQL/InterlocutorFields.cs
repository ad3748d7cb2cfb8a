using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Whom to turn to, for a démarche or a kind of service, from a commune or a postal code.</summary>
internal static class InterlocutorFields
{
    private const int UnitsOfACommune = 5;

    public static void Register(ResolverMap resolvers) => resolvers
        .Enum<InterlocutorOutcome>(
            "InterlocutorOutcome",
            (InterlocutorOutcome.Found, "FOUND"),
            (InterlocutorOutcome.NearestOnly, "NEAREST_ONLY"),
            (InterlocutorOutcome.OnlineOnly, "ONLINE_ONLY"),
            (InterlocutorOutcome.ContactOnly, "CONTACT_ONLY"),
            (InterlocutorOutcome.Nobody, "NOBODY"),
            (InterlocutorOutcome.ChooseCommune, "CHOOSE_COMMUNE"))
        .Enum<InterlocutorReason>(
            "CompetenceReason",
            (InterlocutorReason.Commune, "COMMUNE"),
            (InterlocutorReason.Departement, "DEPARTEMENT"),
            (InterlocutorReason.Region, "REGION"),
            (InterlocutorReason.National, "NATIONAL"),
            (InterlocutorReason.Nearest, "NEAREST"))
        .Object<AnswerAt>("InterlocutorAnswer", answer => answer
            .Field("outcome", a => a.Answer.Outcome)
            .Field("explanation", a => a.Answer.Explanation)
            .Field("commune", a => a.Answer.Commune)
            .List("choices", a => a.Answer.Choices)
            .List("interlocutors", a => a.Answer.Interlocutors.Select(item => new InterlocutorAt(item, a.At)).ToArray())
            .List("contacts", a => a.Answer.Contacts.Select(contact => new ContactOf(a.Answer.Demarche!, contact)).ToArray())
            .Field("demarche", a => a.Answer.Demarche))
        .Object<InterlocutorAt>("Interlocutor", interlocutor => interlocutor
            .Field("administration", i => i.Item.Record)
            .Field("serviceType", (i, context) => context.Picture().FindServiceType(i.Item.ServiceType))
            .Field("rank", i => i.Item.Rank)
            .Field("reason", i => i.Item.Reason)
            .Field("explanation", i => i.Item.Explanation)
            .Field("recommendedChannel", (i, context) => ChannelOf.Best(i.Item.Record, i.At, context.Request<DirectoryRequest>().Schools))
            .Field("openState", (i, context) => OpenStates.At(i.Item.Record, i.At, context.Request<DirectoryRequest>().Schools))
            .Field("distanceMeters", i => (int?)i.Item.DistanceMetres));

    /// <summary>The field of <c>Query</c>: exactly one of <c>demarche</c> and <c>serviceType</c>.</summary>
    public static AnswerAt Ask(Root root, ResolverContext context)
    {
        var picture = context.Picture();
        switch (context.Argument<string>("demarche"), context.Argument<string>("serviceType"))
        {
            case ({ } id, null):
                return AskFor(DemarcheLists.Required(picture, "demarche", id), context);
            case (null, { } type):
                if (context.Argument<string>("situation") is not null)
                {
                    throw ContextExtensions.Wrong(
                        "situation", "Une situation est celle d'une démarche : donnez « demarche », et non « serviceType ».");
                }

                var code = Inputs.ReadServiceType(picture, "serviceType", type);
                return Answer(context, (desk, commune) => desk.ForServiceType(code, commune));
            default:
                throw ContextExtensions.Wrong("demarche", "Donnez soit « demarche », soit « serviceType », mais pas les deux.");
        }
    }

    /// <summary>The field of <c>Demarche</c>.</summary>
    public static AnswerAt AskFor(DemarcheRecord demarche, ResolverContext context)
    {
        var cases = DemarcheFields.PathTo(demarche, context.Argument<string>("situation"));
        return Answer(context, (desk, commune) => desk.ForDemarche(demarche, commune, cases));
    }

    private static AnswerAt Answer(ResolverContext context, Func<InterlocutorDesk, InseeCode, InterlocutorAnswer> answer)
    {
        var request = context.Request<DirectoryRequest>();
        var at = context.Argument<Instant?>("at") ?? request.Now;
        var first = context.First(InterlocutorQuestion.MaxFirst);
        if (context.Argument<string>("postalCode") is { } shared)
        {
            // each of its communes is asked about
            context.Spend(
                UnitsOfACommune * request.Picture.Territories.CommunesOfPostalCode(Inputs.ReadPostalCode("postalCode", shared)).Count);
        }

        var desk = new InterlocutorDesk(request.Picture, at, first);
        var found = (context.Argument<string>("commune"), context.Argument<string>("postalCode")) switch
        {
            ({ } code, null) => answer(desk, PlaceArguments.ReadKnownCommune(request.Picture, "commune", code)),
            (null, { } code) => desk.ForPostalCode(Inputs.ReadPostalCode("postalCode", code), commune => answer(desk, commune)),
            _ => throw ContextExtensions.Wrong("commune", "Donnez soit « commune », soit « postalCode », mais pas les deux."),
        };
        request.Gaps.Note(found);
        return new AnswerAt(found, at);
    }
}

/// <summary>An answer for an instant.</summary>
internal sealed record AnswerAt(InterlocutorAnswer Answer, Instant At);

/// <summary>An interlocutor at an instant.</summary>
internal readonly record struct InterlocutorAt(Interlocutor Item, Instant At);

using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Orientation;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Where a lost usager should go, and why people turn to administrations.</summary>
internal static class OrientationFields
{
    // Each word is looked for in titles, texts and names of places.
    private const int CharactersAUnit = 1;

    public static void Register(ResolverMap resolvers) => resolvers
        .Query(query => query
            .Field("orient", (_, context) => Orient(context))
            .List("contactReasons", (_, _) => ContactReason.All))
        .Input("AnswerInput", input => new OrientationReply(input.Get<string>("question")!, input.Get<string>("choice")!))
        .Input("OrientationInput", input => new OrientationArgument(
            input.Get<string>("message"),
            input.Get<string>("demarche"),
            input.Get<string>("commune"),
            input.List<OrientationReply>("answers"),
            input.Get<Instant?>("at")))
        .Object<OrientationAt>("Orientation", orientation => orientation
            .Field("reformulation", o => o.Answer.Reformulation)
            .List("candidates", o => o.Answer.Candidates)
            .Field("demarche", o => o.Answer.Demarche)
            .Field("commune", o => o.Answer.Commune)
            .Field("question", o => o.Answer.Question)
            .List(
                "interlocutors",
                o => o.Answer.Interlocutors is { } found
                    ? found.Interlocutors.Select(item => new InterlocutorAt(item, o.At)).ToArray()
                    : [])
            .List(
                "requiredDocuments",
                o => o.Answer.RequiredDocuments.Select(document => new DocumentOf(o.Answer.Demarche!, document)).ToArray())
            .Field("advice", o => o.Answer.Advice)
            .Field("memo", o => o.Answer.Memo))
        .Object<DemarcheCandidate>("DemarcheCandidate", candidate => candidate
            .Field("demarche", c => c.Demarche)
            .Field("score", c => c.Score)
            .List("because", c => c.Because))
        .Object<ClosedQuestion>("ClosedQuestion", question => question
            .Field("key", q => q.Id)
            .Field("text", q => q.Text)
            .List("choices", q => q.Choices))
        .Object<ClosedAnswer>("Choice", choice => choice
            .Field("key", c => c.Id)
            .Field("label", c => c.Label))
        .Object<OrientationMemo>("Memo", memo => memo
            .Field("subject", m => m.Subject)
            .Field("text", m => m.Text))
        .Object<ContactReason>("ContactReason", reason => reason
            .Field("id", Nodes.IdOf)
            .Field("label", r => r.Label)
            .List("children", r => r.Children));

    private static OrientationAt Orient(ResolverContext context)
    {
        var (request, input) = (context.Request<DirectoryRequest>(), context.Argument<OrientationArgument>("input")!);
        Check(input);
        context.Spend((input.Message?.Length ?? 0) / CharactersAUnit);
        var at = input.At ?? request.Now;
        try
        {
            var answer = new OrientationDesk(request.Picture).Orient(new OrientationRequest
            {
                Message = input.Message,
                Demarche = input.Demarche is { } id ? DemarcheLists.Required(request.Picture, "demarche", id) : null,
                Commune = input.Commune is { } code ? PlaceArguments.ReadKnownCommune(request.Picture, "commune", code) : null,
                Replies = input.Answers,
                At = at,
                Schools = request.Schools,
            });
            if (answer.Interlocutors is { } interlocutors)
            {
                request.Gaps.Note(interlocutors);
            }

            return new OrientationAt(answer, at);
        }
        catch (OrientationReplyException e)
        {
            throw ContextExtensions.Wrong("answers", e.Message);
        }
    }

    private static void Check(OrientationArgument input)
    {
        if (string.IsNullOrWhiteSpace(input.Message) && input.Demarche is null)
        {
            throw ContextExtensions.Wrong("message", "Donnez le message de l'usager, ou la démarche si elle est connue.");
        }

        if (input.Message?.Length > OrientationRequest.MaxMessageLength)
        {
            throw ContextExtensions.Wrong(
                "message",
                $"Le message compte {input.Message.Length} caractères, le maximum est de {OrientationRequest.MaxMessageLength} : gardez la demande elle-même.");
        }

        if (input.Answers.Count > OrientationRequest.MaxAnswers)
        {
            throw ContextExtensions.Wrong(
                "answers", $"« answers » compte {input.Answers.Count} réponses : {OrientationRequest.MaxAnswers} au maximum.");
        }
    }

    /// <summary>The input as given.</summary>
    private sealed record OrientationArgument(
        string? Message, string? Demarche, string? Commune, IReadOnlyList<OrientationReply> Answers, Instant? At);

    /// <summary>An answer for an instant.</summary>
    private sealed record OrientationAt(OrientationAnswer Answer, Instant At);
}

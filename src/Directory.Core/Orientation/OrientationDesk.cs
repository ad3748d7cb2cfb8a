using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Orientation;

/// <summary>
/// Leads a lost usager to the right door: from a message in plain French or a démarche, one closed question at a time, to
/// interlocutors, documents and a memo. Pure: the same picture and request give the same answer, and nothing is kept.
/// </summary>
/// <param name="picture">What is published.</param>
public sealed class OrientationDesk(Picture picture)
{
    // In this order. Scripts that editors write (kind orientation_script) are to be another source, before these.
    private readonly IQuestionSource[] _sources = [new DemarcheQuestions(), new SituationQuestions(), new CommuneQuestions(picture)];

    /// <exception cref="OrientationReplyException">A reply is none of the choices of its question.</exception>
    public OrientationAnswer Orient(OrientationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var state = Begin(request);
        ClosedQuestion? question;
        while (true)
        {
            (var source, question) = Next(state);
            if (question is null || request.Replies.LastOrDefault(reply => reply.Question == question.Id) is not { } reply)
            {
                break;
            }

            state = source!.Answer(state, question, reply.Choice) ?? throw new OrientationReplyException(question, reply.Choice);
        }

        return Answer(request, state, question);
    }

    private OrientationState Begin(OrientationRequest request)
    {
        var message = UsagerMessage.Read(request.Message);
        var mentions = PlaceReader.Read(picture.Territories, message.Text, isQuery: false);
        var place = request.Commune is { } code
            ? NamedCommunes.Nowhere with { Commune = picture.Territories.CurrentCommune(code) }
            : NamedCommunes.Of(mentions);
        var service = request.Demarche is null ? ServiceWanted.In(message, mentions, picture) : null;
        var candidates = request.Demarche is { } known
            ? [new DemarcheCandidate(known, 1, () => ["Démarche choisie"])]
            : service is { IsAll: true } ? [] : DemarcheCandidates.Find(picture, message);
        return new OrientationState
        {
            Message = message,
            Candidates = candidates,
            Demarche = request.Demarche ?? DemarcheCandidates.Certain(candidates, message),
            NamedService = service?.Type,
            Commune = place.Commune,
            NamedCommunes = place.Named,
            Departement = place.Departement,
        };
    }

    // Each answer settles something that its source does not ask again, so that this ends.
    private (IQuestionSource? Source, ClosedQuestion? Question) Next(OrientationState state)
    {
        foreach (var source in _sources)
        {
            if (source.Next(state) is { } question)
            {
                return (source, question);
            }
        }

        return (null, null);
    }

    private OrientationAnswer Answer(OrientationRequest request, OrientationState state, ClosedQuestion? question)
    {
        var interlocutors = InterlocutorsOf(request, state);
        var documents = state.Demarche is { } demarche ? DemarcheCases.DocumentsOf(demarche, state.Situations) : [];
        return new OrientationAnswer
        {
            Reformulation = OrientationSentences.Reformulation(state),
            Candidates =
                state.Demarche is { } taken ? [.. state.Candidates.Where(candidate => candidate.Demarche.Id == taken.Id)] : state.Offered(),
            Demarche = state.Demarche,
            Commune = state.Commune,
            Question = question,
            Interlocutors = interlocutors,
            RequiredDocuments = documents,
            Advice = OrientationSentences.Advice(state, interlocutors, question),
            Memo = MemoWriter.Write(state, interlocutors, documents, request),
        };
    }

    private InterlocutorAnswer? InterlocutorsOf(OrientationRequest request, OrientationState state)
    {
        if (state.Served is not { } commune)
        {
            return null;
        }

        var desk = new InterlocutorDesk(picture, request.At, OrientationRequest.MaxInterlocutors);
        return state switch
        {
            { Demarche: { } demarche } => desk.ForDemarche(demarche, commune, state.Situations),
            { ServiceType: { } type } => desk.ForServiceType(type.Document.Code, commune),
            _ => null,
        };
    }
}

using NodaTime.Extensions;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Desk;
using PublicDirectory.Core.Orientation;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Extranet.Desk;

/// <summary>An administration that may be the right one.</summary>
/// <param name="Id">Of the entry.</param>
/// <param name="Name">Its name.</param>
/// <param name="Why">Why it is proposed, in French; null where the agent looked for it.</param>
/// <param name="Mail">Where a message can be forwarded to; null where it takes none.</param>
/// <param name="Phone">Its first number for the public; null where it has none.</param>
internal sealed record Suggestion(Guid Id, string Name, string? Why, string? Mail, string? Phone)
{
    public ForwardTarget? Target => Mail is null ? null : new ForwardTarget(Id, Name, Mail);
}

/// <summary>What is proposed beside a message.</summary>
/// <param name="Answer">Of the orientation: démarche, question, memo.</param>
/// <param name="Places">Whom to turn to, best first.</param>
/// <param name="FoundPlaces">Administrations that the agent looked for.</param>
/// <param name="FoundDemarches">Démarches that the agent looked for.</param>
internal sealed record Proposal(
    OrientationAnswer Answer, IReadOnlyList<Suggestion> Places, IReadOnlyList<Suggestion> FoundPlaces,
    IReadOnlyList<DemarcheRecord> FoundDemarches);

/// <summary>Proposes interlocutors for a message, by what is published.</summary>
internal sealed class Suggestions(DeskPicture pictures, TimeProvider clock)
{
    private const int MaxReplies = OrientationRequest.MaxAnswers;

    /// <summary>Null while what is published is being loaded.</summary>
    /// <param name="open">The message, with what agents said of it.</param>
    /// <param name="replies">To closed questions: <c>question|choice</c>; those that fit no question any more are passed over.</param>
    /// <param name="search">Words to look for; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Proposal?> ForAsync(
        OpenConversation open, IReadOnlyList<string> replies, string? search, CancellationToken cancellationToken)
    {
        if (await pictures.ReadAsync(cancellationToken) is not { } picture)
        {
            return null;
        }

        var text = $"{open.Conversation.Subject}\n{open.Text}";
        var request = new OrientationRequest
        {
            Message = text.Length > OrientationRequest.MaxMessageLength ? text[..OrientationRequest.MaxMessageLength] : text,
            Demarche = open.Conversation.DemarcheId is { } id ? picture.FindDemarche(id) : null,
            Commune = InseeCode.TryParse(open.Conversation.CommuneCode ?? "", out var code) ? code : null,
            Replies = [.. replies.Select(reply => reply.Split('|', 2)).Where(parts => parts.Length == 2).Take(MaxReplies)
                .Select(parts => new OrientationReply(parts[0], parts[1]))],
            At = clock.GetCurrentInstant(),
        };
        var answer = Orient(picture, request);
        var hits = Search(picture, search);
        return new Proposal(
            answer,
            [.. (answer.Interlocutors?.Interlocutors ?? []).Select(item => Of(item.Record, item.Explanation))],
            [.. hits.Where(hit => hit.Kind is SearchKind.Administration).Select(hit => picture.Find(hit.Id)).OfType<AdministrationRecord>()
                .Select(record => Of(record, null))],
            [.. hits.Where(hit => hit.Kind is SearchKind.Demarche).Select(hit => picture.FindDemarche(hit.Id)).OfType<DemarcheRecord>()]);
    }

    /// <summary>An administration as it is published now; null where there is none.</summary>
    public async Task<Suggestion?> FindAsync(Guid entry, CancellationToken cancellationToken) =>
        (await pictures.ReadAsync(cancellationToken))?.Find(entry) is { } record ? Of(record, null) : null;

    /// <summary>Whether there is such a démarche.</summary>
    public async Task<bool> IsDemarcheAsync(Guid demarche, CancellationToken cancellationToken) =>
        (await pictures.ReadAsync(cancellationToken))?.FindDemarche(demarche) is not null;

    // A reply that is none of the choices is an old address: the questions begin anew.
    private static OrientationAnswer Orient(Picture picture, OrientationRequest request)
    {
        var desk = new OrientationDesk(picture);
        try
        {
            return desk.Orient(request);
        }
        catch (OrientationReplyException)
        {
            return desk.Orient(request with { Replies = [] });
        }
    }

    private static IReadOnlyList<SearchHit> Search(Picture picture, string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? [] : picture.Find(new SearchQuery { Text = text, First = 8 }).Hits;
        }
        catch (SearchQueryException)
        {
            return []; // signs only
        }
    }

    // The line for agents before the public's; an address that cannot be written to is none.
    private static Suggestion Of(AdministrationRecord record, string? why) => new(
        record.Id,
        record.Name.ToString(),
        why,
        record.Channels.Where(channel => channel.Kind == ChannelKind.Email).OrderBy(channel => channel.Audience != ChannelAudience.Agent)
            .Select(channel => PastedMail.Address(channel.Value.ToString())).FirstOrDefault(mail => mail is not null),
        record.Channels.Where(channel => channel.Kind == ChannelKind.Phone && channel.Audience == ChannelAudience.Public)
            .Select(channel => PhoneNumber.Shown(channel.Value.ToString())).FirstOrDefault());
}

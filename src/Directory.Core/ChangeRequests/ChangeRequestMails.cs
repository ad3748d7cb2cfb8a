using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Outbox;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests;

/// <summary>The mails of the workflow: to whom, and in which words.</summary>
internal static class ChangeRequestMails
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    public static async Task SubmittedAsync(ChangeWork work, ChangeRequest request, EntryFacts entry, CancellationToken cancellationToken)
    {
        var author = await NameAsync(work, request.AuthorId, cancellationToken);
        await ToApproversAsync(
            work, request, entry, $"À valider : {entry.Name}",
            $"""
            {author} propose une modification de la fiche « {entry.Name} » ({Blocks(request)}).
            {Quote(request.Message)}
            Pour l'examiner :
            {Link(work, $"validations/{request.Id}")}
            """,
            isPressing: false, cancellationToken);
    }

    public static Task DecidedAsync(ChangeWork work, ChangeRequest request, EntryFacts entry, string? comment, CancellationToken cancellationToken, int others = 0)
    {
        var (subject, sentence) = request.State switch
        {
            ChangeRequestState.Published => ($"Publiée : {entry.Name}", "a été validée. Elle est publiée."),
            ChangeRequestState.Approved => ($"Programmée : {entry.Name}", $"a été validée. Elle sera publiée le {Date(request.EffectiveAt!.Value)}."),
            ChangeRequestState.Returned => ($"À corriger : {entry.Name}", "est à corriger."),
            ChangeRequestState.Rejected => ($"Refusée : {entry.Name}", "a été refusée."),
            ChangeRequestState.Superseded => ($"Sans objet : {entry.Name}", "n'a plus d'objet : la fiche dit déjà la même chose, ou elle a été retirée."),
            ChangeRequestState.Confirmed => ($"Relue : {entry.Name}", "publiée en urgence a été relue."),
            ChangeRequestState.Reverted => ($"Annulée : {entry.Name}", "publiée en urgence a été annulée. Le contenu précédent est de retour."),
            _ => ($"Terminée : {entry.Name}", "est arrivée à son terme."),
        };
        return work.MailAsync(
            [new OutboxMail(
                request.AuthorId,
                subject,
                $"""
                Votre modification de la fiche « {entry.Name} »{AndOthers(others)} {sentence}
                {Quote(comment)}
                {Link(work, request.IsUrgent ? $"urgences/{request.ActionId}" : $"demandes/{request.Id}")}
                """)],
            cancellationToken);
    }

    /// <summary>One mail to each approver of at least one of the entries, whatever their number.</summary>
    public static async Task PublishedUrgentlyAsync(
        ChangeWork work, IReadOnlyList<(ChangeRequest Request, EntryFacts Entry)> published, CancellationToken cancellationToken)
    {
        var author = await NameAsync(work, published[0].Request.AuthorId, cancellationToken);
        var theirs = new SortedDictionary<Guid, List<(ChangeRequest Request, EntryFacts Entry)>>();
        foreach (var item in published)
        {
            var approvers = await HoldersAsync(
                work, item.Entry, AccessRight.Approve, EntryAction.Approve, item.Request.Blocks, cancellationToken);
            foreach (var approver in approvers.Where(approver => approver != item.Request.AuthorId))
            {
                theirs.TryAdd(approver, []);
                theirs[approver].Add(item);
            }
        }

        var mails = theirs.Select(pair =>
        {
            var (request, entry) = pair.Value[0];
            var also = AndOthers(pair.Value.Count - 1);
            return new OutboxMail(
                pair.Key,
                $"Urgent, à relire : {entry.Name}",
                $"""
                {author} a publié en urgence une modification de la fiche « {entry.Name} »{also} ({Blocks(request)}).
                Motif : {request.Reason}
                Fin prévue : {Date(request.EndsAt!.Value)}.
                À relire avant le {Date(request.ReviewDueAt!.Value)} :
                {Review(work, request)}
                """,
                IsPressing: true);
        });
        await work.MailAsync([.. mails], cancellationToken);
    }

    public static Task ReminderAsync(ChangeWork work, ChangeRequest request, EntryFacts entry, CancellationToken cancellationToken) =>
        ToApproversAsync(
            work, request, entry, $"Rappel, à relire : {entry.Name}",
            $"""
            La modification publiée en urgence sur la fiche « {entry.Name} » n'a pas encore été relue.
            À relire avant le {Date(request.ReviewDueAt!.Value)} :
            {Review(work, request)}
            """,
            isPressing: true, cancellationToken, alsoTheAuthor: !request.IsEndUnknown); // who is asked anyway

    /// <summary>To an author who could not tell the end: does it still hold?</summary>
    public static Task AskAsync(ChangeWork work, ChangeRequest request, EntryFacts entry, int others, CancellationToken cancellationToken) =>
        work.MailAsync(
            [new OutboxMail(
                request.AuthorId,
                $"Toujours d'actualité ? {entry.Name}",
                $"""
                Ce que vous avez publié en urgence sur la fiche « {entry.Name} »{AndOthers(others)} est toujours affiché au public.
                Sans nouvelle de vous, cette publication prendra fin le {Date(request.EndsAt!.Value)}.
                Pour la prolonger ou y mettre fin :
                {Link(work, $"urgences/{request.ActionId}")}
                """,
                IsPressing: true)],
            cancellationToken);

    public static Task EscalationAsync(ChangeWork work, ChangeRequest request, EntryFacts entry, CancellationToken cancellationToken) =>
        ToApproversAsync(
            work, request, entry, $"Non relue dans le délai : {entry.Name}",
            $"""
            La modification publiée en urgence sur la fiche « {entry.Name} » n'a été relue par personne dans le délai.
            Elle reste publiée jusqu'au {Date(request.EndsAt!.Value)}, puis le contenu précédent reviendra.
            {Review(work, request)}
            """,
            isPressing: true, cancellationToken, alsoTheAuthor: true, alsoAdministrators: true);

    public static Task NotReturnedAsync(ChangeWork work, ChangeRequest request, EntryFacts entry, CancellationToken cancellationToken) =>
        ToApproversAsync(
            work, request, entry, $"À corriger à la main : {entry.Name}",
            $"""
            Une modification de la fiche « {entry.Name} » est arrivée à son terme, mais le contenu précédent n'a pas pu être rétabli :
            la fiche a trop changé depuis. Vérifiez-la et corrigez-la.
            {Link(work, $"fiches/{request.EntryId}/historique")}
            """,
            isPressing: true, cancellationToken, alsoTheAuthor: true);

    private static async Task ToApproversAsync(
        ChangeWork work, ChangeRequest request, EntryFacts entry, string subject, string body, bool isPressing,
        CancellationToken cancellationToken, bool alsoTheAuthor = false, bool alsoAdministrators = false)
    {
        var to = await HoldersAsync(work, entry, AccessRight.Approve, EntryAction.Approve, request.Blocks, cancellationToken);
        if (alsoAdministrators)
        {
            to.UnionWith(await HoldersAsync(work, entry, AccessRight.Administer, EntryAction.Administer, [], cancellationToken));
        }

        to.Remove(request.AuthorId);
        if (alsoTheAuthor)
        {
            to.Add(request.AuthorId);
        }

        await work.MailAsync([.. to.Order().Select(account => new OutboxMail(account, subject, body, isPressing))], cancellationToken);
    }

    /// <summary>Those whose grants let them do this to the blocks of an entry.</summary>
    internal static async Task<HashSet<Guid>> HoldersAsync(
        ChangeWork work, EntryFacts entry, AccessRight right, EntryAction action, IReadOnlyList<string> blocks, CancellationToken cancellationToken)
    {
        var grants = await work.ReadHoldersAsync(right, cancellationToken);
        return grants.Where(holder =>
            Habilitation.Decide(holder, holder.Key, action, entry, null, blocks, work.Now).IsAllowed).Select(holder => holder.Key).ToHashSet();
    }

    private static async Task<string> NameAsync(ChangeWork work, Guid account, CancellationToken cancellationToken) =>
        await work.Connection.ScalarAsync<string>("select name from accounts where id = $1", cancellationToken, account) ?? "Une personne";

    private static string Blocks(ChangeRequest request) => request.Operation switch
    {
        ChangeOperation.Create => "nouvelle fiche",
        ChangeOperation.Remove => "retrait de la fiche",
        ChangeOperation.Restore => "rétablissement de la fiche",
        _ => string.Join(", ", request.Blocks.Select(BlockNames.Of)),
    };

    private static string AndOthers(int others) => others switch
    {
        0 => "",
        1 => " et une autre fiche",
        _ => string.Create(French, $" et {others} autres fiches"),
    };

    private static Uri Review(ChangeWork work, ChangeRequest request) => Link(work, $"validations/{request.Id}/urgence");

    private static string Quote(string? words) => string.IsNullOrWhiteSpace(words) ? "" : $"« {words.Trim()} »\n";

    private static string Date(Instant at) => at.InZone(Paris).ToString("dddd d MMMM yyyy 'à' H 'h' mm", French) + " (heure de Paris)";

    private static Uri Link(ChangeWork work, string path) => new(work.Options.ExtranetUrl, $"/extranet/{path}");
}

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

    public static async Task SubmittedAsync(ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken)
    {
        var author = await NameAsync(work, request.AuthorId, cancellationToken);
        await ToApproversAsync(
            work, request, touched, $"À valider : {touched.Entry.Name}",
            $"""
            {author} propose une modification de la fiche « {touched.Entry.Name} » ({Blocks(request)}).
            {Quote(request.Message)}
            Pour l'examiner :
            {Link(work, $"validations/{request.Id}")}
            """,
            isPressing: false, cancellationToken);
    }

    public static Task DecidedAsync(
        ChangeWork work, ChangeRequest request, Touched touched, string? comment, CancellationToken cancellationToken, int others = 0)
    {
        var (subject, sentence) = request.State switch
        {
            ChangeRequestState.Published => ($"Publiée : {touched.Entry.Name}", "a été validée. Elle est publiée."),
            ChangeRequestState.Approved =>
                ($"Programmée : {touched.Entry.Name}", $"a été validée. Elle sera publiée le {Date(request.EffectiveAt!.Value)}."),
            ChangeRequestState.Returned => ($"À corriger : {touched.Entry.Name}", "est à corriger."),
            ChangeRequestState.Rejected => ($"Refusée : {touched.Entry.Name}", "a été refusée."),
            ChangeRequestState.Superseded =>
                ($"Sans objet : {touched.Entry.Name}", "n'a plus d'objet : la fiche dit déjà la même chose, ou elle a été retirée."),
            ChangeRequestState.Confirmed => ($"Relue : {touched.Entry.Name}", "publiée en urgence a été relue."),
            ChangeRequestState.Reverted =>
                ($"Annulée : {touched.Entry.Name}", "publiée en urgence a été annulée. Le contenu précédent est de retour."),
            _ => ($"Terminée : {touched.Entry.Name}", "est arrivée à son terme."),
        };
        return work.MailAsync(
            [new OutboxMail(
                request.AuthorId,
                subject,
                $"""
                Votre modification de la fiche « {touched.Entry.Name} »{AndOthers(others)} {sentence}
                {Quote(comment)}
                {Link(work, request.IsUrgent ? $"urgences/{request.ActionId}" : $"demandes/{request.Id}")}
                """)],
            cancellationToken);
    }

    /// <summary>
    /// To those who may decide on a scheduled request again, to who did and to its author: it was not published at its date.
    /// </summary>
    public static async Task RequeuedAsync(
        ChangeWork work, ChangeRequest request, Guid decidedBy, Touched touched, string reason, CancellationToken cancellationToken)
    {
        var subject = $"Non publiée à sa date : {touched.Entry.Name}";
        await ToApproversAsync(
            work, request, touched, subject,
            $"""
            La modification de la fiche « {touched.Entry.Name} » ({Blocks(request)}) devait être publiée le {Date(request.EffectiveAt ?? work.Now)}. Elle ne l'a pas été.
            {reason}
            Pour l'examiner :
            {Link(work, $"validations/{request.Id}")}
            """,
            isPressing: true, cancellationToken);
        var deciding = await HoldersAsync(work, touched, AccessRight.Approve, EntryAction.Approve, cancellationToken);
        await work.MailAsync(
            [.. new[] { request.AuthorId, decidedBy }.Where(account => account == request.AuthorId
                || !deciding.Contains(account)).Select(account => new OutboxMail(
                account,
                subject,
                $"""
                La modification de la fiche « {touched.Entry.Name} » n'a pas été publiée à sa date : elle attend une nouvelle validation.
                {reason}
                {Link(work, $"demandes/{request.Id}")}
                """))],
            cancellationToken);
    }

    /// <summary>One mail to each approver of at least one of the entries, whatever their number.</summary>
    public static async Task PublishedUrgentlyAsync(
        ChangeWork work, IReadOnlyList<(ChangeRequest Request, Touched Touched)> published, CancellationToken cancellationToken)
    {
        var author = await NameAsync(work, published[0].Request.AuthorId, cancellationToken);
        var theirs = new SortedDictionary<Guid, List<(ChangeRequest Request, Touched Touched)>>();
        foreach (var item in published)
        {
            var approvers = await HoldersAsync(work, item.Touched, AccessRight.Approve, EntryAction.Approve, cancellationToken);
            foreach (var approver in approvers.Where(approver => approver != item.Request.AuthorId))
            {
                theirs.TryAdd(approver, []);
                theirs[approver].Add(item);
            }
        }

        var mails = theirs.Select(pair =>
        {
            var (request, touched) = pair.Value[0];
            var also = AndOthers(pair.Value.Count - 1);
            return new OutboxMail(
                pair.Key,
                $"Urgent, à relire : {touched.Entry.Name}",
                $"""
                {author} a publié en urgence une modification de la fiche « {touched.Entry.Name} »{also} ({Blocks(request)}).
                Motif : {request.Reason}
                Fin prévue : {Date(request.EndsAt!.Value)}.
                À relire avant le {Date(request.ReviewDueAt!.Value)} :
                {Review(work, request)}
                """,
                IsPressing: true);
        });
        await work.MailAsync([.. mails], cancellationToken);
    }

    public static Task ReminderAsync(ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken) =>
        ToApproversAsync(
            work, request, touched, $"Rappel, à relire : {touched.Entry.Name}",
            $"""
            La modification publiée en urgence sur la fiche « {touched.Entry.Name} » n'a pas encore été relue.
            À relire avant le {Date(request.ReviewDueAt!.Value)} :
            {Review(work, request)}
            """,
            isPressing: true, cancellationToken, alsoTheAuthor: !request.IsEndUnknown); // who is asked anyway

    /// <summary>To an author who could not tell the end: does it still hold?</summary>
    public static Task AskAsync(ChangeWork work, ChangeRequest request, Touched touched, int others, CancellationToken cancellationToken) =>
        work.MailAsync(
            [new OutboxMail(
                request.AuthorId,
                $"Toujours d'actualité ? {touched.Entry.Name}",
                $"""
                Ce que vous avez publié en urgence sur la fiche « {touched.Entry.Name} »{AndOthers(others)} est toujours affiché au public.
                Sans nouvelle de vous, cette publication prendra fin le {Date(request.EndsAt!.Value)}.
                Pour la prolonger ou y mettre fin :
                {Link(work, $"urgences/{request.ActionId}")}
                """,
                IsPressing: true)],
            cancellationToken);

    public static Task EscalationAsync(ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken) =>
        ToApproversAsync(
            work, request, touched, $"Non relue dans le délai : {touched.Entry.Name}",
            $"""
            La modification publiée en urgence sur la fiche « {touched.Entry.Name} » n'a été relue par personne dans le délai.
            Elle reste publiée jusqu'au {Date(request.EndsAt!.Value)}, puis le contenu précédent reviendra.
            {Review(work, request)}
            """,
            isPressing: true, cancellationToken, alsoTheAuthor: true, alsoAdministrators: true);

    public static Task NotReturnedAsync(ChangeWork work, ChangeRequest request, Touched touched, CancellationToken cancellationToken) =>
        ToApproversAsync(
            work, request, touched, $"À corriger à la main : {touched.Entry.Name}",
            $"""
            Une modification de la fiche « {touched.Entry.Name} » est arrivée à son terme, mais le contenu précédent n'a pas pu être rétabli :
            la fiche a trop changé depuis. Vérifiez-la et corrigez-la.
            {Link(work, $"fiches/{request.EntryId}/historique")}
            """,
            isPressing: true, cancellationToken, alsoTheAuthor: true);

    private static async Task ToApproversAsync(
        ChangeWork work, ChangeRequest request, Touched touched, string subject, string body, bool isPressing,
        CancellationToken cancellationToken, bool alsoTheAuthor = false, bool alsoAdministrators = false)
    {
        var to = await HoldersAsync(work, touched, AccessRight.Approve, EntryAction.Approve, cancellationToken);
        if (alsoAdministrators)
        {
            to.UnionWith(await HoldersAsync(work, touched, AccessRight.Administer, EntryAction.Administer, cancellationToken));
        }

        to.Remove(request.AuthorId);
        if (alsoTheAuthor)
        {
            to.Add(request.AuthorId);
        }

        await work.MailAsync([.. to.Order().Select(account => new OutboxMail(account, subject, body, isPressing))], cancellationToken);
    }

    /// <summary>Those whose grants let them do this.</summary>
    internal static async Task<HashSet<Guid>> HoldersAsync(
        ChangeWork work, Touched touched, AccessRight right, EntryAction action, CancellationToken cancellationToken)
    {
        var grants = await work.ReadHoldersAsync(right, cancellationToken);
        return grants.Where(holder =>
            Habilitation.Decide(holder, holder.Key, action, touched, null, work.Now).IsAllowed).Select(holder => holder.Key).ToHashSet();
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

    private static Uri Link(ChangeWork work, string path) => new(work.Options.ExtranetUrl(), $"/extranet/{path}");
}

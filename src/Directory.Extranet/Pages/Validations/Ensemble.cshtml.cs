using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Requests;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>
/// The requests that an author sent by one gesture, five closures for instance, seen on one page and approved by one gesture.
/// </summary>
internal sealed class EnsembleModel(ChangeRequestLists lists, Comparer comparer, Approvals approvals) : RequestPageModel(lists)
{
    // What a person can look at, and a page can hold.
    private const int Shown = 25;

    /// <summary>One of them, with what it changes.</summary>
    public sealed record Item(ChangeRequestDetail Detail, IReadOnlyList<ComparedBlock> Blocks)
    {
        public string Value => $"{Detail.Line.Request.Id}:{Detail.Line.Request.Revision}";
    }

    /// <summary>Those that the agent may approve.</summary>
    public IReadOnlyList<Item> Items { get; private set; } = [];

    /// <summary>How many more of them wait.</summary>
    public long Others { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await RefuseAsync(EntryAction.Approve) is { } refusal)
        {
            return refusal.Code == Habilitation.WrongState ? LocalRedirect("/extranet/validations") : this.Refuse(refusal);
        }

        var page = await Lists.ReadAsync(
            Agent.Id, ChangeRequestTab.ToApprove, 0, Shown, Aborted, new ChangeRequestFilter { ActionId = ChangeRequest.ActionId });
        var items = new List<Item>();
        foreach (var line in page.Lines.Where(line => line.Request.AuthorId == ChangeRequest.AuthorId))
        {
            if (await Lists.FindAsync(Agent.Id, line.Request.Id, Aborted) is { } detail)
            {
                items.Add(new Item(
                    detail,
                    await comparer.CompareAsync(line.Request.Kind, detail.Change.Before, detail.Change.After, changesOnly: true, Aborted)));
            }
        }

        (Items, Others) =
            ([.. items.OrderBy(item => item.Detail.Line.EntryName, StringComparer.CurrentCulture)], page.Total - page.Lines.Count);
        ViewData.Head($"Examiner {Items.Count} demandes", new("Validations", "/extranet/validations"), new("Examiner ensemble"));
        return Page();
    }

    /// <param name="demande">Requests with the revision shown: <c>id:3</c>.</param>
    public async Task<IActionResult> OnPostAsync(string[] demande)
    {
        var chosen = demande.Select(Read).OfType<(Guid Id, int Revision)>().Distinct().Take(Shown).ToList();
        if (await RefuseAsync(EntryAction.Approve) is { Code: not Habilitation.WrongState } refusal)
        {
            return this.Refuse(refusal);
        }

        if (chosen.Count == 0)
        {
            TempData.Refuse("Cochez au moins une demande.");
            return LocalRedirect($"/extranet/validations/{ChangeRequest.Id}/ensemble");
        }

        var outcomes = await approvals.ApproveAsync(Agent.Id, chosen, Aborted);
        var done = outcomes.Count(outcome => outcome.IsDone);
        var (waiting, gone, unseen) = (new List<string>(), new List<string>(), 0);
        foreach (var ((id, _), outcome) in chosen.Zip(outcomes).Where(pair => !pair.Second.IsDone))
        {
            switch (await Lists.FindAsync(Agent.Id, id, Aborted))
            {
                case null: // nothing is said of a request that the agent may not see
                    unseen++;
                    break;
                case { Line: { Request.State: ChangeRequestState.Submitted } line }:
                    waiting.Add($"{line.EntryName} : {Reason(outcome)}");
                    break;
                case var decided: // by someone else, meanwhile
                    gone.Add(decided.Line.EntryName);
                    break;
            }
        }

        var said =
            done switch { 0 =>
                "Rien n'a été validé.", 1 => "1 demande validée.", _ => $"{done} demandes validées, et leur auteur prévenu en une fois." };
        if (done == outcomes.Count)
        {
            TempData.Say(said);
        }
        else
        {
            TempData.Warn(string.Join(' ', new[]
            {
                said,
                waiting.Count == 0 ? null : $"Restent dans la file : {string.Join(" ; ", waiting)}.",
                gone.Count == 0 ? null : $"Ne sont plus à valider : {string.Join(", ", gone)}.",
                unseen == 0 ? null
                    : unseen == 1 ? "Une demande n'est pas, ou plus, à valider par vous."
                    : $"{unseen} demandes ne sont pas, ou plus, à valider par vous.",
            }.OfType<string>()));
        }

        return LocalRedirect("/extranet/validations");
    }

    private static (Guid Id, int Revision)? Read(string value) =>
        value.Split(':') is [var id, var revision] && Guid.TryParse(id, out var request)
            && int.TryParse(revision, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (request, number)
            : null;

    private static string Reason(ChangeOutcome outcome) =>
        outcome.Refusal?.Message.TrimEnd('.')
            ?? (outcome.Errors is [var error, ..] ? error.Message.TrimEnd('.') : null)
            ?? "une autre version vient de changer les mêmes rubriques";
}

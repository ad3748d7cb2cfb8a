using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Editing.Hours;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Takes a line of « Fermetures et horaires exceptionnels » away, in the agent's draft.</summary>
internal sealed class SupprimerModel(EntryDesk desk) : EntryPageModel(desk)
{
    private protected override WorkingEntry For(WorkingEntry entry) => entry.For(Sections.Exceptions.Blocks);

    public ExceptionEntry Line { get; private set; } = null!;

    private string Key => (string)RouteData.Values["key"]!;

    public void OnGet() => Head("Supprimer une fermeture");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = ExceptionEntry.Replace((AdministrationDocument)Entry.Document!, Line, null);
        var outcome = await Desk.KeepAsync(Agent.Id, Entry, changed, $"{Sections.Exceptions.Slug}:{Key}", null, cancellationToken);
        if (this.Answer(outcome) is { } answer)
        {
            return answer;
        }

        TempData.Say("Ligne supprimée de votre brouillon.");
        return LocalRedirect(Sections.Exceptions.PathOf(Entry.EntryId));
    }

    private protected override IActionResult? Begin()
    {
        if (Desk.Refuse(Agent.Id, Entry, Entry.IsNew ? EntryAction.Create : EntryAction.Propose, Sections.Exceptions.Blocks) is { } refusal)
        {
            return this.Refuse(refusal);
        }

        var line = Entry.Document is AdministrationDocument document
            ? ExceptionEntry.Of(document).FirstOrDefault(entry => entry.Key == Key && entry.Notice is not { SuspendsReception: true })
            : null;
        Line = line!;
        return line is null
            ? this.Refuse(
                new Refusal(ChangeOutcome.NotFound, "Cette ligne a été modifiée ou supprimée : revenez à la liste des fermetures."))
            : null;
    }
}

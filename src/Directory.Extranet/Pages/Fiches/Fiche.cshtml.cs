using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The entry as it is published, and everything that one may do with it.</summary>
internal sealed class FicheModel(EntryDesk desk, Comparer comparer, UsagerView usagers, IOptions<ShellOptions> shell) : EntryPageModel(desk)
{
    // What a reuser asks first; the rest is a query away.
    private static readonly System.Text.CompositeFormat Question = System.Text.CompositeFormat.Parse(
        "{{administration(id:\"{0}\"){{id version verifiedAt freshness name acronym mission types{{code label}} commune{{code name}} "
        + "addresses{{kind lines postalCode city}} openState{{status label}} openingHours{{summary}} "
        + "channels{{kind label value href}} notices{{title body}}}}}}");

    /// <summary>
    /// What is shown: the published document; of an entry that is not published yet, the draft's; of a removed one, none.
    /// </summary>
    public EntryDocument? Shown { get; private set; }

    public IReadOnlyList<OverviewPart> Parts { get; private set; } = [];

    /// <summary>The entry as usagers read it; null for the kinds of which no page is drawn.</summary>
    public IHtmlContent? Article { get; private set; }

    public string? Freshness { get; private set; }

    public Uri? ApiLink { get; private set; }

    public bool MayPublishUrgently => Entry.Current is { Document: not null }
        && (May(EntryAction.PublishUrgently, EntrySets.ClosureBlocks) || May(EntryAction.PublishUrgently, "channels"));

    public bool MayEdit => Shown is not null && May(EntryAction.Propose, Sections.MostEdited(Entry.Kind).Blocks);

    public bool MaySuspend => Shown is AdministrationDocument && !Entry.IsNew && May(EntryAction.Propose, "notices");

    public bool MayDuplicate => Entry.Current is { Document: not null, Kind: EntryKind.Administration } && May(EntryAction.Create);

    public bool MayRemove => Entry.Current is { Document: not null } && May(EntryAction.Remove);

    public bool MayBringBack => Entry.IsRemoved && May(EntryAction.BringBack);

    public bool IsSuspended => Shown is AdministrationDocument document && document.Notices.Any(notice => notice.SuspendsReception);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        ViewData.Head(Entry.Name, new("Mes fiches", "/extranet/fiches"), new(Entry.Name));
        Shown = Entry.IsNew ? Entry.Document : Entry.Current!.ReadDocument();
        if (Shown is null)
        {
            return Page();
        }

        Parts = EntryOverview.Parts(
            Entry.Kind, await comparer.CompareAsync(Entry.Kind, null, DocumentJson.Write(Shown), changesOnly: false, cancellationToken));
        Article = usagers.Of(Entry.EntryId, Shown, Desk.Now);
        Freshness = Entry.IsNew || Article is not null ? null : EntryOverview.Freshness(Shown.Provenance, Desk.Now);
        ApiLink = !Entry.IsNew && Entry.Kind is EntryKind.Administration && shell.Value.ApiUrl is { } api
            ? new Uri(
                api,
                "/graphql?query="
                    + Uri.EscapeDataString(string.Format(System.Globalization.CultureInfo.InvariantCulture, Question, Entry.EntryId)))
            : null;
        return Page();
    }

    private bool May(EntryAction action, params IReadOnlyList<string> blocks) => Desk.Refuse(Agent.Id, Entry, action, blocks) is null;
}

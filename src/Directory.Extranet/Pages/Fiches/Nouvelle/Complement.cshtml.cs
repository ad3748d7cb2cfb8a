using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Dsfr;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

[RequiresRight(AccessRight.Modify)]
internal sealed class NouveauComplementModel(
    Drafts drafts, TimeProvider clock, NationalTexts texts, EntryFinder entries, AgentGrants grants)
    : CreationPageModel(drafts, clock)
{
    [BindProperty(SupportsGet = true, Name = "demarche")]
    public Guid Demarche { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    /// <summary>The administration that completes the démarche.</summary>
    [BindProperty]
    public Guid? By { get; set; }

    /// <summary>The département that does.</summary>
    [BindProperty]
    public string? Departement { get; set; }

    public override string Title => "Compléter une démarche";

    public NationalText? National { get; private set; }

    /// <summary>The administrations that may complete it; before there is a démarche, the démarches found.</summary>
    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    // Without a démarche yet, one is searched for: those who complete it need no right to the national text.
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LookUpAsync(cancellationToken) || Demarche == Guid.Empty ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LookUpAsync(cancellationToken))
        {
            if (Demarche != Guid.Empty)
            {
                return NotFound();
            }

            ModelState.AddModelError(nameof(Search), "Cherchez d'abord la démarche à compléter.");
            return Page();
        }

        var departement = Typed.Line(Departement, null)?.ToUpperInvariant();
        if (By is null == departement is null)
        {
            ModelState.AddModelError(
                nameof(Departement),
                By is null
                    ? "Choisissez une administration ou saisissez un département."
                    : "Choisissez l'une ou l'autre : une administration ou un département.");
        }

        var place = By is { } id ? (await entries.NameAsync([id], cancellationToken))[0].Label : $"département {departement}";
        var title = $"{National!.Title} – {place}";
        return await CreateAsync(
            new LocalComplementDocument
            {
                Title = title[..Math.Min(title.Length, DemarcheValidator.MaxTitleLength)],
                Demarche = National.EntryId,
                Basis = National.Basis,
                Parent = departement is null ? By : null,
                Departement = departement,
                Provenance = Here,
            },
            departement is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { ["departement"] = nameof(Departement) },
            cancellationToken);
    }

    private async Task<bool> LookUpAsync(CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        National = await texts.FindAsync(Demarche, null, cancellationToken);
        Choices = National is { Now: not null }
            ? await entries.FindAsync(
                Search, await grants.ReadAsync(agent, cancellationToken), agent, EntryAction.Create, cancellationToken)
            : string.IsNullOrWhiteSpace(Search) ? [] : await entries.FindAsync(EntryKind.Demarche, Search, cancellationToken);
        return National is { Now: not null };
    }
}

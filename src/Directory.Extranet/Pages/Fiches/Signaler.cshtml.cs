using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;
using PublicDirectory.Core.IssueReports;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Pages;

/// <summary>An agent says that a section of an entry is wrong, to whoever edits it.</summary>
internal sealed class SignalerModel(EntryDesk desk, ReportHandling handling, TimeProvider clock) : EntryPageModel(desk)
{
    /// <summary>A section's slug; null for the whole entry.</summary>
    [BindProperty(SupportsGet = true, Name = "rubrique")]
    public string? Slug { get; set; }

    /// <summary>An <see cref="IssueCode"/>.</summary>
    [BindProperty]
    public string? Code { get; set; } = nameof(IssueCode.Wrong);

    [BindProperty]
    public string? Words { get; set; }

    public Section? Section => Sections.Of(Entry.Kind).FirstOrDefault(section => section.Slug == Slug && section.Blocks.Count > 0);

    private protected override IActionResult? Begin() => Entry.Current is { Document: not null } ? null : NotFound();

    public void OnGet() => Head("Signaler une erreur");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<IssueCode>(Code, out var code) || !Enum.IsDefined(code))
        {
            ModelState.AddModelError(nameof(Code), "Choisissez ce qui ne va pas.");
        }

        if (Words?.Trim() is { Length: > IssueReport.MaxMessageLength } or (null or "") && code is IssueCode.Other)
        {
            ModelState.AddModelError(nameof(Words), $"Dites en quelques mots ce qui ne va pas, en {IssueReport.MaxMessageLength} caractères au plus.");
        }

        if (!ModelState.IsValid)
        {
            Head("Signaler une erreur");
            var page = Page();
            page.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return page;
        }

        var report = new IssueReport
        {
            EntryId = Entry.EntryId,
            Code = code,
            Block = Section?.Blocks[0],
            Message = Words?.Trim(),
            At = clock.GetCurrentInstant(),
        };
        var (reference, refusal) = await handling.ReportAsync(Agent.Id, report, cancellationToken);
        if (refusal is not null)
        {
            return this.Refuse(refusal);
        }

        TempData.Say($"Signalement {reference} envoyé à qui modifie cette fiche, avec une réponse promise sous {IssueReport.AnswerDays} jours.");
        return LocalRedirect($"/extranet/fiches/{Entry.EntryId}");
    }
}

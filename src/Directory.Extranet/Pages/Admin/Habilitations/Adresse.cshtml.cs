using Microsoft.AspNetCore.Mvc.RazorPages;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Pages;

/// <summary>« Tester une adresse »: which counter is competent, and by which rule. One step at a time, all of it in the address.</summary>
[RequiresRight(AccessRight.Administer)]
internal sealed class AdresseModel(CompetenceCheck check) : PageModel
{
    public string? Address { get; private set; }

    public string? Subject { get; private set; }

    /// <summary>To choose from, when the address may mean several.</summary>
    public IReadOnlyList<Commune> Communes { get; private set; } = [];

    /// <summary>To choose from, when the words may mean several.</summary>
    public IReadOnlyList<CompetenceSubject> Subjects { get; private set; } = [];

    public Commune? Commune { get; private set; }

    public CompetenceSubject? Asked { get; private set; }

    /// <summary>Null until both are known.</summary>
    public InterlocutorAnswer? Answer { get; private set; }

    public bool HasAsked => Address is not null && Subject is not null;

    public async Task OnGetAsync(string? adresse, string? commune, string? demande, CancellationToken cancellationToken)
    {
        (Address, Subject) = (Short(adresse), Short(demande));
        if (!HasAsked)
        {
            return;
        }

        Commune = commune is null ? null : await check.FindCommuneAsync(commune, cancellationToken);
        if (Commune is null)
        {
            Communes = await check.FindCommunesAsync(Address!, cancellationToken);
            Commune = Communes is [var only] ? only : null;
        }

        Subjects = await check.FindSubjectsAsync(Subject!, cancellationToken);
        Asked = Subjects is [var first, ..]
            && (Subjects.Count == 1 || string.Equals(first.Name, Subject!.Trim(), StringComparison.OrdinalIgnoreCase))
            ? first
            : null;
        if (Commune is not null && Asked is not null)
        {
            Answer = await check.AnswerAsync(Asked.EntryId, Commune, cancellationToken);
        }
    }

    private static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > 300 ? text[..300] : text;
}

using Microsoft.AspNetCore.Mvc;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Extranet.Comparison;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Pages;

/// <summary>Two versions of an entry, side by side.</summary>
internal sealed class ComparaisonModel(EntryDesk desk, EntryVersions versions, Comparer comparer) : EntryPageModel(desk)
{
    public int Before { get; private set; }

    public int After { get; private set; }

    public IReadOnlyList<ComparedBlock> Blocks { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int avant, int apres, CancellationToken cancellationToken)
    {
        // The earlier one first, whichever was ticked where.
        (Before, After) = (Math.Min(avant, apres), Math.Max(avant, apres));
        if (await versions.FindAsync(Entry.EntryId, Before, cancellationToken) is not { } was
            || await versions.FindAsync(Entry.EntryId, After, cancellationToken) is not { } will)
        {
            return NotFound();
        }

        Blocks = await comparer.CompareAsync(was.Kind, was.Document, will.Document, changesOnly: true, cancellationToken);
        Head($"Comparer les versions {Before} et {After}");
        return Page();
    }
}

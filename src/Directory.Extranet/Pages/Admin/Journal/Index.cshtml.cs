using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Journal;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;

namespace PublicDirectory.Extranet.Pages;

/// <summary>What everyone did.</summary>
[RequiresRight(AccessRight.Administer, Everywhere = true)]
internal sealed class JournalModel(NpgsqlDataSource database, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "")]
    public JournalQuery Query { get; set; } = new();

    /// <summary>Some field could not be understood: nothing was looked for.</summary>
    public bool IsNotUnderstood { get; private set; }

    public IReadOnlyList<JournalLine> Lines { get; private set; } = [];

    public IReadOnlyList<string> Actions { get; private set; } = [];

    public long Total { get; private set; }

    public int Number { get; private set; }

    public int Pages => (int)Math.Clamp((Total + PageSize - 1) / PageSize, 1, 10_000);

    public async Task OnGetAsync([FromQuery(Name = "page")] int? page, CancellationToken cancellationToken)
    {
        Number = Math.Clamp(page ?? 1, 1, 10_000);
        Actions = await JournalLog.ReadActionsAsync(database, cancellationToken);
        if (Query.Read(clock.GetCurrentInstant()) is { } filter)
        {
            (Lines, Total) = await JournalLog.ReadAsync(database, filter, PageSize, (Number - 1) * PageSize, cancellationToken);
        }
        else
        {
            IsNotUnderstood = true;
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Journal;
using PublicDirectory.Extranet.Administration;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The journal as a file, sent as it is read; that it was taken, and with which filter, is in the journal first.</summary>
[RequiresRight(AccessRight.Administer, Everywhere = true)]
[RequiresRecentAuthentication]
internal sealed class ExportJournalModel(NpgsqlDataSource database, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public JournalQuery Query { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (Query.Read(now) is not { } filter)
        {
            return BadRequest();
        }

        var agent = Agent.From(User).Id;
        await using (var connection = await database.OpenConnectionAsync(cancellationToken))
        {
            var entry = new JournalEntry(agent, "journal.exported", "account", agent, new Dictionary<string, string?>
            {
                // Not the person looked for: the journal holds no name.
                ["action"] = filter.Action,
                ["object"] = filter.ObjectId?.ToString(),
                ["from"] = filter.From?.ToString(),
                ["to"] = filter.To?.ToString(),
            });
            await JournalLog.WriteAsync(connection, entry, cancellationToken);
        }

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition =
            $"attachment; filename=\"journal-{now.ToDateTimeUtc().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv\"";
        await JournalLog.ExportAsync(database, filter, Response.Body, cancellationToken);
        return new EmptyResult();
    }
}

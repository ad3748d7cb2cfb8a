using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Core.Spreadsheets;

namespace PublicDirectory.Extranet.Lists;

/// <summary>A list of entries as a file for a spreadsheet, written as it is read.</summary>
internal sealed class EntryCsv(IAsyncEnumerable<EntryLine> lines, Instant now) : IActionResult
{
    private static readonly object?[] Headings =
    [
        "Identifiant", "Fiche", "Genre", "Natures de service", "Code Insee", "Commune", "Département", "Statut", "Confirmée le",
        "Modifiée le",
    ];

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancellationToken = context.HttpContext.RequestAborted;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition =
            $"attachment; filename=\"fiches-{LocalDatePattern.Iso.Format(now.InUtc().Date)}.csv\"";
        response.Headers.CacheControl = "no-store";
        await using var table = CsvOutput.ForSpreadsheets(response.Body);
        await table.WriteAsync(Headings, cancellationToken);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await table.WriteAsync(Cells(line), cancellationToken);
        }
    }

    private object?[] Cells(EntryLine line) =>
    [
        line.EntryId,
        line.Name,
        EntryWords.Of(line.Kind),
        string.Join(", ", line.Types),
        line.Commune,
        line.CommuneName,
        line.Departement,
        string.Join(", ", EntryWords.States(line, now).Select(state => state.Text)),
        Day(line.VerifiedAt),
        line.Version == 0 ? null : Day(line.ChangedAt),
    ];

    private static string? Day(Instant? at) =>
        at is { } instant ? Shell.FrenchDates.LocalDate(instant).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : null;
}

using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.ChangeRequests;

namespace PublicDirectory.Extranet.Lists;

/// <summary>
/// A list of entries as a file for a spreadsheet, written as it is read: UTF-8 with a mark, so that spreadsheets know it, semicolons as
/// French ones expect them, and no cell that one would take for a formula.
/// </summary>
internal sealed class EntryCsv(IAsyncEnumerable<EntryLine> lines, Instant now) : IActionResult
{
    private const int FlushBytes = 1 << 16;

    private static readonly string[] Headings =
    [
        "Identifiant", "Fiche", "Genre", "Natures de service", "Code Insee", "Commune", "Département", "Statut", "Confirmée le", "Modifiée le",
    ];

    // What spreadsheets take for the beginning of a formula, also after spaces that they trim.
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r＝＋－＠");
    private static readonly SearchValues<char> Quoted = SearchValues.Create(";\"\r\n");

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancellationToken = context.HttpContext.RequestAborted;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition =
            $"attachment; filename=\"fiches-{LocalDatePattern.Iso.Format(now.InUtc().Date)}.csv\"";
        response.Headers.CacheControl = "no-store";
        var text = new StringBuilder("\ufeff");
        Append(text, Headings);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            Append(text, Cells(line));
            if (text.Length > FlushBytes)
            {
                await response.WriteAsync(text.ToString(), Encoding.UTF8, cancellationToken);
                text.Clear();
            }
        }

        await response.WriteAsync(text.ToString(), Encoding.UTF8, cancellationToken);
    }

    private IEnumerable<string> Cells(EntryLine line) =>
    [
        line.EntryId.ToString(),
        line.Name,
        EntryWords.Of(line.Kind),
        string.Join(", ", line.Types),
        line.Commune ?? "",
        line.CommuneName ?? "",
        line.Departement ?? "",
        string.Join(", ", EntryWords.States(line, now).Select(state => state.Text)),
        Day(line.VerifiedAt),
        line.Version == 0 ? "" : Day(line.ChangedAt),
    ];

    private static string Day(Instant? at) =>
        at is { } instant ? Shell.FrenchDates.LocalDate(instant).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : "";

    private static void Append(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(';', cells.Select(Cell)).Append("\r\n");

    internal static string Cell(string value)
    {
        // An apostrophe in front is what spreadsheets themselves show as text.
        var cell = value.AsSpan().TrimStart() is { Length: > 0 } start && FormulaStarts.Contains(start[0])
            || value.Length > 0 && FormulaStarts.Contains(value[0])
            ? "'" + value
            : value;
        return cell.AsSpan().ContainsAny(Quoted) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }
}

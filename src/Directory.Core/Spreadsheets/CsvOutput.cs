using System.Globalization;
using CsvHelper;

namespace PublicDirectory.Core.Spreadsheets;

/// <summary>
/// A table written as CSV (RFC 4180, UTF-8), line after line in bounded memory. Texts pass <see cref="FormulaGuard"/>; numbers stay
/// numbers.
/// </summary>
public sealed class CsvOutput : IDisposable, IAsyncDisposable
{
    private readonly CsvWriter _writer;

    private CsvOutput(Stream output, CsvWriterOptions options, bool leaveOpen) => _writer = CsvWriter.Create(output, options, leaveOpen);

    /// <summary>What French spreadsheets open by themselves: a byte-order mark, semicolons, CRLF.</summary>
    /// <param name="output">Written to as lines come; left open.</param>
    public static CsvOutput ForSpreadsheets(Stream output) =>
        new(output, new CsvWriterOptions { Separator = ';', NewLine = "\r\n", WriteByteOrderMark = true }, leaveOpen: true);

    /// <summary>What programs read: commas, a line feed, no mark.</summary>
    /// <param name="output">Written to as lines come; closed with the table.</param>
    public static CsvOutput ForPrograms(Stream output) =>
        new(output, new CsvWriterOptions { Separator = ',', NewLine = "\n" }, leaveOpen: false);

    /// <summary>Writes a line; every line has as many cells as the first.</summary>
    /// <param name="cells">Texts, or values that are written as the invariant culture does; null for an empty cell.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask WriteAsync(ReadOnlySpan<object?> cells, CancellationToken cancellationToken = default)
    {
        WriteFields(cells);
        return _writer.EndRecordAsync(cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync"/>
    public void Write(params ReadOnlySpan<object?> cells)
    {
        WriteFields(cells);
        _writer.EndRecord();
    }

    /// <summary>Writes what is not written yet.</summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>Writes what is not written yet.</summary>
    public void Dispose() => _writer.Dispose();

    private void WriteFields(ReadOnlySpan<object?> cells)
    {
        foreach (var cell in cells)
        {
            _writer.WriteField(cell is IFormattable value
                ? value.ToString(null, CultureInfo.InvariantCulture)
                : FormulaGuard.Text(cell?.ToString() ?? ""));
        }
    }
}

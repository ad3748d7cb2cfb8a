using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using PublicDirectory.Core.Importing;

namespace PublicDirectory.Importers.Files;

/// <summary>A line of a CSV file below its headings.</summary>
/// <param name="Values">Of the columns asked for, in that order, trimmed; null where the line ends before.</param>
/// <param name="Place">Where it begins.</param>
internal readonly record struct CsvRecord(IReadOnlyList<string?> Values, RecordPlace Place);

/// <summary>How large a CSV file may be before it is taken for an accident or an attack.</summary>
internal sealed record CsvRecordsOptions
{
    /// <summary>The most lines, blank ones and those inside quotes included.</summary>
    public long MaxLines { get; init; } = 1_000_000;

    /// <summary>The most bytes of a record, so that a quote which nobody closes does not take in the whole file.</summary>
    public int MaxRecordBytes { get; init; } = 64 << 10;

    /// <summary>The most characters in a field.</summary>
    public int MaxFieldLength { get; init; } = 4_000;
}

/// <summary>
/// Takes records one at a time out of a CSV file with headings, in UTF-8, or in UTF-16 where a byte-order mark says so. The separator is
/// told from the first lines: comma, semicolon, tab or bar. Whatever breaks RFC 4180 or a bound is a <see cref="SourceFileException"/> with
/// line and column.
/// </summary>
internal sealed class CsvRecords
{
    private readonly string _fileName;
    private readonly CsvRecordsOptions _options;
    private readonly CsvReader _reader;
    private CsvMalformedRecord? _malformed;
    private string[] _headings = [];

    private CsvRecords(Stream stream, string fileName, CsvRecordsOptions options)
    {
        (_fileName, _options) = (fileName, options);
        _reader = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                HasHeader = false,
                MaxRecordSize = options.MaxRecordBytes,
                TrackLineNumbers = true,
                TrimWhitespace = true,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = malformed => _malformed = malformed,
            },
            leaveOpen: true);
    }

    /// <param name="stream">The file's bytes; stays the caller's.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="columns">The headings of the columns wanted, whatever their case and order; others are passed over.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SourceFileException">While enumerating: the file is not CSV, goes beyond a bound, or lacks a column.</exception>
    public static async IAsyncEnumerable<CsvRecord> ReadAsync(
        Stream stream,
        string fileName,
        string[] columns,
        CsvRecordsOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var records = new CsvRecords(stream, fileName, options ?? new CsvRecordsOptions());
        await using var reader = records._reader;
        if (!await records.NextAsync(cancellationToken))
        {
            throw new SourceFileException($"{fileName} is empty.");
        }

        records._headings = [.. Enumerable.Range(0, reader.FieldCount).Select(records.Text)];
        var indexes = Array.ConvertAll(columns, records.Column);
        while (await records.NextAsync(cancellationToken))
        {
            yield return new CsvRecord(
                Array.ConvertAll(indexes, index => index < reader.FieldCount ? records.Text(index) : null),
                new RecordPlace(reader.RowNumber - 1, reader.LineNumber, reader.ByteOffset));
        }
    }

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _reader.ReadAsync(cancellationToken))
            {
                return false;
            }
        }
        catch (CsvFormatException e)
        {
            throw Refuse(e.LineNumber, $"more than {_options.MaxRecordBytes} bytes in one record; is a quote left open?", e);
        }

        if (_reader.LineNumber > _options.MaxLines)
        {
            throw Refuse(_reader.LineNumber, $"the file has more than {_options.MaxLines} lines.");
        }

        if (_malformed is { } malformed)
        {
            throw RefuseField(FieldAt(malformed.ByteOffset - _reader.ByteOffset), Words(malformed.Reason));
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (!Utf8.IsValid(_reader.GetRawSpan(i)))
            {
                throw RefuseField(i, "not UTF-8. Save the file as \"CSV UTF-8\".");
            }

            if (Encoding.UTF8.GetCharCount(_reader.GetRawSpan(i)) > _options.MaxFieldLength)
            {
                throw RefuseField(i, $"more than {_options.MaxFieldLength} characters in one field.");
            }
        }

        return true;
    }

    private string Text(int index) => _reader.GetString(index).Trim();

    private int Column(string name)
    {
        var index = Array.FindIndex(_headings, heading => heading.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0
            ? index
            : throw new SourceFileException($"{_fileName} has no column {name}: its header says {string.Join(", ", _headings.Take(12))}.");
    }

    // The place counts bytes of the record and lies behind what is wrong.
    private int FieldAt(long position)
    {
        var (field, end) = (0, (long)_reader.GetRawSpan(0).Length);
        while (end < position - 1 && field + 1 < _reader.FieldCount)
        {
            end += 1 + _reader.GetRawSpan(++field).Length;
        }

        return field;
    }

    private SourceFileException RefuseField(int field, string what) => Refuse(
        _reader.LineNumber,
        string.Create(
            CultureInfo.InvariantCulture, $"column {field + 1}{(field < _headings.Length ? $" ({_headings[field]})" : "")}: {what}"));

    private SourceFileException Refuse(long line, string what, Exception? inner = null) => new($"{_fileName}, line {line}: {what}", inner);

    private static string Words(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quote is opened and never closed.",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote; a quote inside a field is written twice.",
        _ => "a quote stands inside a field that does not begin with one.",
    };
}

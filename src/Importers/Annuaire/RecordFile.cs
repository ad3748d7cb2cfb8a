using System.Runtime.CompilerServices;
using System.Text.Json;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>One way through a file of records: opens it, counts, and knows how far it is.</summary>
internal sealed class RecordFile(string path, SourceFileOptions? options)
{
    private SourceFile? _open;

    /// <summary>Compressed bytes read, of how many.</summary>
    public (long Position, long Length) Progress
    {
        get
        {
            try
            {
                return _open is { } file ? (file.CompressedPosition, file.CompressedLength) : (0, 0);
            }
            catch (ObjectDisposedException)
            {
                return (0, 0); // asked from another thread, just as the file was closed
            }
        }
    }

    public async IAsyncEnumerable<JsonRecord> ReadAsync(
        JsonRecordsOptions shape, Func<string, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var file = SourceFile.Open(path, options);
        _open = file;
        var records = JsonRecords.ReadAsync(file.Content(isWanted), shape, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (records)
        {
            while (await MoveAsync(records, file.Name))
            {
                yield return records.Current;
            }
        }

        _open = null;
    }

    /// <summary>The record's form, or null with a rejection where it is not of that form.</summary>
    public static T? Parse<T>(JsonRecord record, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Action<ImportIssue> report)
        where T : class
    {
        string reason;
        try
        {
            if (JsonSerializer.Deserialize(record.Utf8.Span, type) is { } form)
            {
                return form;
            }

            reason = "it is null";
        }
        catch (JsonException e)
        {
            reason = $"at {e.Path}: {e.Message.Split(" Path:")[0]}";
        }
        catch (InvalidOperationException e)
        {
            reason = e.Message; // half of a surrogate pair in an escape
        }

        new IssueReporter(report, null, record.Place).Reject(
            IssueCodes.RecordUnreadable,
            $"The record is not of the expected form: {reason}",
            System.Text.Encoding.UTF8.GetString(record.Utf8.Span[..Math.Min(150, record.Utf8.Length)]));
        return null;
    }

    // A place inside the file means little without the file's name.
    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<JsonRecord> records, string name)
    {
        try
        {
            return await records.MoveNextAsync();
        }
        catch (SourceFileException e) when (!e.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new SourceFileException($"{name}: {e.Message}", e.InnerException ?? e);
        }
    }
}

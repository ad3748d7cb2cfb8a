using System.Text;

namespace PublicDirectory.Core.Storage;

/// <summary>Lines of a file from elsewhere: none is longer in memory than whoever reads them takes.</summary>
public static class BoundedLines
{
    /// <param name="path">UTF-8; lines end as on Unix or as on Windows.</param>
    /// <param name="maxLength">
    /// In characters. A line that is longer comes cut to one more: it is refused for its length, and the rest of it is skipped.
    /// </param>
    public static IEnumerable<string> Read(string path, int maxLength)
    {
        using var reader = new StreamReader(path);
        var line = new StringBuilder();
        var buffer = new char[4096];
        var any = false;
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            for (var rest = buffer.AsMemory(0, read); rest.Length > 0;)
            {
                var end = rest.Span.IndexOf('\n');
                var part = end < 0 ? rest : rest[..end];
                line.Append(part.Span[..Math.Min(part.Length, maxLength + 1 - line.Length)]);
                any = true;
                rest = end < 0 ? default : rest[(end + 1)..];
                if (end >= 0)
                {
                    yield return Text(line);
                    line.Clear();
                    any = false;
                }
            }
        }

        if (any)
        {
            yield return Text(line);
        }
    }

    private static string Text(StringBuilder line) =>
        line is { Length: > 0 } && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
}

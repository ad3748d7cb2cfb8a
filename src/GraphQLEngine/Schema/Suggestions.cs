namespace GraphQLEngine.Schema;

/// <summary>Finds names close to a mistyped one.</summary>
internal static class Suggestions
{
    private const int MaxNames = 3;
    private const int MaxLength = 64;

    /// <summary>A sentence to append, with its leading space; empty when nothing is close.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates)
    {
        var close = Close(name, candidates);
        return close.Count switch
        {
            0 => "",
            1 => $" Did you mean \"{close[0]}\"?",
            _ => $" Did you mean \"{string.Join("\", \"", close.SkipLast(1))}\" or \"{close[^1]}\"?",
        };
    }

    private static List<string> Close(string name, IEnumerable<string> candidates)
    {
        if (name.Length > MaxLength)
        {
            return [];
        }

        var limit = Math.Max(1, name.Length * 2 / 5);
        return [.. candidates
            .Where(c => Math.Abs(c.Length - name.Length) <= limit)
            .Select(c => (Name: c, Distance: Distance(name, c)))
            .Where(c => c.Distance <= limit && c.Distance < Math.Max(c.Name.Length, name.Length))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(MaxNames)
            .Select(c => c.Name)];
    }

    // Edits to turn one into the other, swaps of neighbours included; case does not count.
    private static int Distance(string a, string b)
    {
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}

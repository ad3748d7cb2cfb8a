using System.Diagnostics;

namespace GraphQLEngine.Conformance;

/// <summary>Makes the document of a failure smaller while it still fails.</summary>
internal static class Shrinking
{
    private const int MaxTries = 3000;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(3);

    public static Request Shrink(Request request, Func<Request, bool> stillFails)
    {
        var tries = 0;
        var watch = Stopwatch.StartNew();
        Func<Request, bool> fails = candidate => watch.Elapsed < MaxTime && stillFails(candidate);
        var (best, previous) = (request, -1);
        while (best.Document.Length != previous && tries < MaxTries)
        {
            previous = best.Document.Length;
            foreach (var make in new Func<string, IEnumerable<string>>[] { WithoutBlocks, WithoutParentheses, WithoutRuns })
            {
                best = Pass(best, make, fails, ref tries);
            }
        }

        return best;
    }

    private static Request Pass(
        Request request, Func<string, IEnumerable<string>> make, Func<Request, bool> stillFails, ref int tries)
    {
        for (var found = true; found && tries < MaxTries;)
        {
            found = false;
            foreach (var smaller in make(request.Document))
            {
                if (tries++ >= MaxTries)
                {
                    break;
                }

                if (stillFails(request with { Document = smaller }))
                {
                    (request, found) = (request with { Document = smaller }, true);
                    break;
                }
            }
        }

        return request;
    }

    // One line, or a line that opens a brace with all until the brace closes.
    private static IEnumerable<string> WithoutBlocks(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var (end, depth) = (i, 0);
            do
            {
                depth += lines[end].Count(c => c == '{') - lines[end].Count(c => c == '}');
                end++;
            }
            while (depth > 0 && end < lines.Length);
            if (depth == 0)
            {
                yield return string.Join('\n', lines[..i].Concat(lines[end..]));
            }
        }
    }

    private static IEnumerable<string> WithoutParentheses(string text)
    {
        for (var open = text.IndexOf('('); open >= 0; open = text.IndexOf('(', open + 1))
        {
            var close = text.IndexOf(')', open);
            if (close > 0)
            {
                yield return text.Remove(open, close - open + 1);
            }
        }
    }

    private static IEnumerable<string> WithoutRuns(string text)
    {
        for (var length = text.Length / 2; length >= 1; length /= 2)
        {
            for (var at = 0; at + length <= text.Length; at += length)
            {
                yield return text.Remove(at, length);
            }
        }
    }
}

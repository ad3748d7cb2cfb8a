using System.Security.Cryptography;
using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// The cases of a démarche as an indented list, one a line, two spaces for each level; and as whole paths (« En France › Carte volée »),
/// by which the other sections name them.
/// </summary>
internal static class SituationOutline
{
    private const int Indent = 2;
    private const string PathSeparator = " › ";

    public static string Write(IReadOnlyList<Situation> situations)
    {
        var lines = new StringBuilder();
        foreach (var (situation, depth, _) in Walk(situations))
        {
            lines.Append(' ', depth * Indent).Append(situation.Label).Append('\n');
        }

        return lines.ToString().TrimEnd('\n');
    }

    /// <summary>Reads an outline; a line that stays, or is only worded otherwise, keeps its id, to which other sections refer.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="before">The cases as they were; returned when the outline still says them.</param>
    /// <param name="problem">The number of the first line, from 1, that is indented too far; null when none is.</param>
    public static IReadOnlyList<Situation> Read(string? text, IReadOnlyList<Situation> before, out int? problem)
    {
        problem = null;
        var typed = (text ?? "").ReplaceLineEndings("\n").Replace("\t", "  ", StringComparison.Ordinal);
        if (typed.TrimEnd() == Write(before).TrimEnd())
        {
            return before;
        }

        var lines = new List<(string Label, int Depth)>();
        foreach (var (line, number) in typed.Split('\n')
            .Select((line, index) => (line, index + 1))
            .Where(item => item.line.Trim().Length > 0))
        {
            var depth = (line.Length - line.TrimStart(' ').Length) / Indent;
            if (depth > (lines.Count == 0 ? 0 : lines[^1].Depth + 1))
            {
                problem ??= number;
            }

            lines.Add((line.Trim(), depth));
        }

        if (problem is not null)
        {
            return before;
        }

        var position = 0;
        var handlers = Walk(before).ToDictionary(item => item.Situation.Id, item => item.Situation.HandledBy);
        return Level(lines, Ids(lines, [.. Walk(before)]), handlers, ref position, 0);
    }

    /// <summary>Each case by its path, in the order of the outline.</summary>
    public static IReadOnlyList<(string Path, string Id)> Paths(IReadOnlyList<Situation> situations) =>
        [.. Walk(situations).Select(item => (item.Path, item.Situation.Id))];

    public static string? PathOf(IReadOnlyList<Situation> situations, string? id) =>
        id is null ? null : Paths(situations).Where(item => item.Id == id).Select(item => item.Path).FirstOrDefault() ?? id;

    /// <summary>The id of the case with this path; null when there is none such.</summary>
    public static string? IdOf(IReadOnlyList<Situation> situations, string path) =>
        Paths(situations).Where(item => item.Path.Trim() == path.Trim()).Select(item => item.Id).FirstOrDefault();

    /// <summary>The ids of the cases that name this service type, in the order of the outline.</summary>
    public static IReadOnlyList<string> HandledBy(IReadOnlyList<Situation> situations, string type) =>
        [.. Walk(situations)
            .Select(item => item.Situation)
            .Where(situation => situation.HandledBy.Contains(type))
            .Select(situation => situation.Id)];

    /// <summary>The cases with those who handle some of them only; what a case named before keeps its place.</summary>
    /// <param name="situations">The cases.</param>
    /// <param name="handlers">Service types, each with the ids of its cases.</param>
    public static IReadOnlyList<Situation> WithHandlers(
        IReadOnlyList<Situation> situations, IReadOnlyList<(string Code, List<string> Cases)> handlers)
    {
        return [.. situations.Select(situation =>
        {
            string[] now = [.. handlers.Where(handler => handler.Cases.Contains(situation.Id)).Select(handler => handler.Code)];
            return situation with
            {
                HandledBy = [.. situation.HandledBy.Where(now.Contains).Union(now)],
                Children = WithHandlers(situation.Children, handlers),
            };
        })];
    }

    /// <summary>An id that lasts as long as the words, as the importers make them; told apart from those taken.</summary>
    public static string NewId(string words, ISet<string> taken)
    {
        for (var text = words; ; text += "'")
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
            if (taken.Add(id))
            {
                return id;
            }
        }
    }

    private static IEnumerable<(Situation Situation, int Depth, string Path)> Walk(
        IReadOnlyList<Situation> situations, int depth = 0, string above = "")
    {
        foreach (var situation in situations)
        {
            var path = above + situation.Label;
            yield return (situation, depth, path);
            foreach (var inner in Walk(situation.Children, depth + 1, path + PathSeparator))
            {
                yield return inner;
            }
        }
    }

    private static List<Situation> Level(
        List<(string Label, int Depth)> lines, string[] ids, Dictionary<string, IReadOnlyList<string>> handlers, ref int position,
        int depth)
    {
        var level = new List<Situation>();
        while (position < lines.Count && lines[position].Depth == depth)
        {
            var (label, id) = (lines[position].Label, ids[position]);
            position++;
            level.Add(new Situation(id, label)
            {
                HandledBy = handlers.GetValueOrDefault(id, []),
                Children = Level(lines, ids, handlers, ref position, depth + 1),
            });
        }

        return level;
    }

    // Lines that stay are paired first (longest common subsequence); between two of those, as many lines as there were are the same
    // cases worded otherwise.
    private static string[] Ids(List<(string Label, int Depth)> now, List<(Situation Situation, int Depth, string Path)> was)
    {
        var length = new int[now.Count + 1, was.Count + 1];
        for (var i = now.Count - 1; i >= 0; i--)
        {
            for (var j = was.Count - 1; j >= 0; j--)
            {
                length[i, j] = IsSame(i, j) ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        var ids = new string?[now.Count];
        var (fromNow, fromWas) = (0, 0);
        for (int i = 0, j = 0; i <= now.Count && j <= was.Count;)
        {
            var isEnd = i == now.Count || j == was.Count;
            if (isEnd || IsSame(i, j))
            {
                var (toNow, toWas) = isEnd ? (now.Count, was.Count) : (i, j);
                for (var k = 0; toNow - fromNow == toWas - fromWas && k < toNow - fromNow; k++)
                {
                    ids[fromNow + k] = was[fromWas + k].Situation.Id;
                }

                if (isEnd)
                {
                    break;
                }

                ids[i] = was[j].Situation.Id;
                (i, j) = (i + 1, j + 1);
                (fromNow, fromWas) = (i, j);
            }
            else if (length[i + 1, j] >= length[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        var taken = was.Select(item => item.Situation.Id).ToHashSet(StringComparer.Ordinal);
        var path = new List<string>();
        for (var i = 0; i < now.Count; i++)
        {
            path.RemoveRange(now[i].Depth, path.Count - now[i].Depth);
            path.Add(now[i].Label);
            ids[i] ??= NewId(string.Join(PathSeparator, path), taken);
        }

        return ids!;

        bool IsSame(int i, int j) => now[i].Depth == was[j].Depth && now[i].Label == was[j].Situation.Label.Trim();
    }
}

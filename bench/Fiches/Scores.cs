using System.Globalization;
using System.Text;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Fiches;

/// <summary>Counts, field by field, what is read rightly, wrongly and not at all; a text is right only with its case.</summary>
internal sealed class Scores
{
    private readonly SortedDictionary<string, (int Right, int Wrong, int Missed)> _fields = new(StringComparer.Ordinal);
    private readonly StringBuilder _differences = new();
    private int _fiches;

    public void Compare(GoldFiche gold, DemarcheDocument read)
    {
        _fiches++;
        var paths = FicheReading.Paths(read);
        string Case(string? id) => id is null ? "" : paths[id];
        Count("documents", gold.Key, Pairs(gold.Documents), [.. read.RequiredDocuments.SelectMany(item =>
            item.Situations.DefaultIfEmpty(null!).Select(id => $"{Case(id)}: {item.Label}"))], isBeginning: true);
        Count("handledBy", gold.Key, Pairs(gold.HandledBy), gold.HandledBy is null ? [] : [.. gold.HandledBy.Keys.SelectMany(path =>
            FicheReading.HandlersOf(read, paths.FirstOrDefault(item => item.Value == path).Key)
                .Select(who => $"{path}: {who}"))], isBeginning: true);
        Count("first", gold.Key, gold.First is { } first ? [first] : null,
            [FicheReading.HandlersOf(read, null) is [var one, ..] ? one : "-"], isBeginning: true);
        Count("cost", gold.Key, Pairs(gold.Cost), [.. read.Cost.Select(cost =>
            $"{Case(cost.Situation)}: {cost.Amount?.ToString(CultureInfo.InvariantCulture) ?? "?"}").Distinct()]);
        Count("delay", gold.Key, Pairs(gold.Delay), [.. read.Delay.Select(delay => $"{Case(delay.Situation)}: "
            + (delay.Silence?.ToString().ToUpperInvariant() ?? delay.Duration ?? "?")).Distinct()]);
        Count("steps", gold.Key, gold.Steps, [.. read.Steps.Select(step => step.Title).Distinct()]);
        Count("online", gold.Key, Pairs(gold.Online), [.. read.OnlineServices.Select(service =>
            $"{service.Kind.ToString().ToUpperInvariant()}: {service.Title}").Distinct()], isBeginning: true);
    }

    public override string ToString()
    {
        var text = new StringBuilder(_differences.ToString());
        text.Append(CultureInfo.InvariantCulture, $"{_fiches} fiches     precision   recall\n");
        foreach (var (field, (right, wrong, missed)) in _fields)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{field,-12} {(double)right / Math.Max(1, right + wrong),11:0.00} {(double)right / Math.Max(1, right + missed),8:0.00}   ({right} right, {wrong} wrong, {missed} missed)\n");
        }

        return text.ToString();
    }

    private static List<string>? Pairs(Dictionary<string, string[]>? values) =>
        values?.SelectMany(item => item.Value.Select(value => $"{item.Key}: {value}")).ToList();

    private void Count(string field, string key, IReadOnlyList<string>? gold, List<string> read, bool isBeginning = false)
    {
        if (gold is null)
        {
            return;
        }

        var (left, right) = (read.Select(Plain).Distinct().ToList(), 0);
        foreach (var wanted in gold.Select(Plain))
        {
            var at = left.FindIndex(text => isBeginning ? text.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) : text == wanted);
            if (at < 0)
            {
                _differences.Append(CultureInfo.InvariantCulture, $"{key} {field} missed: {wanted}\n");
                continue;
            }

            left.RemoveAt(at);
            right++;
        }

        foreach (var extra in left)
        {
            _differences.Append(CultureInfo.InvariantCulture, $"{key} {field} wrong: {extra[..Math.Min(160, extra.Length)]}\n");
        }

        var sum = _fields.GetValueOrDefault(field);
        _fields[field] = (sum.Right + right, sum.Wrong + left.Count, sum.Missed + gold.Count - right);
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('’', '\'').Trim();
}

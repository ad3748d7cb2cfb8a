using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Core.Orientation;

/// <summary>
/// Cases of one level that exclude each other. A démarche often distinguishes several things at one level (the age, then the
/// passport that one has): the heading in the text above each case tells which go together.
/// </summary>
/// <param name="Heading">What the cases are about, in the words of the text; null where nothing stands above.</param>
/// <param name="Cases">In their order; at least one.</param>
internal sealed record SituationGroup(string? Heading, IReadOnlyList<SituationView> Cases)
{
    /// <summary>The groups of a level, in the order of its cases.</summary>
    public static IEnumerable<SituationGroup> Of(DemarcheRecord demarche, RecordList<SituationView> level)
    {
        var headings = HeadingsAbove(demarche, level);
        var (group, heading) = (new List<SituationView>(), (string?)null);
        foreach (var situation in level)
        {
            var above = headings.GetValueOrDefault(situation.Id);
            if (group.Count > 0 && above != heading)
            {
                yield return new SituationGroup(heading, group);
                group = [];
            }

            heading = above;
            group.Add(situation);
        }

        if (group.Count > 0)
        {
            yield return new SituationGroup(heading, group);
        }
    }

    // By case of the level: the last heading before its text that is not of another case of the level.
    private static Dictionary<JsonText, string?> HeadingsAbove(DemarcheRecord demarche, RecordList<SituationView> level)
    {
        var caseOf = new Dictionary<JsonText, JsonText>();
        foreach (var situation in level)
        {
            Add(situation, situation.Id, caseOf);
        }

        var headings = new Dictionary<JsonText, string?>();
        string? heading = null;
        foreach (var passage in demarche.Passages)
        {
            if (!passage.Situation.IsNull && caseOf.TryGetValue(passage.Situation, out var situation))
            {
                headings.TryAdd(situation, heading);
            }
            else
            {
                heading = passage.Heading.AsString();
            }
        }

        return headings;
    }

    private static void Add(SituationView situation, JsonText top, Dictionary<JsonText, JsonText> caseOf)
    {
        caseOf[situation.Id] = top;
        foreach (var child in situation.Children)
        {
            Add(child, top, caseOf);
        }
    }
}

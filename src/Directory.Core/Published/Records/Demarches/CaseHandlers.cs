using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>
/// Who handles a démarche in some of its cases: whoever the narrowest case names, else the cases within it, else the same of the case
/// around it. Contacts count as much as counters, so that a case that names a consulate only is never sent to a counter of another case.
/// </summary>
/// <param name="Types">Codes of service types, in the démarche's order.</param>
/// <param name="Contacts">Those who handle it and whom the directory does not hold.</param>
public sealed record CaseHandlers(IReadOnlyList<string> Types, IReadOnlyList<DemarcheContactView> Contacts)
{
    /// <summary>For these cases; where none is given, or nobody is named for these, whoever handles it at all.</summary>
    /// <param name="demarche">The démarche.</param>
    /// <param name="cases">Of this démarche, each with those above it.</param>
    public static CaseHandlers Of(DemarcheRecord demarche, IReadOnlyList<SituationView> cases)
    {
        ArgumentNullException.ThrowIfNull(demarche);
        ArgumentNullException.ThrowIfNull(cases);
        var contacts = demarche.Contacts.Where(contact => contact.Role == ContactRole.Handles).ToList();
        var naming = new HashSet<JsonText>();
        foreach (var one in cases.Where(one => !one.Children.Any(child => cases.Any(other => other.Id == child.Id))))
        {
            naming.UnionWith(NamingIn(demarche.PathTo(one.Id.ToString()), contacts));
        }

        if (naming.Count == 0)
        {
            return OfEveryCase(demarche, contacts, cases.Count == 0);
        }

        var types = All(demarche.Situations).Where(one => naming.Contains(one.Id)).SelectMany(one => one.HandledBy).ToHashSet();
        return new(
            [.. demarche.HandledBy.Where(types.Contains).Select(type => type.ToString())],
            [.. contacts.Where(contact => contact.Situations.Any(naming.Contains))]);
    }

    // Those whom no case names, all where there are none such.
    private static CaseHandlers OfEveryCase(DemarcheRecord demarche, List<DemarcheContactView> contacts, bool isWhole)
    {
        var named = All(demarche.Situations).SelectMany(one => one.HandledBy).ToHashSet();
        List<JsonText> general = isWhole ? [] : [.. demarche.HandledBy.Where(type => !named.Contains(type))];
        List<DemarcheContactView> everyone = [.. contacts.Where(contact => contact.Situations.Count == 0)];
        return new(
            [.. (general.Count > 0 ? general : demarche.HandledBy.ToList()).Select(type => type.ToString())],
            isWhole && everyone.Count == 0 && demarche.HandledBy.Count == 0 ? contacts : everyone);
    }

    // The cases that tell who handles the last one of a path.
    private static List<JsonText> NamingIn(IReadOnlyList<SituationView> path, List<DemarcheContactView> contacts)
    {
        foreach (var one in path.Reverse())
        {
            if (Names(one))
            {
                return [one.Id];
            }

            if (All(one.Children).Where(Names).Select(child => child.Id).ToList() is { Count: > 0 } within)
            {
                return within;
            }
        }

        return [];

        bool Names(SituationView one) => one.HandledBy.Count > 0 || contacts.Exists(contact => contact.Situations.Contains(one.Id));
    }

    internal static IEnumerable<SituationView> All(IEnumerable<SituationView> situations) =>
        situations.SelectMany(one => All(one.Children).Prepend(one));
}

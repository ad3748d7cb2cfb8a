using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>What of a démarche holds in some of its cases: what is for everyone, and what names one of these cases.</summary>
public static class DemarcheCases
{
    /// <summary>What to bring.</summary>
    /// <param name="demarche">The démarche.</param>
    /// <param name="cases">The cases that hold, each with those above it.</param>
    public static IReadOnlyList<RequiredDocumentView> DocumentsOf(DemarcheRecord demarche, IReadOnlyList<SituationView> cases)
    {
        ArgumentNullException.ThrowIfNull(demarche);
        return [.. demarche.RequiredDocuments.Where(document => Holds(document.Situations, cases))];
    }

    /// <summary>Where it is done online; all such services where no case is given.</summary>
    /// <param name="demarche">The démarche.</param>
    /// <param name="cases">The cases that hold, each with those above it.</param>
    public static IReadOnlyList<OnlineServiceView> OnlineIn(DemarcheRecord demarche, IReadOnlyList<SituationView> cases)
    {
        ArgumentNullException.ThrowIfNull(demarche);
        ArgumentNullException.ThrowIfNull(cases);
        var within = cases.SelectMany(one => CaseHandlers.All(one.Children)).Select(child => child.Id).ToHashSet();
        return
        [
            .. demarche.OnlineServices.Where(service => service.Kind == OnlineServiceKind.Do
                && (cases.Count == 0 || Holds(service.Situations, cases) || service.Situations.Any(within.Contains))),
        ];
    }

    /// <summary>Whether something that names cases holds where some of them do.</summary>
    /// <param name="named">The ids of the cases that it names; empty: it always holds.</param>
    /// <param name="cases">The cases that hold, each with those above it.</param>
    public static bool Holds(RecordList<JsonText> named, IReadOnlyList<SituationView> cases) =>
        named.Count == 0 || named.Any(id => cases.Any(one => one.Id == id));

    /// <summary>The same for what names one case at most.</summary>
    /// <param name="named">The id of the case; null: it always holds.</param>
    /// <param name="cases">The cases that hold, each with those above it.</param>
    public static bool Holds(JsonText named, IReadOnlyList<SituationView> cases) =>
        named.IsNull || cases.Any(one => one.Id == named);
}

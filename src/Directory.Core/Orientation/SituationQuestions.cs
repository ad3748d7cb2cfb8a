using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Core.Orientation;

/// <summary>
/// Which of a démarche's cases holds, a group at a time from the widest. Only where that changes what to bring, what to do or where to go:
/// other cases are told apart in the text, and a question about them would lead nowhere.
/// </summary>
internal sealed class SituationQuestions : IQuestionSource
{
    private const string Prefix = "situation-";
    private const string None = "aucune";

    public ClosedQuestion? Next(OrientationState state)
    {
        if (state.Demarche is not { } demarche || demarche.Situations.Count == 0)
        {
            return null;
        }

        var telling = TellingSituations(demarche);
        return Groups(demarche, state)
            .Where(group => !state.AnsweredGroups.Contains(IdOf(group)) && IsTelling(group, telling))
            .Select(ToQuestion)
            .FirstOrDefault();
    }

    public OrientationState? Answer(OrientationState state, ClosedQuestion question, string choice)
    {
        var answered = state with { AnsweredGroups = [.. state.AnsweredGroups, question.Id] };
        if (choice == None)
        {
            return answered;
        }

        var group = Groups(state.Demarche!, state).First(group => IdOf(group) == question.Id);
        foreach (var situation in group.Cases)
        {
            if (situation.Id.ToString() == choice)
            {
                return answered with { Situations = [.. state.Situations, situation] };
            }
        }

        return null;
    }

    // Those at the top, then those within each case that holds.
    private static IEnumerable<SituationGroup> Groups(DemarcheRecord demarche, OrientationState state) => SituationGroup
        .Of(demarche, demarche.Situations)
        .Concat(state.Situations.SelectMany(situation => SituationGroup.Of(demarche, situation.Children)));

    private static ClosedQuestion ToQuestion(SituationGroup group) => new(
        IdOf(group),
        group.Heading is null ? "Quelle est votre situation ?" : $"{group.Heading} : quelle est votre situation ?",
        [.. group.Cases.Select(situation => new ClosedAnswer(situation.Id.ToString(), situation.Label.ToString())), new ClosedAnswer(
            None, "Aucune de ces situations")]);

    private static string IdOf(SituationGroup group) => Prefix + group.Cases[0].Id;

    private static HashSet<JsonText> TellingSituations(DemarcheRecord demarche) =>
    [
        .. demarche.RequiredDocuments.SelectMany(document => document.Situations),
        .. demarche.Steps.Where(step => !step.Situation.IsNull).Select(step => step.Situation),
        .. demarche.Contacts.Where(contact => contact.Role == ContactRole.Handles).SelectMany(contact => contact.Situations),
    ];

    private static bool IsTelling(SituationGroup group, HashSet<JsonText> telling) =>
        group.Cases.Any(situation => IsTelling(situation, telling))
            || group.Cases.Select(Handlers).Distinct(HashSet<JsonText>.CreateSetComparer()).Count() > 1;

    // Those of the case and of the cases within it.
    private static HashSet<JsonText> Handlers(SituationView situation) =>
        [.. situation.HandledBy, .. situation.Children.SelectMany(Handlers)];

    private static bool IsTelling(SituationView situation, HashSet<JsonText> telling) =>
        telling.Contains(situation.Id) || situation.Children.Any(child => IsTelling(child, telling));
}

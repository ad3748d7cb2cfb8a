using System.Globalization;

namespace PublicDirectory.Core.Orientation;

/// <summary>« De quoi s'agit-il ? », where a message may be about several démarches: three at a time, the best first.</summary>
internal sealed class DemarcheQuestions : IQuestionSource
{
    private const string None = "aucune";

    public ClosedQuestion? Next(OrientationState state)
    {
        var offered = state.Offered();
        if (state.Demarche is not null || offered.Count == 0)
        {
            return null;
        }

        var number = (state.Refused / OrientationState.OfferedAtOnce) + 1;
        return new ClosedQuestion(
            string.Create(CultureInfo.InvariantCulture, $"demarche-{number}"),
            "De quoi s'agit-il ?",
            [.. offered.Select(candidate =>
                new ClosedAnswer(candidate.Demarche.Id.ToString(), candidate.Demarche.Title.ToString())), new ClosedAnswer(
                None, "Aucune de ces démarches")]);
    }

    public OrientationState? Answer(OrientationState state, ClosedQuestion question, string choice)
    {
        if (choice == None)
        {
            return state with { Refused = state.Refused + OrientationState.OfferedAtOnce };
        }

        var chosen = state.Offered().FirstOrDefault(candidate => candidate.Demarche.Id.ToString() == choice);
        return chosen is null ? null : state with { Demarche = chosen.Demarche };
    }
}

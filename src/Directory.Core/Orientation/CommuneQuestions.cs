using PublicDirectory.Core.Published;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Orientation;

/// <summary>
/// « Dans quelle commune habitez-vous ? », where it is known what the usager wants but not from where: among those that the
/// message may mean, or any.
/// </summary>
internal sealed class CommuneQuestions(Picture picture) : IQuestionSource
{
    private const string Id = "commune";

    public ClosedQuestion? Next(OrientationState state) =>
        state.Served is not null || (state.Demarche is null && state.ServiceType is null)
            ? null
            : new ClosedQuestion(Id, "Dans quelle commune habitez-vous ?", [.. state.NamedCommunes.Select(ToChoice)]);

    // One may live elsewhere than in the communes that were named: any code of today or of the past is an answer.
    public OrientationState? Answer(OrientationState state, ClosedQuestion question, string choice) =>
        picture.Territories.CurrentCommune(choice) is { } commune ? state with { Commune = commune } : null;

    private ClosedAnswer ToChoice(Commune commune) =>
        new(commune.Code.Value, $"{commune.Name} ({picture.Territories.FindDepartement(commune.DepartementCode)?.Name ?? commune.DepartementCode})");
}

namespace PublicDirectory.Core.Demarches;

/// <summary>A case that a démarche distinguishes.</summary>
/// <param name="Id">Stable within the démarche as long as the case and those above keep their labels.</param>
/// <param name="Label">In French, 1 to 500 characters: « Le passeport est périmé ».</param>
public sealed record Situation(string Id, string Label)
{
    /// <summary>
    /// Codes of the service types that handle this case; at most 50, all among the démarche's. Empty: those of the case around it or, where
    /// contacts are named for this case that handle it, none. Cases within it may name others.
    /// </summary>
    public IReadOnlyList<string> HandledBy { get; init; } = [];

    /// <summary>The cases within it.</summary>
    public IReadOnlyList<Situation> Children { get; init; } = [];
}

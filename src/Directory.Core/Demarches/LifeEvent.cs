namespace PublicDirectory.Core.Demarches;

/// <summary>An event of a life that brings démarches about: a birth, a move (« comment faire si… »).</summary>
/// <param name="Id">Stable, of the source: <c>F14128</c>.</param>
/// <param name="Label">In French, 1 to 300 characters: « Je déménage ».</param>
public sealed record LifeEvent(string Id, string Label);

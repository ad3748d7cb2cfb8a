namespace PublicDirectory.Core.Demarches;

/// <summary>A place in the classification of démarches.</summary>
/// <param name="Id">Stable, of the source: <c>N19810</c>.</param>
/// <param name="Label">In French, 1 to 300 characters.</param>
/// <param name="Parent">The wider theme; null at the top. At most 6 levels.</param>
public sealed record Theme(string Id, string Label, Theme? Parent = null);

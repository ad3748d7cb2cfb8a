namespace PublicDirectory.Core.Demarches;

/// <summary>A téléservice.</summary>
/// <param name="Title">In French, 1 to 500 characters.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Operator">Who runs it.</param>
public sealed record OnlineService(string Title, string Url, string? Operator = null);

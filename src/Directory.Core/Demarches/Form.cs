namespace PublicDirectory.Core.Demarches;

/// <summary>A form to fill in.</summary>
/// <param name="Title">In French, 1 to 500 characters.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Number">The cerfa number as printed: <c>12100*02</c>.</param>
public sealed record Form(string Title, string Url, string? Number = null);

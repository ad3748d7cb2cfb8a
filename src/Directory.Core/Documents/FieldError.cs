namespace PublicDirectory.Core.Documents;

/// <summary>Something in a document that does not fit.</summary>
/// <param name="Path">Where, as a path of JSON names and indexes: <c>channels[2].value</c>.</param>
/// <param name="Code">Stable, for programs: <c>TOO_LONG</c>.</param>
/// <param name="Message">For people, in French: what is wrong and what would be right.</param>
public sealed record FieldError(string Path, string Code, string Message);

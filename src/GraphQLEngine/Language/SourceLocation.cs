namespace GraphQLEngine.Language;

/// <summary>A place in a document. Both numbers start at 1; a column counts Unicode characters, not bytes.</summary>
/// <param name="Line">The line; a line ends with LF, CR or CR LF.</param>
/// <param name="Column">The character within the line.</param>
/// <remarks>Spec (September 2025) §7.1.7, Errors: "locations".</remarks>
public readonly record struct SourceLocation(int Line, int Column);

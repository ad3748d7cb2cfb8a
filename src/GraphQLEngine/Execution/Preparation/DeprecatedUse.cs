using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>Something deprecated that an operation uses.</summary>
/// <param name="Coordinate">Its schema coordinate, e.g. <c>Office.phone</c>, <c>Query.office(id:)</c>, <c>Kind.OLD</c>.</param>
/// <param name="Reason">Why not to use it.</param>
/// <param name="Location">Where the document uses it first.</param>
/// <remarks>Spec (September 2025) §3.13.3, @deprecated, and §3.14, Schema Coordinates.</remarks>
public sealed record DeprecatedUse(string Coordinate, string Reason, SourceLocation Location);

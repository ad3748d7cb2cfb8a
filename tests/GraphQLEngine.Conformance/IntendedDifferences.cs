namespace GraphQLEngine.Conformance;

/// <summary>Every difference that is meant, with its reason. Anything else fails the comparison.</summary>
internal static class IntendedDifferences
{
    // Introspection lists these in no promised order: graphql-js as it meets types, ours as the schema writes them.
    private static readonly string[] UnorderedLists = [".types", ".possibleTypes", ".directives"];

    public static bool IsUnordered(string path) => UnorderedLists.Any(l => path.EndsWith(l, StringComparison.Ordinal));

    public static bool AllowsVerdicts(Answer ours, Answer theirs) => false;

    public static bool AllowsSyntaxLocation(Answer ours, Answer theirs) => false;

    public static (IEnumerable<AnswerError> Ours, IEnumerable<AnswerError> Theirs) Validation(Answer ours, Answer theirs) =>
        (ours.Errors, theirs.Errors);
}

using GraphQLEngine.Execution;

namespace GraphQLEngine.Introspection;

internal static class Deprecation
{
    // Deprecated members appear only when the client asks for them.
    public static IReadOnlyList<T> Filter<T>(IReadOnlyList<T> members, Func<T, string?> reason, ResolverContext context) =>
        context.Argument<bool>("includeDeprecated") || members.All(m => reason(m) is null)
            ? members
            : [.. members.Where(m => reason(m) is null)];
}

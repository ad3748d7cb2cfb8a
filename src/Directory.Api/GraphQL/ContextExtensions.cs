using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Short ways to what resolvers need.</summary>
internal static class ContextExtensions
{
    public static Picture Picture(this in ResolverContext context) => context.Request<DirectoryRequest>().Picture;

    /// <summary>The argument <c>first</c>, from 0 to the most items of a page.</summary>
    public static int First(this in ResolverContext context, int most) => context.Argument<int>("first") is var first && first >= 0 && first <= most
        ? first
        : throw Wrong("first", $"\"first\" is {first}; it must be between 0 and {most}.{(first > most ? " Where the list has pages, \"after\" leads to the next one." : "")}");

    /// <summary>Asks the directory; an argument that does not fit becomes an error for the client.</summary>
    public static T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (QueryArgumentException e)
        {
            throw new GraphQLException(
                e.Message, extensions: new Dictionary<string, object?> { ["argument"] = e.Argument });
        }
    }

    /// <summary>An argument of the client's that does not fit.</summary>
    public static GraphQLException Wrong(string argument, string message) =>
        new(message, extensions: new Dictionary<string, object?> { ["argument"] = argument });
}

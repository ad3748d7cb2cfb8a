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
        : throw Wrong("first", $"« first » vaut {first} : il doit être compris entre 0 et {most}.{(first > most ? " Si la liste a des pages, « after » mène à la suivante." : "")}");

    /// <summary>Asks the directory; an argument that does not fit becomes an error for the client.</summary>
    public static T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (QueryArgumentException e)
        {
            throw Wrong(e.Argument, e.Message);
        }
    }

    /// <summary>An argument of the client's that does not fit.</summary>
    /// <param name="argument">Its name.</param>
    /// <param name="message">A French sentence: sites show it to people.</param>
    public static RefusedInputException Wrong(string argument, string message) =>
        new(message, new Dictionary<string, object?> { ["argument"] = argument });
}

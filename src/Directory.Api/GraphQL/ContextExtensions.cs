using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>Short ways to what resolvers need.</summary>
internal static class ContextExtensions
{
    // What a unit of cost goes through (bench/Bench -- costs): receptions stand side by side in memory; distances and words of names are
    // worked out record by record.
    private const int ReceptionsAUnit = 32;
    private const int RecordsAUnit = 8;
    private const int MeasuredRecordsAUnit = 2;

    // Gathering what has a word in its name, before anything is looked at; finding the first that are near.
    private const int UnitsOfAName = 200;
    private const int UnitsOfNearness = 50;

    public static Picture Picture(this in ResolverContext context) => context.Request<DirectoryRequest>().Picture;

    /// <summary>The argument <c>first</c>, from 0 to the most items of a page.</summary>
    public static int First(this in ResolverContext context, int most) => context.Argument<int>("first") is var first
        && first >= 0
        && first <= most
        ? first
        : throw Wrong(
            "first",
            $"« first » vaut {first} : il doit être compris entre 0 et {most}.{(first > most ? " Si la liste a des pages, « after » mène à la suivante." : "")}");

    /// <summary>
    /// A page of administrations. The records gone through for it, and later for its count, add to what the request costs.
    /// </summary>
    public static AdministrationPage List(this ResolverContext context, AdministrationQuery query)
    {
        context.Spend((query.Name is null ? 0 : UnitsOfAName) + (query.Near is null && query.Box is null ? 0 : UnitsOfNearness)
            + (query.ExternalIds?.Count ?? 0));
        var inAUnit = query.Near is not null || query.Box is not null || query.Name is not null ? MeasuredRecordsAUnit
            : query.OpenAt is not null ? ReceptionsAUnit
            : RecordsAUnit;
        return Ask(() => context.Picture().List(query, records => context.Spend(records / inAUnit)));
    }

    /// <summary>Asks the directory; an argument that does not fit becomes an error for the client.</summary>
    public static T Ask<T>(Func<T> question)
    {
        try
        {
            return question();
        }
        catch (QueryArgumentException e)
        {
            throw e.Argument == "after" ? WrongCursor(e.Message) : Wrong(e.Argument, e.Message);
        }
    }

    /// <summary>A cursor that is none, or of another list: code <c>CURSOR_INVALID</c>.</summary>
    /// <param name="message">A French sentence: sites show it to people.</param>
    public static GraphQLException WrongCursor(string message) =>
        new(message, "CURSOR_INVALID", new Dictionary<string, object?> { ["argument"] = "after" });

    /// <summary>An argument of the client's that does not fit.</summary>
    /// <param name="argument">Its name.</param>
    /// <param name="message">A French sentence: sites show it to people.</param>
    public static RefusedInputException Wrong(string argument, string message) =>
        new(message, new Dictionary<string, object?> { ["argument"] = argument });
}

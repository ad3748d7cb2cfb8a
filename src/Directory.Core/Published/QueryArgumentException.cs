namespace PublicDirectory.Core.Published;

/// <summary>An argument of a query does not fit: a mistake of whoever asks, to be told to them.</summary>
public sealed class QueryArgumentException : Exception
{
    /// <param name="argument">The argument: <c>after</c>, <c>first</c>, <c>near</c>.</param>
    /// <param name="message">What is wrong and what would be right: a French sentence, since sites show it to people.</param>
    public QueryArgumentException(string argument, string message)
        : base(message) => Argument = argument;

    /// <summary>The argument: <c>after</c>, <c>first</c>, <c>near</c>.</summary>
    public string Argument { get; }

    internal static void CheckFirst(int first, int max)
    {
        if (first < 0 || first > max)
        {
            throw new QueryArgumentException("first", $"« first » vaut {first} : il doit être compris entre 0 et {max}.");
        }
    }
}

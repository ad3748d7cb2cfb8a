using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search.Queries;

namespace PublicDirectory.Core.Orientation;

/// <summary>The kind of counter that a message names by its label or acronym: « la Caf », « votre préfecture ».</summary>
internal static class NamedService
{
    /// <summary>The one with the longest name, and of those the first named; null where none is named.</summary>
    public static ServiceTypeRecord? In(UsagerMessage message, Picture picture)
    {
        var text = Joined(message.Words);
        (ServiceTypeRecord Type, int Length, int Place)? best = null;
        foreach (var type in picture.ServiceTypes)
        {
            foreach (var name in (ReadOnlySpan<string?>)[type.Document.Label, type.Document.Acronym])
            {
                var words = name is null ? "" : Joined(QueryWord.Read(name));
                var place = words.Length <= 2 ? -1 : text.IndexOf(words, StringComparison.Ordinal);
                if (place >= 0
                    && (best is not { } known || words.Length > known.Length || (words.Length == known.Length && place < known.Place)))
                {
                    best = (type, words.Length, place);
                }
            }
        }

        return best?.Type;
    }

    // By their stems, so that plurals are the same, with a space on both sides of each.
    private static string Joined(IReadOnlyList<QueryWord> words) => $" {string.Join(' ', words.Select(word => word.Term))} ";
}

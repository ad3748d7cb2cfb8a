using PublicDirectory.Core.Territories;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>The words of names as they are compared: see also the function <c>fold_name</c> of the database, which folds alike.</summary>
internal static class FoldedWords
{
    private static readonly HashSet<string> Small =
        ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"];

    /// <summary><c>mairie saint etienne</c> for « Mairie - St-Étienne ».</summary>
    public static string Fold(string text) => string.Join(' ', All(text));

    /// <summary>The words to look for: those of one's sentence (« de », « la ») are not always the name's.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = All(text).ToList();
        return words.Where(word => !Small.Contains(word)).ToList() is { Count: > 0 } telling ? telling : words;
    }

    /// <summary>Whether every word begins one of the name's.</summary>
    public static bool Begin(IReadOnlyList<string> words, string name)
    {
        var own = All(name).ToList();
        return words.All(word => own.Exists(of => of.StartsWith(word, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> All(string text) => TextFolding.Fold(text)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word switch { "st" => "saint", "ste" => "sainte", _ => word });
}

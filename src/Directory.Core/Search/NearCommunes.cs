using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Search.Queries;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search;

/// <summary>Communes whose name is nearly what was written: « Villeurbane », « Vilefranche sur Saone ».</summary>
public static class NearCommunes
{
    // Below, every other name is near.
    private const int MinLength = 5;
    private const int MaxLength = 45; // the longest name of France

    /// <summary>Those with the fewest mistakes, the most populous first; none for a short text.</summary>
    /// <param name="territories">Where to look: at each name once, for what nothing else was found for.</param>
    /// <param name="text">A whole name, as someone wrote it.</param>
    /// <param name="first">The most that are wanted.</param>
    public static IReadOnlyList<Commune> Find(TerritoryIndex territories, string text, int first)
    {
        ArgumentNullException.ThrowIfNull(territories);
        ArgumentNullException.ThrowIfNull(text);
        var wanted = PlaceName.Fold(text);
        if (wanted.Length is < MinLength or > MaxLength)
        {
            return [];
        }

        var maxEdits = Spelling.MaxEdits(wanted.Length);
        var near = new NearWords(wanted, maxEdits, stackalloc ulong[NearWords.RoomFor(MaxLength + NearWords.MaxEdits)]);
        var found = new List<(Commune Commune, int Edits)>();
        foreach (var commune in territories.Communes)
        {
            // Mistakes are made after the first letter. Accents are folded away, and nothing is longer for it.
            if (commune.IsStanding && Math.Abs(commune.Name.Length - wanted.Length) <= 2 * maxEdits
                && PlaceName.Fold(commune.Name) is var name && name[0] == wanted[0] && Math.Abs(name.Length - wanted.Length) <= maxEdits
                && EditsOf(near, name) is var edits && edits <= maxEdits)
            {
                found.Add((commune, edits));
            }
        }

        var least = found.Count == 0 ? 0 : found.Min(one => one.Edits);
        return [.. found.Where(one => one.Edits == least).Select(one => one.Commune).OrderByDescending(commune => commune.Population ?? 0).Take(first)];
    }

    private static int EditsOf(NearWords near, string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (!near.Read(i, name[i], i > 0 ? name[i - 1] : default))
            {
                return int.MaxValue;
            }
        }

        return near.EditsAt(name.Length);
    }
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search.Analysis;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Territories.Reading;

namespace PublicDirectory.Core.Published.Searching;

/// <summary>A kind of counter that a text names.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Start">The first character of its name.</param>
/// <param name="End">The character after the last.</param>
public sealed record NamedService(ServiceTypeRecord Type, int Start, int End);

/// <summary>
/// Finds the kinds of counter that a text names. A label is named where all its words stand in their order, in the singular or the plural;
/// an acronym only as it is written: in capitals, alone, or after a word that leads to a name (« la caf », « mon sip »). Never by its stem:
/// « si » is not the SIE.
/// </summary>
internal sealed class ServiceNames
{
    private static readonly HashSet<string> Leading =
        [
            "la", "le", "l", "les", "au", "aux", "du", "des", "ma", "mon", "mes", "sa", "son", "ses", "ta", "ton", "votre", "vos", "notre",
            "nos", "leur"
        ];

    private readonly Dictionary<string, (ServiceTypeRecord Type, bool IsAcronym)> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _longest = new(StringComparer.Ordinal); // by first word

    public ServiceNames(IEnumerable<ServiceTypeRecord> types)
    {
        foreach (var type in types)
        {
            Add(type.Document.Label, type, isAcronym: false);
            foreach (var name in ServiceKinds.NamesOf(type.Document.Code))
            {
                Add(name, type, isAcronym: false);
            }

            if (type.Document.Acronym is { } acronym)
            {
                Add(acronym, type, isAcronym: true);
            }
        }
    }

    /// <summary>The kinds named, in order, the longest name where several begin at one word.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="isQuery">Whether it is a few words to look for, where a word is an acronym if it may be one.</param>
    public IReadOnlyList<NamedService> In(string text, bool isQuery)
    {
        var words = new PlaceText(text);
        var keys = Array.ConvertAll(words.Words, word => TextFolding.Singular(word.Folded));
        var found = new List<NamedService>();
        for (var i = 0; i < keys.Length;)
        {
            var (type, end) = (default(ServiceTypeRecord), i + 1);
            var most = Math.Min(keys.Length, i + _longest.GetValueOrDefault(keys[i]));
            for (var last = i + 1; last <= most; last++)
            {
                if (_types.TryGetValue(string.Join(' ', keys[i..last]), out var known)
                    && (!known.IsAcronym || IsAcronym(text, words, i, known.Type.Document.Acronym!, isQuery)))
                {
                    (type, end) = (known.Type, last);
                }
            }

            if (type is not null)
            {
                found.Add(new NamedService(type, words.Words[i].Start, words.Words[end - 1].End));
            }

            i = end;
        }

        return found;
    }

    private static bool IsAcronym(string text, PlaceText words, int place, string acronym, bool isQuery)
    {
        var word = words.Words[place];
        var written = text.AsSpan(word.Start, word.End - word.Start);
        if (!word.Written.Equals(TextFolding.Fold(acronym), StringComparison.Ordinal)) // « cafs » is none
        {
            return false;
        }

        var isCapital = words.HasCase && !written.ContainsAnyInRange('a', 'z');
        return isCapital
            || (!StopWords.Contains(word.Folded) && (isQuery || words.Words.Length == 1 || Leading.Contains(words.At(place - 1))));
    }

    private void Add(string name, ServiceTypeRecord type, bool isAcronym)
    {
        var keys = Array.ConvertAll(new PlaceText(name).Words, word => TextFolding.Singular(word.Folded));
        if (keys.Length > 0 && _types.TryAdd(string.Join(' ', keys), (type, isAcronym)))
        {
            _longest[keys[0]] = Math.Max(_longest.GetValueOrDefault(keys[0]), keys.Length);
        }
    }
}

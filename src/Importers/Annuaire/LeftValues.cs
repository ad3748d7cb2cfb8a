using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>What of one record could not be read: reported, and left in the document in its own words.</summary>
internal sealed class LeftValues(IssueReporter issues)
{
    private readonly List<UnreadValue> _values = [];

    public IssueReporter Issues => issues;

    /// <summary>In the order of the record, each once.</summary>
    public IReadOnlyList<UnreadValue> Values => _values;

    /// <param name="block">The block that it belongs to.</param>
    /// <param name="label">What the source takes it for, in French.</param>
    /// <param name="code">The issue that is reported.</param>
    /// <param name="message">Why it was not read.</param>
    /// <param name="text">As written.</param>
    public void Leave(string block, string label, string code, string message, string text)
    {
        issues.Warn(code, message, text);
        if (FieldText.Paragraphs(text) is not { } words || _values.Count == UnreadValue.Most)
        {
            return;
        }

        var value =
            new UnreadValue(
                block, label, words.Length > UnreadValue.MaxTextLength ? IssueReporter.Cut(words, UnreadValue.MaxTextLength) : words);
        if (!_values.Contains(value))
        {
            _values.Add(value);
        }
    }

    /// <summary>The text; null where it is longer than a document may hold, which is left: nothing is cut.</summary>
    public string? Bounded(string? text, int maxLength, string block, string label)
    {
        if (text is null || text.Length <= maxLength)
        {
            return text;
        }

        Leave(
            block, label, IssueCodes.TextTooLong,
            $"This has {text.Length} characters where at most {maxLength} are taken ({label}); it was left for an editor.",
            text);
        return null;
    }
}

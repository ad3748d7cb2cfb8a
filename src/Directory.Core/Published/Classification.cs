using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published;

/// <summary>A theme of the classification of démarches: one for each code, whatever démarches stand under it.</summary>
/// <param name="code">Its code in the source.</param>
/// <param name="label">In French.</param>
public sealed class PublishedTheme(string code, string label)
{
    /// <summary>Its code in the source: <c>N19810</c>.</summary>
    public string Code { get; } = code;

    /// <summary>In French, as the démarche published last has it.</summary>
    public string Label { get; } = label;

    /// <summary>The wider themes, the one of most démarches first: sources put some themes in several places. Empty at the top.</summary>
    public IReadOnlyList<PublishedTheme> Parents { get; internal set; } = [];
}

/// <summary>An event of a life that brings démarches about: one for each code.</summary>
/// <param name="Code">Its code in the source: <c>F14128</c>.</param>
/// <param name="Label">In French, as the démarche published last has it.</param>
public sealed record PublishedLifeEvent(string Code, string Label);

/// <summary>The themes and events that published démarches name. Each of these repeats their words; here each is one thing.</summary>
internal sealed class Classification
{
    private readonly Dictionary<JsonText, PublishedTheme> _themes = [];
    private readonly Dictionary<JsonText, PublishedLifeEvent> _lifeEvents = [];

    /// <param name="bySequence">The démarches in the order of the log: what the last one says holds.</param>
    public Classification(IReadOnlyList<DemarcheRecord> bySequence)
    {
        var parents = new Dictionary<(JsonText Child, JsonText Parent), int>();
        foreach (var record in bySequence)
        {
            foreach (var theme in record.Themes)
            {
                for (ThemeView? level = theme; level is { } each; level = each.Parent)
                {
                    _themes[each.Id] = new PublishedTheme(each.Id.ToString(), each.Label.ToString());
                    if (each.Parent is { } parent)
                    {
                        parents[(each.Id, parent.Id)] = parents.GetValueOrDefault((each.Id, parent.Id)) + 1;
                    }
                }
            }

            foreach (var lifeEvent in record.LifeEvents)
            {
                _lifeEvents[lifeEvent.Id] = new PublishedLifeEvent(lifeEvent.Id.ToString(), lifeEvent.Label.ToString());
            }
        }

        foreach (var child in parents.GroupBy(pair => pair.Key.Child))
        {
            _themes[child.Key].Parents =
            [
                .. child.Select(pair => (Theme: _themes[pair.Key.Parent], Count: pair.Value))
                    .OrderByDescending(parent => parent.Count)
                    .ThenBy(parent => parent.Theme.Code, StringComparer.Ordinal)
                    .Select(parent => parent.Theme),
            ];
        }

        Themes = [.. _themes.Values.OrderBy(theme => TextFolding.Fold(theme.Label), StringComparer.Ordinal).ThenBy(
            theme => theme.Code, StringComparer.Ordinal)];
        LifeEvents = [.. _lifeEvents.Values.OrderBy(one => TextFolding.Fold(one.Label), StringComparer.Ordinal).ThenBy(
            one => one.Code, StringComparer.Ordinal)];
    }

    /// <summary>In the order of their labels.</summary>
    public IReadOnlyList<PublishedTheme> Themes { get; }

    /// <summary>In the order of their labels.</summary>
    public IReadOnlyList<PublishedLifeEvent> LifeEvents { get; }

    public PublishedTheme? FindTheme(JsonText code) => _themes.GetValueOrDefault(code);

    public PublishedLifeEvent? FindLifeEvent(JsonText code) => _lifeEvents.GetValueOrDefault(code);
}

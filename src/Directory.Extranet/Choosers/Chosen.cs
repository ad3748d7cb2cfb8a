using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Choosers;

/// <summary>
/// What a chooser holds: a text as a person types it, and the code of what was chosen for it. The code counts as long as the text is
/// still the one that it answers: whoever types something else over it has chosen nothing yet.
/// </summary>
public sealed record Chosen
{
    /// <summary>What is in the field.</summary>
    public string? Text { get; set; }

    /// <summary>The text that <see cref="Code"/> answers.</summary>
    public string? For { get; set; }

    /// <summary>What was chosen; null for nothing yet.</summary>
    public string? Code { get; set; }

    /// <summary>What the text may mean, when it means several things: shown as radio buttons.</summary>
    [JsonIgnore]
    [BindNever]
    public IReadOnlyList<Choice> Matches { get; set; } = [];

    /// <summary>Whether the matches are only nearly what was typed.</summary>
    [JsonIgnore]
    [BindNever]
    public bool IsNear { get; set; }

    /// <summary>Whether something is typed that nothing was chosen for.</summary>
    [JsonIgnore]
    public bool IsOpen => !string.IsNullOrWhiteSpace(Text) && Code is null;

    public static Chosen Of(Choice choice) => new() { Text = choice.Label, For = choice.Label, Code = choice.Value };
}

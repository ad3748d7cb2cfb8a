using System.Text.Json.Serialization;

namespace PublicDirectory.Core.Demarches;

/// <summary>A téléservice.</summary>
/// <param name="Title">In French, 1 to 500 characters.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Operator">Who runs it.</param>
public sealed record OnlineService(string Title, string Url, string? Operator = null)
{
    /// <summary>What it is for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OnlineServiceKind Kind { get; init; }

    /// <summary>The innermost cases that it is for, one of which must hold; empty: always.</summary>
    public IReadOnlyList<string> Situations { get; init; } = [];
}

/// <summary>What an online service is for. Only the first is a way to do the démarche.</summary>
public enum OnlineServiceKind
{
    /// <summary>The démarche is done, or begun, there.</summary>
    Do,

    /// <summary>One sees there what became of it.</summary>
    Follow,

    /// <summary>It computes what one may get or pay.</summary>
    Simulate,

    /// <summary>It informs, looks something up, or gives a part of what is needed: an act, a stamp.</summary>
    Inform,
}

namespace PublicDirectory.Core.Demarches;

/// <summary>What a démarche costs, in one case or in all.</summary>
public sealed record DemarcheCost
{
    /// <summary>In the words of the source, 1 to 3,000 characters, may have lines.</summary>
    public required string Text { get; init; }

    /// <summary>How much, where the words give one amount; 0 for free.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Of the amount, by its code in ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The innermost case that it is for; null for all.</summary>
    public string? Situation { get; init; }

    /// <summary>Reads the costs of a document.</summary>
    internal sealed class Reader() : TextOrList<DemarcheCost>(text => new DemarcheCost { Text = text });
}

/// <summary>How long a démarche takes, in one case or in all.</summary>
public sealed record DemarcheDelay
{
    /// <summary>In the words of the source, 1 to 3,000 characters, may have lines.</summary>
    public required string Text { get; init; }

    /// <summary>How long, as in ISO 8601 (<c>P2M</c>), where the words give one length of time: the most that it takes.</summary>
    public string? Duration { get; init; }

    /// <summary>What it means that the administration does not answer; null where the words don't say.</summary>
    public SilenceMeaning? Silence { get; init; }

    /// <summary>The innermost case that it is for; null for all.</summary>
    public string? Situation { get; init; }

    /// <summary>Reads the delays of a document.</summary>
    internal sealed class Reader() : TextOrList<DemarcheDelay>(text => new DemarcheDelay { Text = text });
}

/// <summary>What the silence of an administration means.</summary>
public enum SilenceMeaning
{
    /// <summary>« Silence vaut accord ».</summary>
    Accepted,

    /// <summary>« Silence vaut refus ».</summary>
    Refused,
}

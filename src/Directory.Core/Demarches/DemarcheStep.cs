namespace PublicDirectory.Core.Demarches;

/// <summary>Something to do.</summary>
public sealed record DemarcheStep
{
    /// <summary>What it is part of.</summary>
    public required DemarcheStage Stage { get; init; }

    /// <summary>In French, 1 to 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>How, at most 20,000 characters, may have lines.</summary>
    public string? Body { get; init; }

    /// <summary>The innermost case that it is for; null for all.</summary>
    public string? Situation { get; init; }
}

/// <summary>What a step is part of.</summary>
public enum DemarcheStage
{
    /// <summary>Tell of a change or a loss, find out whether one is concerned.</summary>
    Signal,

    /// <summary>Put the file together and hand it in.</summary>
    Build,

    /// <summary>Wait, pay, follow what becomes of it.</summary>
    Follow,

    /// <summary>Receive the result; renew, end or contest it.</summary>
    Close,
}

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>What is said of public holidays: of all, or of each.</summary>
public sealed record HolidaysForm
{
    public const string EachDate = "dates";
    public const string AllClosed = "fermes";
    public const string AsUsual = "ouverts";

    /// <summary>One of the constants.</summary>
    public string? Policy { get; set; }

    public List<HolidayForm> Dates { get; set; } = [];
}

/// <summary>A public holiday to confirm.</summary>
public sealed record HolidayForm
{
    public const string Closed = "ferme";
    public const string Usual = "ouvert";
    public const string OtherHours = "particuliers";

    /// <summary><c>2026-12-25</c>.</summary>
    public string? Date { get; set; }

    /// <summary>One of the constants; empty: not yet.</summary>
    public string? Answer { get; set; }
}

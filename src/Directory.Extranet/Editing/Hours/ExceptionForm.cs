namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>Something out of the ordinary, as it is typed: a closure, other hours, or something to tell.</summary>
public sealed record ExceptionForm
{
    public const string Closure = "fermeture";
    public const string OtherHours = "horaires";
    public const string Information = "information";

    /// <summary>The most characters in a message.</summary>
    public const int MaxMessageLength = 300;

    /// <summary>One of the constants; empty while nothing was chosen.</summary>
    public string? Kind { get; set; }

    public string? From { get; set; }

    /// <summary>Empty: one day only or, for an information, until it is taken away.</summary>
    public string? To { get; set; }

    /// <summary>For other hours: the weekdays of the dates.</summary>
    public WeekForm Week { get; set; } = new();

    /// <summary>For an information.</summary>
    public string? Title { get; set; }

    public string? Message { get; set; }

    /// <summary>Empty: fifteen days before.</summary>
    public string? ShownFrom { get; set; }
}

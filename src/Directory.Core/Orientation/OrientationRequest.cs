using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Orientation;

/// <summary>What a lost usager says, and what they have answered so far.</summary>
public sealed record OrientationRequest
{
    /// <summary>The most characters of a message: a long mail.</summary>
    public const int MaxMessageLength = 5000;

    /// <summary>The most answers.</summary>
    public const int MaxAnswers = 30;

    /// <summary>The most interlocutors of an answer.</summary>
    public const int MaxInterlocutors = 5;

    /// <summary>The usager's own words; null or blank where there are none.</summary>
    public string? Message { get; init; }

    /// <summary>The démarche, where it is known already.</summary>
    public DemarcheRecord? Demarche { get; init; }

    /// <summary>The usager's commune; null where it is not known: the message may name it.</summary>
    public InseeCode? Commune { get; init; }

    /// <summary>The answers so far, in any order. One to a question that is not asked (any more) is passed over.</summary>
    public IReadOnlyList<OrientationReply> Replies { get; init; } = [];

    /// <summary>For which instant.</summary>
    public required Instant At { get; init; }

    /// <summary>The school holidays; null where they are not known.</summary>
    public SchoolCalendar? Schools { get; init; }
}

/// <summary>An answer to a closed question.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Choice">The choice's id.</param>
public sealed record OrientationReply(string Question, string Choice);

/// <summary>A question with its possible answers.</summary>
/// <param name="Id">Given back with the answer.</param>
/// <param name="Text">In French, to one person.</param>
/// <param name="Choices">Empty where the answer is a commune of the usager's, given as such.</param>
public sealed record ClosedQuestion(string Id, string Text, IReadOnlyList<ClosedAnswer> Choices);

/// <summary>A possible answer.</summary>
/// <param name="Id">Given back as the answer.</param>
/// <param name="Label">In French.</param>
public sealed record ClosedAnswer(string Id, string Label);

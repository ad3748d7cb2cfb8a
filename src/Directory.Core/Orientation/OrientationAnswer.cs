using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Orientation;

/// <summary>Where a usager should go, as far as it is clear, and what to ask next.</summary>
public sealed record OrientationAnswer
{
    /// <summary>The request in the administration's words, to read back; null where nothing was understood.</summary>
    public string? Reformulation { get; init; }

    /// <summary>The démarches that it may be about, best first; the one that is taken for granted alone.</summary>
    public required IReadOnlyList<DemarcheCandidate> Candidates { get; init; }

    /// <summary>The démarche that the rest of the answer is about; null while it is not clear.</summary>
    public DemarcheRecord? Demarche { get; init; }

    /// <summary>The commune that the rest of the answer is about: given, answered or named in the message.</summary>
    public Commune? Commune { get; init; }

    /// <summary>What to ask next; null once the way is clear, or where no question would help.</summary>
    public ClosedQuestion? Question { get; init; }

    /// <summary>Whom to turn to; null while démarche or service, or commune, are not known.</summary>
    public InterlocutorAnswer? Interlocutors { get; init; }

    /// <summary>What everyone brings, and what the cases answered ask for; in the order of the démarche.</summary>
    public IReadOnlyList<RequiredDocumentView> RequiredDocuments { get; init; } = [];

    /// <summary>What to tell the usager to do first, in French; null where there is nothing to say.</summary>
    public string? Advice { get; init; }

    /// <summary>A memo to send; null until there is a démarche or someone to turn to.</summary>
    public OrientationMemo? Memo { get; init; }
}

/// <summary>A démarche that a message may be about.</summary>
/// <param name="demarche">The démarche.</param>
/// <param name="score">How well it fits.</param>
/// <param name="because">Why; asked for once, where it is shown, since texts are searched for it.</param>
public sealed class DemarcheCandidate(DemarcheRecord demarche, double score, Func<IReadOnlyList<string>> because)
{
    private readonly Lazy<IReadOnlyList<string>> _because = new(because);

    /// <summary>The démarche.</summary>
    public DemarcheRecord Demarche { get; } = demarche;

    /// <summary>How well it fits: about 1 for all the words in the title. Comparable within one message only.</summary>
    public double Score { get; } = score;

    /// <summary>Why, in French; at least one.</summary>
    public IReadOnlyList<string> Because => _because.Value;
}

/// <summary>A memo for the usager, plain text.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Lines, without markup.</param>
public sealed record OrientationMemo(string Subject, string Text);

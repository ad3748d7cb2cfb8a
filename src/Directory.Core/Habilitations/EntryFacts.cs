using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Habilitations;

/// <summary>What a decision looks at in an entry.</summary>
/// <param name="EntryId">The entry; of a new one, the id that it will have.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">As refusals call it.</param>
/// <param name="Types">Codes of its service types.</param>
/// <param name="Departement">Where it stands; null when it stands nowhere.</param>
/// <param name="Ancestors">Its parent, the parent's parent and so on, in no order.</param>
public sealed record EntryFacts(
    Guid EntryId, EntryKind Kind, string Name, IReadOnlyList<string> Types, string? Departement, IReadOnlyList<Guid> Ancestors);

/// <summary>What a decision looks at in a change request.</summary>
/// <param name="State">Where it is.</param>
/// <param name="AuthorId">Who wrote it.</param>
public sealed record RequestFacts(ChangeRequestState State, Guid AuthorId);

namespace PublicDirectory.Core.Journal;

/// <summary>Something that someone did; when, the database says.</summary>
/// <param name="AccountId">Who; null for the program itself.</param>
/// <param name="Action">What, in two words: <c>change_request.submitted</c>.</param>
/// <param name="ObjectKind">What kind of thing it was done to: <c>change_request</c>, <c>access_grant</c>, <c>account</c>, ...</param>
/// <param name="ObjectId">Which one.</param>
/// <param name="Detail">References and codes, at most some 8,000 bytes as JSON: never the text of a message, a name or an address.</param>
public sealed record JournalEntry(
    Guid? AccountId,
    string Action,
    string ObjectKind,
    Guid ObjectId,
    IReadOnlyDictionary<string, string?>? Detail = null);

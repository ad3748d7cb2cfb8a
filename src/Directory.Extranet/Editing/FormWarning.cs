namespace PublicDirectory.Extranet.Editing;

/// <summary>Something in a form that is allowed and rarely meant: saved once the agent says so, which the journal keeps.</summary>
/// <param name="Code">Stable, for the journal: <c>LONG_DAY</c>.</param>
/// <param name="Message">For the agent.</param>
public sealed record FormWarning(string Code, string Message);

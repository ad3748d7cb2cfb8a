namespace PublicDirectory.Core.Administrations;

/// <summary>The unit that answers for an entry's content, as shown to the public. Never a person.</summary>
/// <param name="Name">Its name, in French, 1 to 300 characters.</param>
/// <param name="Administration">Its own entry, where it has one.</param>
public sealed record ResponsibleUnit(string Name, Guid? Administration = null);

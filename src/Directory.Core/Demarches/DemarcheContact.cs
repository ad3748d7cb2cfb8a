namespace PublicDirectory.Core.Demarches;

/// <summary>Whom to turn to where no counter of the directory is.</summary>
/// <param name="Scope">What kind of contact.</param>
/// <param name="Label">In French, 1 to 500 characters.</param>
/// <param name="Url">A page that tells how to reach them.</param>
public sealed record DemarcheContact(ContactScope Scope, string Label, string? Url = null);

/// <summary>What kind of contact it is.</summary>
public enum ContactScope
{
    /// <summary>One body or line for the whole country.</summary>
    National,

    /// <summary>A professional of the usager's choice: a notaire, an avocat.</summary>
    Professional,

    /// <summary>A counter outside France: an embassy, a consulate.</summary>
    Abroad,

    /// <summary>A local counter that the directory does not hold.</summary>
    Local,
}

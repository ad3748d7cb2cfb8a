namespace PublicDirectory.Core.Demarches;

/// <summary>For whom a démarche is.</summary>
public enum Audience
{
    /// <summary>Private persons (« particuliers »).</summary>
    Individuals,

    /// <summary>Businesses and the self-employed (« professionnels »).</summary>
    Businesses,

    /// <summary>Associations.</summary>
    Associations,
}

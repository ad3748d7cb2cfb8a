namespace GraphQLEngine.Validation;

/// <summary>The bounds of what a document may ask for. Fragments count wherever they are spread.</summary>
public sealed record ValidationOptions
{
    /// <summary>Bounds that leave room for rich pages and for the standard introspection query.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>How many levels of fields an operation may have, introspection apart.</summary>
    public int MaxDepth { get; init; } = 15;

    /// <summary>How many levels of fields stand below <c>__schema</c> and <c>__type</c>; the standard query needs 13.</summary>
    public int MaxIntrospectionDepth { get; init; } = 20;

    /// <summary>How many fields an operation may select.</summary>
    public int MaxFields { get; init; } = 2000;

    /// <summary>How many aliases an operation may use.</summary>
    public int MaxAliases { get; init; } = 200;

    /// <summary>How many directives a document may have.</summary>
    public int MaxDirectives { get; init; } = 500;

    /// <summary>How many directives may stand at one place.</summary>
    public int MaxDirectivesPerLocation { get; init; } = 10;

    /// <summary>How often one selection may repeat a response name, inline fragments included.</summary>
    public int MaxRepeatedFields { get; init; } = 50;

    /// <summary>How many variables an operation may declare.</summary>
    public int MaxVariables { get; init; } = 200;

    /// <summary>
    /// How many items a list that a client sends may have, in the document or in a variable: each field that takes it goes through it.
    /// </summary>
    public int MaxListItems { get; init; } = 1000;

    /// <summary>How many errors are reported before the rest is not looked at.</summary>
    public int MaxErrors { get; init; } = 50;
}

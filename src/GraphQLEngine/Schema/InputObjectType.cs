namespace GraphQLEngine.Schema;

/// <summary>A set of input fields.</summary>
/// <remarks>Spec (September 2025) §3.10, Input Objects.</remarks>
public sealed class InputObjectType : NamedType
{
    internal InputObjectType(string name)
        : base(name)
    {
    }

    /// <summary>The fields, in the order of the schema.</summary>
    public IReadOnlyList<InputValueDefinition> Fields { get; internal set; } = [];

    /// <summary>True where exactly one field must be given, and not null.</summary>
    public bool IsOneOf { get; internal set; }

    internal InputObjectCodec? Codec { get; set; }

    /// <summary>The field of this name; null when there is none.</summary>
    public InputValueDefinition? FindField(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }
}

namespace GraphQLEngine.Schema;

/// <summary>The shape of a value given for a scalar.</summary>
public enum ScalarInputKind
{
    /// <summary>A string.</summary>
    String,

    /// <summary>A number without fraction or exponent.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Float,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A bare name, which only literals can be.</summary>
    Enum,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,
}

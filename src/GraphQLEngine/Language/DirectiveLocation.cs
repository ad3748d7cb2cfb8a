namespace GraphQLEngine.Language;

/// <summary>Where a directive may stand.</summary>
/// <remarks>Spec (September 2025) §3.13, Directives.</remarks>
public enum DirectiveLocation
{
    /// <summary>A query.</summary>
    Query,

    /// <summary>A mutation.</summary>
    Mutation,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A selected field.</summary>
    Field,

    /// <summary>The definition of a fragment.</summary>
    FragmentDefinition,

    /// <summary>The use of a named fragment.</summary>
    FragmentSpread,

    /// <summary>A fragment written in place.</summary>
    InlineFragment,

    /// <summary>The declaration of a variable.</summary>
    VariableDefinition,

    /// <summary>The schema itself.</summary>
    Schema,

    /// <summary>A scalar type.</summary>
    Scalar,

    /// <summary>An object type.</summary>
    Object,

    /// <summary>A field of an object or interface type.</summary>
    FieldDefinition,

    /// <summary>An argument of a field or directive.</summary>
    ArgumentDefinition,

    /// <summary>An interface type.</summary>
    Interface,

    /// <summary>A union type.</summary>
    Union,

    /// <summary>An enum type.</summary>
    Enum,

    /// <summary>A value of an enum type.</summary>
    EnumValue,

    /// <summary>An input object type.</summary>
    InputObject,

    /// <summary>A field of an input object type.</summary>
    InputFieldDefinition,
}

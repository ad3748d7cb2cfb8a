namespace GraphQLEngine.Language;

/// <summary>How directive locations are written in SDL and in introspection.</summary>
public static class DirectiveLocationNames
{
    // in the order of the enum
    private static readonly string[] Names =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    /// <summary>The name, e.g. <c>FIELD_DEFINITION</c>.</summary>
    public static string ToSdl(this DirectiveLocation location) => Names[(int)location];

    internal static bool TryParse(string name, out DirectiveLocation location)
    {
        var index = Array.IndexOf(Names, name);
        location = (DirectiveLocation)Math.Max(0, index);
        return index >= 0;
    }

    internal static IReadOnlyList<string> All => Names;
}

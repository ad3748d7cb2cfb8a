namespace GraphQLEngine.Tests.Validation;

public class FragmentsOnObjectInterfaceOrUnionTypesRuleTests
{
    [Fact]
    public void FragmentsOnObjectInterfaceOrUnionTypes_FragmentOnAnEnum_IsRefused() => Check.Errors(
        """{ node { ... on Kind { id } } }""",
        """A fragment applies to an object type, an interface or a union; "Kind" is none. [1:17]""");

    [Fact]
    public void FragmentsOnObjectInterfaceOrUnionTypes_FragmentDefinitionOnAnInput_IsRefused() => Check.Errors(
        """{ ...F } fragment F on Filter { name }""",
        """A fragment applies to an object type, an interface or a union; "Filter" is none. [1:24]""");
}

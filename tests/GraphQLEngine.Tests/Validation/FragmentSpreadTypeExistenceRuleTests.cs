namespace GraphQLEngine.Tests.Validation;

public class FragmentSpreadTypeExistenceRuleTests
{
    [Fact]
    public void FragmentSpreadTypeExistence_UnknownType_IsRefusedWithCloseName() => Check.Errors(
        """{ node { ... on Offic { id } } }""",
        """The type "Offic" does not exist. Did you mean "Office"? [1:17]""");

    [Fact]
    public void FragmentSpreadTypeExistence_UnknownTypeOfADefinition_IsRefused() => Check.Errors(
        """{ ...F } fragment F on Nowhere { id }""",
        """The type "Nowhere" does not exist. [1:24]""");
}

namespace GraphQLEngine.Tests.Validation;

public class InputObjectFieldNamesRuleTests
{
    [Fact]
    public void InputObjectFieldNames_UnknownField_IsRefusedWithCloseName() => Check.Errors(
        """{ office { find(filter: { level: 1, nam: "x" }) { id } } }""",
        """
        "Filter" has no field "nam". Did you mean "name"? [1:37]
        """);
}

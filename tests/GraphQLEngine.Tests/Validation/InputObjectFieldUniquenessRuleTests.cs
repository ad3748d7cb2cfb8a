namespace GraphQLEngine.Tests.Validation;

public class InputObjectFieldUniquenessRuleTests
{
    [Fact]
    public void InputObjectFieldUniqueness_SameFieldTwice_IsRefused() => Check.Errors(
        """{ office { find(filter: { level: 1, level: 2 }) { id } } }""",
        """The input field "level" is given twice. [1:27 1:37]""");
}

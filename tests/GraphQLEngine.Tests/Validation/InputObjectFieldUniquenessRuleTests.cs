namespace GraphQLEngine.Tests.Validation;

public class InputObjectFieldUniquenessRuleTests
{
    [Fact]
    public void InputObjectFieldUniqueness_SameFieldTwice_IsRefused() => Check.Errors(
        """{ office { find(filter: { level: 1, level: 2 }) { id } } }""",
        """The input field "level" is given twice. [1:27 1:37]""");

    [Fact]
    public void InputObjectFieldUniqueness_WhereNothingTakesTheObject_IsCheckedAllTheSame() => Check.Errors(
        """{ number(n: 1, unknown: { a: 1, a: 2 }) }""",
        """
        "Query.number" has no argument "unknown". [1:16]
        """,
        """The input field "a" is given twice. [1:27 1:33]""");
}

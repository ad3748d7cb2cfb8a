namespace GraphQLEngine.Tests.Validation;

public class RequiredArgumentsRuleTests
{
    [Fact]
    public void RequiredArguments_MissingArgument_IsRefused() => Check.Errors(
        """{ number }""",
        """
        "Query.number" needs the argument "n" of type "Int!". [1:3]
        """);

    [Fact]
    public void RequiredArguments_MissingArgumentOfADirective_IsRefused() => Check.Errors(
        """{ node @skip { id } }""",
        """
        "@skip" needs the argument "if" of type "Boolean!". [1:8]
        """);

    [Fact]
    public void RequiredArguments_ArgumentWithDefault_MayBeLeftOut() => Check.Errors(
        """{ office { find { id } } }""");
}

namespace GraphQLEngine.Tests.Validation;

public class ArgumentUniquenessRuleTests
{
    [Fact]
    public void ArgumentUniqueness_SameArgumentTwice_IsRefused() => Check.Errors(
        """{ number(n: 1, n: 2) }""",
        """The argument "n" is given twice. [1:10 1:16]""");
}

namespace GraphQLEngine.Tests.Validation;

public class VariableUniquenessRuleTests
{
    [Fact]
    public void VariableUniqueness_SameVariableTwice_IsRefused() => Check.Errors(
        """query ($n: Int!, $n: Int!) { number(n: $n) }""",
        """The variable "$n" is declared twice. [1:8 1:18]""");
}

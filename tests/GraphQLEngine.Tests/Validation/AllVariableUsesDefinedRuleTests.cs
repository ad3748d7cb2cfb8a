namespace GraphQLEngine.Tests.Validation;

public class AllVariableUsesDefinedRuleTests
{
    [Fact]
    public void AllVariableUsesDefined_UndeclaredVariable_IsRefused() => Check.Errors(
        """query A { number(n: $n) }""",
        """The variable "$n" is not declared by the operation "A". [1:21 1:1]""");

    [Fact]
    public void AllVariableUsesDefined_UndeclaredVariableInAFragment_IsRefusedForTheOperationWithoutIt() => Check.Errors(
        """query A($n: Int!) { ...F } query B { ...F } fragment F on Query { number(n: $n) }""",
        """The variable "$n" is not declared by the operation "B". [1:77 1:28]""");

    [Fact]
    public void AllVariableUsesDefined_UndeclaredVariableInADirective_IsRefused() => Check.Errors(
        """{ node @skip(if: $s) { id } }""",
        """The variable "$s" is not declared by the operation. [1:18 1:1]""");
}

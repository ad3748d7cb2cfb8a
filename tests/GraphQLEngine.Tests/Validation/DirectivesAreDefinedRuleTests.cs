namespace GraphQLEngine.Tests.Validation;

public class DirectivesAreDefinedRuleTests
{
    [Fact]
    public void DirectivesAreDefined_UnknownDirective_IsRefusedWithCloseName() => Check.Errors(
        """{ node @includ(if: true) { id } }""",
        """The directive "@includ" does not exist. Did you mean "include"? [1:8]""");
}

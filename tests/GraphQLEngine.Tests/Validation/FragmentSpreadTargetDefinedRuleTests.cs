namespace GraphQLEngine.Tests.Validation;

public class FragmentSpreadTargetDefinedRuleTests
{
    [Fact]
    public void FragmentSpreadTargetDefined_UnknownFragment_IsRefusedWithCloseName() => Check.Errors(
        """{ ...Fields ...Field } fragment Fields on Query { node { id } }""",
        """The fragment "Field" is not defined. Did you mean "Fields"? [1:13]""");
}

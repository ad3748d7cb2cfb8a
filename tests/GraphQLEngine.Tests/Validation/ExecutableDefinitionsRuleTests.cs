namespace GraphQLEngine.Tests.Validation;

public class ExecutableDefinitionsRuleTests
{
    [Fact]
    public void ExecutableDefinitions_TypeDefinition_IsRefused() => Check.Errors(
        """{ node { id } } type A { b: Int }""",
        """A request holds operations and fragments only, no definitions of a schema. [1:22]""");

    [Fact]
    public void ExecutableDefinitions_OperationsAndFragments_AreAccepted() => Check.Errors(
        """{ ...F } fragment F on Query { node { id } }""");
}

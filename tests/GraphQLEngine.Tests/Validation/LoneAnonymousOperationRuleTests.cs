namespace GraphQLEngine.Tests.Validation;

public class LoneAnonymousOperationRuleTests
{
    [Fact]
    public void LoneAnonymousOperation_AnonymousBesideNamed_IsRefused() => Check.Errors(
        """{ node { id } } query B { node { id } }""",
        """An operation without a name must be the only one. [1:1]""");

    [Fact]
    public void LoneAnonymousOperation_AnonymousWithFragment_IsAccepted() => Check.Errors(
        """{ ...F } fragment F on Query { node { id } }""");
}

namespace GraphQLEngine.Tests.Validation;

public class DirectivesAreUniquePerLocationRuleTests
{
    [Fact]
    public void DirectivesAreUniquePerLocation_SameDirectiveTwice_IsRefused() => Check.Errors(
        """{ node @once @once { id } }""",
        """The directive "@once" stands here twice. [1:8 1:14]""");

    [Fact]
    public void DirectivesAreUniquePerLocation_RepeatableDirectiveTwice_IsAccepted() => Check.Errors(
        """{ node @many @many(n: 1) { id } }""");
}

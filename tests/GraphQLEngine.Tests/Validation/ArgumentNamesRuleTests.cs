namespace GraphQLEngine.Tests.Validation;

public class ArgumentNamesRuleTests
{
    [Fact]
    public void ArgumentNames_UnknownArgument_IsRefusedWithCloseName() => Check.Errors(
        """{ office(idd: 1) { id } }""",
        """
        "Query.office" has no argument "idd". Did you mean "id"? [1:10]
        """);

    [Fact]
    public void ArgumentNames_UnknownArgumentOfADirective_IsRefused() => Check.Errors(
        """{ office @many(m: 1) { id } }""",
        """
        "@many" has no argument "m". Did you mean "n"? [1:16]
        """);
}

namespace GraphQLEngine.Tests.Validation;

public class DirectivesAreInValidLocationsRuleTests
{
    [Fact]
    public void DirectivesAreInValidLocations_FieldDirectiveOnAQuery_IsRefused() => Check.Errors(
        """query @once { node { id } }""",
        """The directive "@once" may not stand on QUERY. [1:7]""");

    [Fact]
    public void DirectivesAreInValidLocations_QueryDirectiveOnAQuery_IsAccepted() => Check.Errors(
        """query @onQuery { node { id } }""");

    [Fact]
    public void DirectivesAreInValidLocations_SkipOnAVariable_IsRefused() => Check.Errors(
        """query ($n: Int! @skip(if: true)) { number(n: $n) }""",
        """The directive "@skip" may not stand on VARIABLE_DEFINITION. [1:17]""");
}

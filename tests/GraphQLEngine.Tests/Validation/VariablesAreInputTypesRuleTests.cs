namespace GraphQLEngine.Tests.Validation;

public class VariablesAreInputTypesRuleTests
{
    [Fact]
    public void VariablesAreInputTypes_ObjectType_IsRefused() => Check.Errors(
        """query ($o: Office) { any(value: $o) }""",
        """The variable "$o" has the type "Office", which is not an input type. [1:12]""");

    [Fact]
    public void VariablesAreInputTypes_UnknownType_IsRefusedWithCloseName() => Check.Errors(
        """query ($f: [Filte!]) { any(value: $f) }""",
        """The type "Filte" does not exist. Did you mean "Filter"? [1:13]""");
}

namespace GraphQLEngine.Tests.Validation;

public class FieldSelectionMergingRuleTests
{
    [Fact]
    public void FieldSelectionMerging_SameFieldTwice_IsAccepted() => Check.Errors(
        """{ office { name name } office { name } }""");

    [Fact]
    public void FieldSelectionMerging_DifferentFieldsUnderOneAlias_AreRefused() => Check.Errors(
        """{ office { x: name x: phone } }""",
        """
        "x" would hold different fields: "name" and "phone". Give one of them another alias. [1:12 1:20]
        """);

    [Fact]
    public void FieldSelectionMerging_DifferentArguments_AreRefused() => Check.Errors(
        """{ number(n: 1) number(n: 2) }""",
        """
        "number" would hold "number" with different arguments. Give one of them another alias. [1:3 1:16]
        """);

    [Fact]
    public void FieldSelectionMerging_SameArgumentsInAnotherOrder_AreAccepted() => Check.Errors(
        """{ office { find(first: 1, filter: { level: 1, name: "a" }) { id } find(filter: { name: "a", level: 1 }, first: 1) { id } } }""");

    [Fact]
    public void FieldSelectionMerging_DifferentFieldsOnDifferentObjects_AreAccepted() => Check.Errors(
        """{ result { ... on Office { x: id } ... on Form { x: id } } }""");

    [Fact]
    public void FieldSelectionMerging_DifferentShapesOnDifferentObjects_AreRefused() => Check.Errors(
        """{ result { ... on Office { floor } ... on Form { floor } } }""",
        """
        "floor" would hold different types: "Int" and "String". Give one of them another alias. [1:28 1:50]
        """);

    [Fact]
    public void FieldSelectionMerging_InterfaceAgainstObject_IsRefused() => Check.Errors(
        """{ named { x: name ... on Office { x: phone } } }""",
        """
        "x" would hold different fields: "name" and "phone". Give one of them another alias. [1:11 1:35]
        """);

    [Fact]
    public void FieldSelectionMerging_ConflictBelowMergedFields_IsRefused() => Check.Errors(
        """{ office { parent { x: id } } ...F } fragment F on Query { office { parent { x: name } } }""",
        """
        "x" would hold different fields: "id" and "name". Give one of them another alias. [1:21 1:78]
        """);

    [Fact]
    public void FieldSelectionMerging_ConflictAmongThreeFields_IsRefusedForEachAgainstTheFirst() => Check.Errors(
        """{ a: number(n: 1) a: number(n: 1) a: number(n: 3) }""",
        """
        "a" would hold "number" with different arguments. Give one of them another alias. [1:3 1:35]
        """);
}

namespace GraphQLEngine.Execution;

/// <summary>
/// What costs how much where the schema does not say. An operation costs the weights of its fields and of the objects
/// that its lists may hold at the most.
/// </summary>
/// <remarks>
/// Follows the GraphQL community's cost directives specification, with whole numbers, and one figure for fields and
/// objects together.
/// </remarks>
public sealed record CostOptions
{
    /// <summary>The weight of an object whose type has no <c>@cost</c>.</summary>
    public int ObjectWeight { get; init; } = 1;

    /// <summary>The weight of a leaf value whose field and type have no <c>@cost</c>.</summary>
    public int LeafWeight { get; init; }

    /// <summary>How many items a list is taken to have where nothing says it.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>How many objects of introspection, which are at hand, weigh one.</summary>
    public int IntrospectedPerUnit { get; init; } = 10;
}

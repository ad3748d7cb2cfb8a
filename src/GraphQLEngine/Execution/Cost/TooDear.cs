using System.Globalization;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

// The end of a request that costs more than it may: before it runs, or once it turns out.
internal static class TooDear
{
    public static GraphQLError Error(int cost, int limit) =>
        new(Message(cost, limit), ErrorCodes.CostLimit) { Extensions = Extensions(cost, limit) };

    public static ExecutionAbortedException Exception(int cost, int limit) =>
        new(Message(cost, limit), ErrorCodes.CostLimit, Extensions(cost, limit));

    private static string Message(int cost, int limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"The operation costs {(cost == int.MaxValue ? "far too much" : $"{cost}")}; at most {limit} is allowed. Ask for fewer items (a lower \"first\"), or for fewer lists inside each other.");

    private static Dictionary<string, object?> Extensions(int cost, int limit) => new() { ["cost"] = cost, ["limit"] = limit };
}

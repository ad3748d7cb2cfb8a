using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Validation;

// A variable where a value is expected. Type is null where the document gets the place itself wrong.
internal readonly record struct VariableUsage(
    VariableNode Node, GraphQLType? Type, bool HasDefault, bool IsOneOfField);

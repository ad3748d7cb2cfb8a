using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace PublicDirectory.Api.Tests.GraphQL;

/// <summary>What of a contract would no longer hold under another: a request that was right is refused, or an answer has what it never had.</summary>
internal static class ContractBreaks
{
    /// <summary>The places that break, as <c>Type.field(argument)</c>.</summary>
    public static IReadOnlyList<string> Between(string promised, string served)
    {
        var (before, after) = (SchemaBuilder.Build(promised), SchemaBuilder.Build(served));
        return [.. before.Types.Where(type => !type.IsBuiltIn).SelectMany(type =>
            after.FindType(type.Name) is { } now && now.GetType() == type.GetType() ? Of(type, now) : [type.Name])];
    }

    private static IEnumerable<string> Of(NamedType before, NamedType after) => (before, after) switch
    {
        (FieldsType was, FieldsType now) => was.Interfaces.Select(face => face.Name).Except(now.Interfaces.Select(face => face.Name))
            .Select(face => $"{was.Name} {face}")
            .Concat(was.Fields.SelectMany(field => OfField($"{was.Name}.{field.Name}", field, now.FindField(field.Name)))),
        (UnionType was, UnionType now) => was.PossibleTypes.Select(type => type.Name).Except(now.PossibleTypes.Select(type => type.Name))
            .Select(type => $"{was.Name} {type}"),
        (EnumType was, EnumType now) => was.Values.Where(value => now.Find(value.Name) is null).Select(value => $"{was.Name}.{value.Name}"),
        (InputObjectType was, InputObjectType now) => OfInputs(was.Fields, now.Fields, name => $"{was.Name}.{name}")
            .Concat(now.IsOneOf && !was.IsOneOf ? [was.Name] : []),
        _ => [],
    };

    private static IEnumerable<string> OfField(string place, FieldDefinition was, FieldDefinition? now) =>
        now is null || !IsWithin(now.Type, was.Type)
            ? [place]
            : OfInputs(was.Arguments, now.Arguments, name => $"{place}({name})");

    private static IEnumerable<string> OfInputs(
        IReadOnlyList<InputValueDefinition> before, IReadOnlyList<InputValueDefinition> after, Func<string, string> place) =>
        before
            .Where(was => after.FirstOrDefault(now => now.Name == was.Name) is not { } now
                || !IsWithin(was.Type, now.Type) || (now.IsRequired && !was.IsRequired) || Default(was) != Default(now))
            .Concat(after.Where(now => now.IsRequired && before.All(was => was.Name != now.Name)))
            .Select(value => place(value.Name));

    private static string? Default(InputValueDefinition value) => value.DefaultValue is { } written ? ValuePrinter.Print(written) : null;

    // Whether every value of the first is one of the second.
    private static bool IsWithin(GraphQLType narrow, GraphQLType wide) => (narrow, wide) switch
    {
        (NonNullType one, NonNullType other) => IsWithin(one.OfType, other.OfType),
        (NonNullType one, _) => IsWithin(one.OfType, wide),
        (_, NonNullType) => false,
        (ListType one, ListType other) => IsWithin(one.OfType, other.OfType),
        (NamedType one, NamedType other) => one.Name == other.Name,
        _ => false,
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;
using GraphQLEngine.Language;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>The schema of the comparison with a resolver for every field, registered by the shape of its type.</summary>
internal sealed partial class TestSchema
{
    private readonly GraphQLSchema _schema;
    private readonly bool _isAsync;

    private TestSchema(string sdl, bool isAsync)
    {
        _schema = SchemaBuilder.Build(sdl);
        _isAsync = isAsync;
    }

    public static string Sdl { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema.graphql"));

    /// <summary>Builds it. Where asynchronous, every second field is; the answers must stay the same.</summary>
    public static ExecutableSchema Build(bool isAsync)
    {
        var builder = new TestSchema(Sdl, isAsync);
        return ExecutableSchema.Build(Sdl, builder.Resolvers());
    }

    private ResolverMap Resolvers()
    {
        var map = new ResolverMap()
            .Scalar("Even", ParseEven, (writer, even) => writer.WriteNumber(CheckEven(even).Value))
            .Scalar("Day", ParseDay, (writer, day) => writer.WriteString(CheckDay(day).Value))
            .ScalarOutput<Echo>("Json", (writer, echo) => writer.WriteRaw(echo.Utf8))
            .Query(fields => Register(fields, _schema.QueryType, static (_, context) => context.Request<RunningRequest>().Seed))
            .Mutation(fields => Register(fields, _schema.MutationType!, static (_, context) => context.Request<RunningRequest>().Seed))
            .AddIntrospection();
        foreach (var type in _schema.Types.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            if (type is ObjectType o && o != _schema.QueryType && o != _schema.MutationType && o != _schema.SubscriptionType)
            {
                map.Object<Item>(o.Name, fields => Register(fields, o, static (item, _) => item.Seed));
            }
            else if (type is InterfaceType or UnionType)
            {
                map.Interface<Item>(type.Name, cases => Cases(cases, (CompositeType)type));
            }
        }

        return map;
    }

    private static void Cases(AbstractResolvers<Item> cases, CompositeType type)
    {
        foreach (var possible in type.PossibleTypes)
        {
            cases.Case(possible.Name, (Item value, [MaybeNullWhen(false)] out Item concrete) =>
            {
                concrete = value;
                return value.TypeName == possible.Name;
            });
        }
    }

    private void Register<TSource>(
        ObjectResolvers<TSource> fields, ObjectType type, Func<TSource, ResolverContext, string> seed)
    {
        for (var i = 0; i < type.Fields.Count; i++)
        {
            var field = type.Fields[i];
            new FieldRegistration<TSource>(fields, type, field, seed, _isAsync && i % 2 == 0).Add();
        }
    }

    private static Even ParseEven(in ScalarInput input)
    {
        // JSON has one kind of number: 4.0 is even.
        var isWhole = input.Kind == ScalarInputKind.Integer || (input.Kind == ScalarInputKind.Float && input.Literal is null);
        return isWhole
            && double.TryParse(input.Text, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1e9 && number % 2 == 0
            ? new Even((long)number)
            : throw new GraphQLException("not an even number");
    }

    private static Even CheckEven(Even even) =>
        even.Value % 2 == 0 ? even : throw new GraphQLException("not an even number");

    private static Day ParseDay(in ScalarInput input) => CheckDay(new Day(input.String()));

    private static Day CheckDay(Day day) => DayFormat().IsMatch(day.Value) ? day : throw new GraphQLException("not a day");

    [GeneratedRegex(@"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\z")]
    private static partial Regex DayFormat();
}

using GraphQL;
using GraphQL.Types;

namespace PublicDirectory.GraphQLNet;

/// <summary>The part of the contract that <c>bench/compare/schema.graphql</c> says, as GraphQL.NET's guide has it: code first.</summary>
internal sealed class DirectorySchema : Schema
{
    public DirectorySchema(Data data) => Query = new QueryType(data);
}

internal sealed class QueryType : ObjectGraphType
{
    public QueryType(Data data)
    {
        Name = "Query";
        var administration = new AdministrationType();
        Field("administration", administration)
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .Resolve(context => data.Find(context.GetArgument<string>("id")));
        Field("administrations", new NonNullGraphType(new ConnectionType(administration)))
            .Argument<FilterType>("filter")
            .Argument<NearType>("near")
            .Argument<IntGraphType>("first", argument => argument.DefaultValue = 20)
            .Resolve(context =>
            {
                var (filter, first) = (context.GetArgument<Filter?>("filter"), context.GetArgument<int>("first"));
                return context.GetArgument<Near?>("near") is { } near
                    ? data.Nearest(near.Point, near.Radius, filter?.Types, first)
                    : data.List(filter?.Types, filter?.Departement, first);
            });
    }
}

internal sealed class Filter
{
    public string[]? Types { get; set; }

    public string? Departement { get; set; }
}

internal sealed class Near
{
    public required Point Point { get; set; }

    public int Radius { get; set; }
}

internal sealed class FilterType : InputObjectGraphType<Filter>
{
    public FilterType()
    {
        Name = "AdministrationFilter";
        Field("types", new ListGraphType(new NonNullGraphType(new IdGraphType())));
        Field("departement", new IdGraphType());
    }
}

internal sealed class NearType : InputObjectGraphType<Near>
{
    public NearType()
    {
        Name = "Near";
        Field<NonNullGraphType<PointType>>("point");
        Field<IntGraphType>("radius").DefaultValue(10_000);
    }
}

internal sealed class PointType : InputObjectGraphType<Point>
{
    public PointType()
    {
        Name = "PointInput";
        Field<NonNullGraphType<FloatGraphType>>("latitude");
        Field<NonNullGraphType<FloatGraphType>>("longitude");
    }
}

internal sealed class ConnectionType : ObjectGraphType<Page>
{
    public ConnectionType(AdministrationType administration)
    {
        Name = "AdministrationConnection";
        var edge = new ObjectGraphType<Hit> { Name = "AdministrationEdge" };
        edge.Field("distanceMeters", new IntGraphType())
            .Resolve(context => context.Source.Metres is { } metres ? (int)Math.Round(metres) : null);
        edge.Field("node", new NonNullGraphType(administration)).Resolve(context => context.Source.Node);
        var info = new ObjectGraphType<Page> { Name = "PageInfo" };
        info.Field<NonNullGraphType<BooleanGraphType>>("hasNextPage").Resolve(context => context.Source.HasNextPage);
        Field("edges", Lists.Of(edge)).Resolve(context => context.Source.Hits);
        Field("nodes", Lists.Of(administration)).Resolve(context => context.Source.Hits.Select(hit => hit.Node));
        Field("pageInfo", new NonNullGraphType(info)).Resolve(context => context.Source);
    }
}

internal sealed class AdministrationType : ObjectGraphType<Administration>
{
    public AdministrationType()
    {
        Name = "Administration";
        var address = new ObjectGraphType<Address> { Name = "Address" };
        address.Field("lines", Lists.Of(new StringGraphType())).Resolve(context => context.Source.Lines);
        address.Field<StringGraphType>("postalCode").Resolve(context => context.Source.PostalCode);
        address.Field<StringGraphType>("city").Resolve(context => context.Source.City);
        var period = new ObjectGraphType<RegularPeriod> { Name = "RegularPeriod" };
        period.Field("days", Lists.Of(Words("Weekday", "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY")))
            .Resolve(context => context.Source.Days);
        period.Field<NonNullGraphType<StringGraphType>>("opens").Resolve(context => context.Source.Opens);
        period.Field<NonNullGraphType<StringGraphType>>("closes").Resolve(context => context.Source.Closes);
        var hours = new ObjectGraphType<OpeningHours> { Name = "OpeningHours" };
        hours.Field("regular", Lists.Of(period)).Resolve(context => context.Source.Regular);
        hours.Field<StringGraphType>("summary").Resolve(context => context.Source.Summary);
        var state = new ObjectGraphType<OpenState> { Name = "OpenState" };
        state.Field("status", new NonNullGraphType(Words("OpenStatus", "OPEN OPEN_BY_APPOINTMENT CLOSED UNKNOWN")))
            .Resolve(context => context.Source.Status);
        state.Field<NonNullGraphType<StringGraphType>>("label").Resolve(context => context.Source.Label);
        var channel = new ObjectGraphType<Channel> { Name = "ContactChannel" };
        channel.Field("kind", new NonNullGraphType(Words(
            "ChannelKind", "ONLINE_SERVICE FORM EMAIL PHONE APPOINTMENT COUNTER POST FAX WEBSITE SOCIAL")))
            .Resolve(context => context.Source.Kind);
        channel.Field<NonNullGraphType<StringGraphType>>("label").Resolve(context => context.Source.Label);
        channel.Field<NonNullGraphType<StringGraphType>>("value").Resolve(context => context.Source.Value);
        channel.Field<StringGraphType>("href").Resolve(context => context.Source.Href);

        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => context.Source.Id);
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(context => context.Source.Name);
        Field<StringGraphType>("verifiedAt").Resolve(context => context.Source.VerifiedAt);
        Field("addresses", Lists.Of(address)).Resolve(context => context.Source.Addresses);
        Field("openingHours", hours).Resolve(context => context.Source.OpeningHours);
        Field("openState", new NonNullGraphType(state)).Resolve(context => context.Source.OpenState);
        Field("channels", Lists.Of(channel)).Resolve(context => context.Source.Channels);
    }

    private static EnumerationGraphType Words(string name, string words)
    {
        var type = new EnumerationGraphType { Name = name };
        foreach (var word in words.Split(' '))
        {
            type.Add(word, word);
        }

        return type;
    }
}

internal static class Lists
{
    public static NonNullGraphType Of(IGraphType item) => new(new ListGraphType(new NonNullGraphType(item)));
}

using System.Collections;
using System.Text;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Tests.Execution;

// Sources that are views over compact records: structs all the way, lists and cases of an interface included.
public class StructSourceTests
{
    private static readonly byte[] Name = Encoding.UTF8.GetBytes("""Mairie \"centrale\" é""");

    private static readonly ExecutableSchema Schema = ExecutableSchema.Build(
        """
        interface Entry { id: ID! }
        type Hall implements Entry { id: ID!, name: String!, level: Int, share: Float!, isOpen: Boolean!, rooms: [Room!]! }
        type Form implements Entry { id: ID!, pages: Int! }
        type Room { number: Int! }
        type Query { entries: [Entry!]!, halls(first: Int!): [Hall!]! }
        """,
        new ResolverMap()
            .Object<HallView>("Hall", type => type
                .Field("id", h => h.Id)
                .Field("name", _ => new Utf8Json(Name))
                .Field("level", h => h.Id == 0 ? null : (int?)h.Id)
                .Field("share", h => h.Id / 2.0)
                .Field("isOpen", h => h.Id % 2 == 0)
                .List<RoomList, Room>("rooms", h => new RoomList(h.Id % 3)))
            .Object<FormView>("Form", type => type.Field("id", f => f.Id).Field("pages", f => f.Id))
            .Object<Room>("Room", type => type.Field("number", r => r.Number))
            .Interface<EntryView>("Entry", cases => cases
                .Case("Hall", (EntryView entry, out HallView hall) =>
                {
                    hall = new HallView(entry.Id);
                    return entry.IsHall;
                })
                .Case("Form", (EntryView entry, out FormView form) =>
                {
                    form = new FormView(entry.Id);
                    return !entry.IsHall;
                }))
            .Query(query => query
                .List("entries", _ => new EntryView[] { new(0, true), new(1, false) })
                .List<HallList, HallView>("halls", (_, context) => new HallList(context.Argument<int>("first")))));

    [Fact]
    public void Structs_OfEveryShape_AreWritten()
    {
        var response = Ask.Of(
            Schema, "{ entries { __typename id ... on Form { pages } } halls(first: 2) { id name level share isOpen rooms { number } } }");

        Assert.Equal(
            """{"data":{"entries":[{"__typename":"Hall","id":"0"},{"__typename":"Form","id":"1","pages":1}],"halls":[{"id":"0","name":"Mairie \"centrale\" é","level":null,"share":0,"isOpen":true,"rooms":[]},{"id":"1","name":"Mairie \"centrale\" é","level":1,"share":0.5,"isOpen":false,"rooms":[{"number":0}]}]}}""",
            response);
    }

#if !DEBUG // an unoptimised build boxes for every comparison of a generic value with null
    [Fact]
    public async Task Structs_InALongList_AreNotBoxed()
    {
        const int Count = 1000;
        var executor = new GraphQLExecutor(Schema);
        var output = new System.Buffers.ArrayBufferWriter<byte>(1 << 20);
        var request = new GraphQLRequest($"{{ halls(first: {Count}) {{ id name level share isOpen rooms {{ number }} }} }}");
        await executor.ExecuteAsync(request, output);
        output.ResetWrittenCount();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = executor.ExecuteAsync(request, output);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(outcome.IsCompletedSuccessfully);
        Assert.InRange(allocated, 0, Count * 4); // one box alone takes 24 bytes
    }
#endif

    public readonly record struct EntryView(int Id, bool IsHall);

    public readonly record struct HallView(int Id);

    public readonly record struct FormView(int Id);

    public readonly record struct Room(int Number);

    public readonly struct RoomList(int count) : IReadOnlyList<Room>
    {
        public int Count => count;

        public Room this[int index] => new(index);

        public IEnumerator<Room> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public readonly struct HallList(int count) : IReadOnlyList<HallView>
    {
        public int Count => count;

        public HallView this[int index] => new(index);

        public IEnumerator<HallView> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

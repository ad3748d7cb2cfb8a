using System.Globalization;
using GraphQLEngine.Language;

namespace GraphQLEngine.Execution;

/// <summary>How .NET values become the built-in scalars.</summary>
/// <remarks>Spec (September 2025) §3.5.1 to §3.5.5, result coercion.</remarks>
internal sealed class LeafWriters
{
    private readonly Dictionary<(string Type, Type Value), Delegate> _writers = [];

    public LeafWriters()
    {
        Add<int>("Int", (w, v) => w.WriteNumber(v));
        Add<short>("Int", (w, v) => w.WriteNumber(v));
        Add<ushort>("Int", (w, v) => w.WriteNumber(v));
        Add<byte>("Int", (w, v) => w.WriteNumber(v));
        Add<sbyte>("Int", (w, v) => w.WriteNumber(v));
        Add<uint>("Int", (w, v) => w.WriteNumber(Int32(v)));
        Add<long>("Int", (w, v) => w.WriteNumber(Int32(v)));
        Add<double>("Float", (w, v) => w.WriteNumber(v));
        Add<float>("Float", (w, v) => w.WriteNumber(v));
        Add<decimal>("Float", (w, v) => w.WriteNumber(v));
        Add<int>("Float", (w, v) => w.WriteNumber(v));
        Add<long>("Float", (w, v) => w.WriteNumber(v));
        Add<bool>("Boolean", (w, v) => w.WriteBoolean(v));
        Add<int>("ID", (w, v) => w.WriteFormatted(v));
        Add<long>("ID", (w, v) => w.WriteFormatted(v));
        foreach (var type in new[] { "String", "ID" })
        {
            AddText(type);
            Add<Guid>(type, (w, v) => w.WriteFormatted(v));
            Add<char>(type, (w, v) => w.WriteString(new ReadOnlySpan<char>(in v)));
        }
    }

    public void Add<T>(string type, LeafWrite<T> write) => _writers[(type, typeof(T))] = write;

    public void AddText(string type)
    {
        Add<string>(type, (w, v) => w.WriteString(v));
        AddUtf8(type);
    }

    public void AddUtf8(string type)
    {
        Add<Utf8Json>(type, (w, v) => w.WriteEscapedString(v.Bytes.Span));
        Add<Utf8Text>(type, (w, v) => w.WriteString(v.Bytes.Span));
    }

    public LeafWrite<T>? Find<T>(string type) => _writers.GetValueOrDefault((type, typeof(T))) as LeafWrite<T>;

    public bool Knows(string type) => _writers.Keys.Any(k => k.Type == type);

    public string Accepted(string type) =>
        string.Join(", ", _writers.Keys.Where(k => k.Type == type).Select(k => k.Value.Name));

    private static int Int32(long value) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw new GraphQLException(
            string.Create(CultureInfo.InvariantCulture, $"Int cannot hold {value}, which needs more than 32 bits."), ErrorCodes.Internal);
}

using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Documents;

/// <summary>Every text that a document of any kind may hold, found by its type: one that is added tomorrow is cleaned as well.</summary>
public sealed class PlainDocumentTests
{
    private const string Hidden = "a\u202Eb\u200Bc\u00ADd\0e";

    public static TheoryData<Type> Kinds =>
        [.. typeof(EntryDocument).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EntryDocument)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Write_OfADocumentWhoseEveryTextHidesCharacters_HidesNone(Type kind)
    {
        var document = (EntryDocument)Make(kind, 0)!;

        var texts = PlainJson.Texts(DocumentJson.Write(document));

        Assert.All(texts, text => Assert.True(PlainText.IsClean(text), text));
        Assert.InRange(texts.Count(text => text == "abcde"), 3, 1000);
        Assert.Equal(texts.Count(text => text == "abcde"), PlainJson.Unclean(DocumentJson.WriteAsIs(document)).Count);
    }

    [Fact]
    public void Kinds_AreAll() => Assert.Equal(Enum.GetValues<EntryKind>().Length, Kinds.Count);

    // A value of that type, with a text wherever there may be one.
    private static object? Make(Type type, int depth)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        if (Known(inner) is { } known)
        {
            return known;
        }

        if (inner.IsEnum)
        {
            return Enum.GetValues(inner).GetValue(0);
        }

        if (inner.IsGenericType && inner.IsAssignableTo(typeof(IEnumerable)))
        {
            var items = inner.GetGenericArguments();
            if (items.Length == 2)
            {
                var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(items))!;
                map.Add("x", Make(items[1], depth + 1));
                return map;
            }

            var list = Array.CreateInstance(items[0], depth > 3 ? 0 : 1);
            if (list.Length > 0)
            {
                list.SetValue(Make(items[0], depth + 1), 0);
            }

            return list;
        }

        if (inner.IsValueType)
        {
            return Activator.CreateInstance(inner);
        }

        if (depth > 4)
        {
            return null;
        }

        var made = inner.GetConstructor([]) is { } plain ? plain.Invoke(null) : RuntimeHelpers.GetUninitializedObject(inner);
        foreach (var property in inner.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.SetMethod is not null))
        {
            property.SetValue(made, Make(property.PropertyType, depth + 1));
        }

        return made;
    }

    private static object? Known(Type type) =>
        type == typeof(string) ? Hidden
        : type == typeof(Guid) ? Guid.NewGuid()
        : type == typeof(bool) ? true
        : type == typeof(Instant) ? Instant.FromUtc(2026, 3, 1, 9, 0)
        : type == typeof(LocalDate) ? new LocalDate(2026, 3, 1)
        : type == typeof(InseeCode) ? InseeCode.Parse("69266")
        : type == typeof(GeoPoint) ? new GeoPoint(45.7, 4.8)
        : type.IsPrimitive ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
        : null;
}

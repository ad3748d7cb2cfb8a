using System.Text;
using GraphQLEngine.Schema;

namespace GraphQLEngine.Conformance;

/// <summary>The documents of a run. The number alone decides what a document is.</summary>
internal sealed class Corpus(GraphQLSchema schema, int seed)
{
    /// <summary>
    /// The request of a number: of ten, five are made without mistakes, three with some, two are damaged. Damage may
    /// leave bytes that are no text: then there is nothing to compare, and the request is null.
    /// </summary>
    public Request? Make(int number, out byte[]? bytes)
    {
        bytes = null;
        var kind = (number % 10) switch { < 5 => "valid", < 8 => "invalid", _ => "damaged" };
        var own = unchecked((seed * 1_000_003) + number);
        var chance = new Chance(own, kind == "invalid" ? 1 + (number % 4) : 0);
        var request = new DocumentGenerator(schema, chance).Make(kind, $"s{own % 1000}");
        if (kind != "damaged")
        {
            return request;
        }

        bytes = DocumentDamage.Damage(request.Document, chance);
        try
        {
            return request with { Document = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes) };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

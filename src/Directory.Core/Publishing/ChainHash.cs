using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Core.Publishing;

/// <summary>
/// The hash that chains the log: SHA-256 over the previous row's hash and everything that the row says. A row that was
/// altered, taken out or slipped in breaks every hash after it, which <c>verify</c> finds.
/// </summary>
public static class ChainHash
{
    /// <summary>What the first row is chained to: 32 zero bytes.</summary>
    public static readonly byte[] Start = new byte[32];

    /// <param name="previous">The hash of the row before, 32 bytes.</param>
    /// <param name="sequence">The row's sequence.</param>
    /// <param name="publication">What is published; its document as canonical JSON.</param>
    /// <param name="context">Who, from where and why.</param>
    /// <param name="changedAt">The row's <c>changed_at</c>.</param>
    public static byte[] Of(
        byte[] previous, long sequence, in Publication publication, PublicationContext context, Instant changedAt)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteBase64StringValue(previous);
            writer.WriteNumberValue(sequence);
            writer.WriteStringValue(publication.EntryId);
            writer.WriteStringValue(publication.Kind.Code());
            writer.WriteNumberValue(publication.BaseVersion + 1);
            writer.WriteStringValue(context.Path);
            writer.WriteStringValue(context.Reason);
            writer.WriteStringValue(context.Author);
            writer.WriteStringValue(context.Approver);
            writer.WriteStringValue(context.ChangeRequestId?.ToString());
            writer.WriteStringValue(context.Source);
            writer.WriteNumberValue(Microseconds(context.At));
            writer.WriteNumberValue(Microseconds(changedAt));
            if (publication.Document is { } document)
            {
                writer.WriteBase64StringValue(SHA256.HashData(document.Span));
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndArray();
        }

        return SHA256.HashData(buffer.WrittenSpan);
    }

    // What PostgreSQL keeps of an instant.
    private static long Microseconds(Instant instant) => instant.ToUnixTimeTicks() / 10;
}

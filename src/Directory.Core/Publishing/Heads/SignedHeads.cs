using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace PublicDirectory.Core.Publishing.Heads;

/// <summary>
/// Where every chain ended at a moment, signed: one line of the file of heads, <c>{"at":…,"previous":…,"heads":{…}}</c>, a tab, and the
/// signature of those bytes (ECDSA over P-256 with SHA-256, DER, base64), which <c>openssl dgst -verify</c> checks as well.
/// </summary>
/// <param name="At">When, by the clock of whoever signs.</param>
/// <param name="Previous">SHA-256 of what the line before signed, in hexadecimal; null for the very first line.</param>
/// <param name="Heads">One for each chain.</param>
public sealed record SignedHeads(Instant At, string? Previous, IReadOnlyList<ChainHead> Heads)
{
    /// <summary>No line is longer.</summary>
    public const int MaxLength = 2000;

    /// <summary>SHA-256 of what is signed: what the next line calls <see cref="Previous"/>.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Payload()));

    /// <summary>The line, without its end.</summary>
    public string Sign(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var payload = Payload();
        var signature = key.SignData(payload, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return $"{Encoding.UTF8.GetString(payload)}\t{Convert.ToBase64String(signature)}";
    }

    /// <summary>Reads a line whose signature is right.</summary>
    /// <param name="line">Without its end.</param>
    /// <param name="publicKey">Of who signed it; null takes any signature, and the line then proves nothing.</param>
    /// <exception cref="FormatException">
    /// It is no such line, or was signed by another key or not at all; the message says which.
    /// </exception>
    public static SignedHeads Read(string line, ECDsa? publicKey)
    {
        ArgumentNullException.ThrowIfNull(line);
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (line.Length > MaxLength || tab < 0)
        {
            throw new FormatException("it is not a line of heads");
        }

        var payload = Encoding.UTF8.GetBytes(line[..tab]);
        var signature = new byte[MaxLength];
        if (!Convert.TryFromBase64String(line[(tab + 1)..], signature, out var length)
            || publicKey?.VerifyData(payload, signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence) == false)
        {
            throw new FormatException("its signature is not of this key");
        }

        try
        {
            using var json = JsonDocument.Parse(payload);
            var root = json.RootElement;
            return new SignedHeads(
                InstantPattern.ExtendedIso.Parse(root.GetProperty("at").GetString()!).Value,
                root.GetProperty("previous").GetString(),
                [.. root.GetProperty("heads").EnumerateObject().Select(head => new ChainHead(
                    head.Name, head.Value.GetProperty("sequence").GetInt64(), head.Value.GetProperty("hash").GetString()!))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            throw new FormatException("it is signed, but not a line of heads", e);
        }
    }

    private byte[] Payload()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("at", InstantPattern.ExtendedIso.Format(At));
            writer.WriteString("previous", Previous);
            writer.WriteStartObject("heads");
            foreach (var head in Heads)
            {
                writer.WriteStartObject(head.Chain);
                writer.WriteNumber("sequence", head.Sequence);
                writer.WriteString("hash", head.Hash);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PublicDirectory.Extranet.Tests.Passkeys;

/// <summary>An authenticator and the browser before it, either of which may lie.</summary>
internal sealed class SoftwareKey : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] Id { get; init; } = RandomNumberGenerator.GetBytes(32);

    public byte[] Owner { get; set; } = [];

    public uint Count { get; set; } = 1;

    public void Dispose() => _key.Dispose();

    /// <summary>Makes the key that is asked for.</summary>
    public string Create(JsonElement options, Lie? lie = null)
    {
        Owner = Base64Url.DecodeFromChars(options.GetProperty("user").GetProperty("id").GetString());
        var client = Client("webauthn.create", options, lie);
        var attestation = new CborWriter();
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(
            [.. Data(options.GetProperty("rp")
                .GetProperty("id")
                .GetString()!, HasKey, lie), .. new byte[16], 0, (byte)Id.Length, .. Id, .. PublicKey()]);
        attestation.WriteEndMap();
        return Answer(new JsonObject
        {
            ["clientDataJSON"] =
                Text(client), ["attestationObject"] = Text(attestation.Encode()), ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Signs what is asked for.</summary>
    public string Get(JsonElement options, Lie? lie = null)
    {
        var client = Client("webauthn.get", options, lie);
        var data = Data(options.GetProperty("rpId").GetString()!, 0, lie);
        var signature =
            _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (lie?.Signature is true)
        {
            signature[^1] ^= 1;
        }

        var handle = lie?.Handle ?? Owner;
        return Answer(new JsonObject
        {
            ["clientDataJSON"] =
                Text(client), ["authenticatorData"] = Text(data), ["signature"] = Text(signature), ["userHandle"] = handle.Length == 0
                    ? null
                    : Text(handle),
        });
    }

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] =
            Text(Id), ["rawId"] = Text(Id), ["type"] = "public-key", ["authenticatorAttachment"] = "platform", ["response"] = response, ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    private static byte[] Client(string type, JsonElement options, Lie? lie) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = lie?.Type ?? type,
        ["challenge"] = lie?.Challenge ?? options.GetProperty("challenge").GetString(),
        ["origin"] = lie?.Origin ?? "https://localhost",
        ["crossOrigin"] = false,
    }.ToJsonString());

    private byte[] Data(string site, byte flags, Lie? lie)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, lie?.Count ?? Count++);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(lie?.Site ?? site)), (byte)(flags
            | (lie?.Flags ?? (Present | Verified))), .. count];
    }

    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (name, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            cose.WriteInt32(name);
            cose.WriteInt32(value);
        }

        cose.WriteInt32(-2);
        cose.WriteByteString(point.X!);
        cose.WriteInt32(-3);
        cose.WriteByteString(point.Y!);
        cose.WriteEndMap();
        return cose.Encode();
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

/// <summary>What an answer says that is not so.</summary>
internal sealed record Lie
{
    public string? Type { get; init; }

    public string? Challenge { get; init; }

    public string? Origin { get; init; }

    /// <summary>Whose hash the authenticator signs.</summary>
    public string? Site { get; init; }

    /// <summary>1: someone was there; 4: it was unlocked.</summary>
    public byte? Flags { get; init; }

    public uint? Count { get; init; }

    /// <summary>Empty: none.</summary>
    public byte[]? Handle { get; init; }

    public bool Signature { get; init; }
}

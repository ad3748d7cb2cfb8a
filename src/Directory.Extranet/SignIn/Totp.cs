using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>Codes of six digits that change every thirty seconds, as authenticator apps make them.</summary>
/// <remarks>RFC 6238 with SHA-1, which is what every app knows; RFC 4226 §5.3 for the truncation.</remarks>
internal static class Totp
{
    public const int KeyBytes = 20;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / 30;

    public static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // HMAC-SHA1 is what RFC 6238 prescribes and apps implement; its known weaknesses do not concern HMAC.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var binary = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (binary % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is: the current one, or one beside it for clocks that differ; null for a wrong code.</summary>
    public static long? Match(ReadOnlySpan<byte> key, string code, DateTimeOffset now)
    {
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        long? match = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.ASCII.GetBytes(Code(key, step)), System.Text.Encoding.ASCII.GetBytes(digits)))
            {
                match = step;
            }
        }

        return match;
    }

    /// <summary>Random letters and digits in base 32, five bits each.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (buffer, bits) = ((buffer << 8) | one, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Base32[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    /// <summary>What the app reads from the QR code.</summary>
    public static string Address(ReadOnlySpan<byte> key, string service, string mail) =>
        $"otpauth://totp/{Uri.EscapeDataString(service)}:{Uri.EscapeDataString(mail)}?secret={Text(key)}&issuer={Uri.EscapeDataString(service)}";
}

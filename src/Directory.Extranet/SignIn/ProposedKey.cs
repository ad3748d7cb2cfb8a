using System.Globalization;
using System.Text;
using QRCoder;

namespace PublicDirectory.Extranet.SignIn;

/// <summary>A key as it is shown: a square code for the app to read, and letters to type.</summary>
internal sealed class ProposedKey
{
    internal ProposedKey(ReadOnlySpan<byte> key, string service, string mail)
    {
        Text = string.Join(' ', Totp.Text(key).Chunk(4).Select(part => new string(part)));
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(Totp.Address(key, service, mail), QRCodeGenerator.ECCLevel.M);
        Size = code.ModuleMatrix.Count;
        var squares = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    squares.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        Squares = squares.ToString();
    }

    /// <summary>Groups of four letters and digits.</summary>
    public string Text { get; }

    /// <summary>Squares on a side, the quiet zone included.</summary>
    public int Size { get; }

    /// <summary>The dark squares, as the path of an SVG.</summary>
    public string Squares { get; }
}

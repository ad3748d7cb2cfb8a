using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Extranet.Passwords;

/// <summary>
/// The commonest passwords of known breaches, folded, as the sorted beginnings of their hashes: some six megabytes for a million. It
/// knows each that it was made of; it takes another for one of them once in 280 million, for a million (count ÷ 2⁴⁸).
/// </summary>
internal sealed class BreachedPasswords
{
    private const int HashBytes = 6;

    // Shorter ones say nothing: any word begins so.
    private const int MinLength = 4;

    private static readonly byte[] Mark = "DirPwd01"u8.ToArray();

    private readonly byte[] _hashes;

    private BreachedPasswords(byte[] hashes) => _hashes = hashes;

    public int Count => _hashes.Length / HashBytes;

    /// <summary>Makes the file of a list: <c>breached-passwords LIST FILE</c>.</summary>
    /// <param name="list">One password a line.</param>
    /// <param name="path">Replaced at once when it is whole.</param>
    /// <returns>How many are known by it: fewer than lines, since many differ by their disguise alone.</returns>
    public static int Write(IEnumerable<string> list, string path)
    {
        var hashes = list.Select(PasswordText.Normal).Select(PasswordText.Fold).Where(text => text.Length >= MinLength)
            .Select(Hash).Distinct().Order().ToArray();
        var content = new byte[Mark.Length + (hashes.Length * HashBytes)];
        Mark.CopyTo(content, 0);
        Span<byte> whole = stackalloc byte[8];
        for (var i = 0; i < hashes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(whole, hashes[i]);
            whole[^HashBytes..].CopyTo(content.AsSpan(Mark.Length + (i * HashBytes)));
        }

        var unfinished = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
        return hashes.Length;
    }

    /// <exception cref="InvalidOperationException">No file is set, or it is another one: what to do is said.</exception>
    public static BreachedPasswords Read(string? path)
    {
        const string make = "make it of a list, one password a line, with PublicDirectory.Extranet.dll breached-passwords LIST FILE "
            + "(docs/guides/operating.md, Passwords).";
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InvalidOperationException($"No list of breached passwords: set SignIn__BreachedPasswords to its file; {make}");
        }

        try
        {
            var content = File.ReadAllBytes(path);
            return content.AsSpan().StartsWith(Mark) && (content.Length - Mark.Length) % HashBytes == 0
                ? new BreachedPasswords(content[Mark.Length..])
                : throw new InvalidDataException("it was not made by this program.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidOperationException(
                $"SignIn__BreachedPasswords names \"{path}\", which cannot be used: {e.Message} Else {make}", e);
        }
    }

    public bool Contains(ReadOnlySpan<char> folded)
    {
        if (folded.Length < MinLength)
        {
            return false;
        }

        var wanted = Hash(folded.ToString());
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = At(middle);
            if (found == wanted)
            {
                return true;
            }

            (low, high) = found < wanted ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private ulong At(int index)
    {
        var hash = _hashes.AsSpan(index * HashBytes, HashBytes);
        return ((ulong)BinaryPrimitives.ReadUInt16BigEndian(hash) << 32) | BinaryPrimitives.ReadUInt32BigEndian(hash[2..]);
    }

    private static ulong Hash(string folded) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(folded))) >> (64 - (8 * HashBytes));
}

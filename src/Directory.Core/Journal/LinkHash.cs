using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PublicDirectory.Core.Journal;

/// <summary>The hash of a link, as <c>link_line</c> of migration 0080 makes it.</summary>
internal static class LinkHash
{
    /// <param name="previous">The hash of the link before.</param>
    /// <param name="fields">
    /// The chain, its sequence, when it was linked, the line's number and date (moments in microseconds since 1970), and what it says.
    /// </param>
    public static byte[] Of(byte[] previous, IEnumerable<string?> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        foreach (var field in fields)
        {
            // chain_field: each value with its length in bytes.
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            hash.AppendData(Encoding.UTF8.GetBytes(field is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}

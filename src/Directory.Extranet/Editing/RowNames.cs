using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PublicDirectory.Extranet.Editing;

/// <summary>What the rows of forms are called, as their legends say: a mistake names its row, « Contact 2 : … ».</summary>
internal static partial class RowNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Addresses"] = "Adresse",
        ["Channels"] = "Contact",
        ["Contacts"] = "Contact",
        ["Documents"] = "Document",
        ["Forms"] = "Formulaire",
        ["Passages"] = "Passage",
        ["Peaks"] = "Période",
        ["Rows"] = "Zone",
        ["Services"] = "Service",
        ["en-ligne/Services"] = "Service en ligne",
        ["Steps"] = "Étape",
    };

    /// <summary>Puts the row's name before its mistakes.</summary>
    /// <param name="errors">Those of a form.</param>
    /// <param name="section">Whose form it is: lists of one name are of several things.</param>
    public static void Name(ModelStateDictionary errors, Section section)
    {
        foreach (var (field, entry) in errors.Where(entry => entry.Value is { Errors.Count: > 0 }).ToList())
        {
            if (Row().Match(field) is not { Success: true } row
                || (Names.GetValueOrDefault($"{section.Slug}/{row.Groups["list"].Value}")
                    ?? Names.GetValueOrDefault(row.Groups["list"].Value)) is not { } name)
            {
                continue;
            }

            List<string> said = [.. entry!.Errors.Select(error => error.ErrorMessage)];
            var prefix = $"{name} {int.Parse(row.Groups["row"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1} : ";
            entry.Errors.Clear();
            foreach (var message in said)
            {
                entry.Errors.Add(message.StartsWith(prefix, StringComparison.Ordinal) ? message : prefix + Lower(message));
            }
        }
    }

    // After a colon a sentence goes on; a sign or an acronym stays as it is.
    private static string Lower(string message) =>
        message.Length > 1 && char.IsLower(message[1]) ? char.ToLowerInvariant(message[0]) + message[1..] : message;

    [GeneratedRegex(@"^Form\.(?<list>\w+)\[(?<row>[0-9]{1,4})\]", RegexOptions.NonBacktracking)]
    private static partial Regex Row();
}

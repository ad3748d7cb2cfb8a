using System.Globalization;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Commands;

/// <summary>What an import did, in a few lines whose figures add up.</summary>
internal static class ImportSummary
{
    public static string Of(
        ImportRequest request, ImportResult result, ImportResult serviceTypes, ImportIssueLog issues, PlaceTally? places, TimeSpan elapsed)
    {
        var lines = new List<string>
        {
            $"{request.Source.Code}: {Number(result.Read)} records read from {request.FileName} in {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
                + (request.IsDryRun ? " (dry run: nothing was written)" : ""),
            "  " + string.Join(" + ", new (string Name, long Count)[]
            {
                ("added", result.Added), ("changed", result.Changed), ("confirmed", result.Confirmed),
                ("kept as they are here", result.Kept), ("unchanged", result.Unchanged),
                ("deferred", result.Deferred), ("not for publication", result.Skipped), ("rejected", result.Rejected),
            }.Select(part => $"{Number(part.Count)} {part.Name}")) + $" = {Number(result.Read)}",
        };
        if (result.RemovalsProposed + result.Conflicts > 0)
        {
            lines.Add(
                $"  for an editor to decide: {Number(result.RemovalsProposed)} removals proposed, {Number(result.Conflicts)} conflicts");
        }

        if (serviceTypes.Published > 0)
        {
            lines.Add(
                $"  service types: {Number(serviceTypes.Added)} added, {Number(serviceTypes.Changed + serviceTypes.Confirmed)} changed");
        }

        if (places is not null)
        {
            lines.Add($"  places compared with the outline of their commune: {Number(places.Checked)}, of which "
                + $"{Number(issues.ByCode.GetValueOrDefault(IssueCodes.CoordinatesOutsideCommune))} outside; {Number(places.NotChecked)} not checked");
        }

        if (issues.ByCode.Count > 0)
        {
            lines.Add("  issues: " + string.Join(", ", issues.ByCode
                .OrderByDescending(code => code.Value)
                .Select(code => $"{code.Key} {Number(code.Value)}")));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Territories;

/// <summary>Territories read from files, with what could not be taken as it was.</summary>
/// <param name="Data">The territories.</param>
/// <param name="Issues">Rejected or mended records, file by file; the message starts with the file's name.</param>
internal sealed record TerritoryFilesContent(TerritoryData Data, IReadOnlyList<ImportIssue> Issues);

/// <summary>
/// Reads the files of the npm package <c>@etalab/decoupage-administratif</c> (INSEE's official geographic code, DGCL's
/// EPCI, La Poste's codes, under Licence Ouverte): <c>communes.json</c>, <c>departements.json</c>,
/// <c>regions.json</c>, <c>arrondissements.json</c>, <c>epci.json</c> and, where it is there, <c>ept.json</c>. Each may
/// be gzipped and may start with its vintage: <c>cog2026-communes.json.gz</c>.
/// </summary>
internal sealed partial class TerritoryFiles
{
    private readonly List<ImportIssue> _issues = [];
    private readonly Dictionary<string, Region> _regions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Departement> _departements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Arrondissement> _arrondissements = new(StringComparer.Ordinal);
    private readonly Dictionary<(InseeCode Code, bool IsStanding), Commune> _communes = [];
    private readonly Dictionary<string, Epci> _epci = new(StringComparer.Ordinal);
    private readonly Dictionary<InseeCode, InseeCode> _formerCodes = [];

    private TerritoryFiles()
    {
    }

    /// <param name="directory">Where the files are.</param>
    /// <param name="pointsCsv">Town halls (see <see cref="TownHallPoints"/>), or null to keep the stored ones.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="SourceFileException">A file is missing, damaged, or not about territories.</exception>
    public static async Task<TerritoryFilesContent> ReadAsync(
        string directory, string? pointsCsv, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var files = new TerritoryFiles();
        var communes = Find(directory, "communes");
        await files.ReadAsync(Find(directory, "regions"), files.ReadRegion, cancellation);
        await files.ReadAsync(Find(directory, "departements"), files.ReadDepartement, cancellation);
        await files.ReadAsync(Find(directory, "arrondissements"), files.ReadArrondissement, cancellation);
        await files.ReadAsync(communes, files.ReadCommune, cancellation);
        await files.ReadAsync(Find(directory, "epci"), files.ReadEpci, cancellation);
        if (TryFind(directory, "ept") is { } territories)
        {
            await files.ReadAsync(territories, files.ReadEpci, cancellation);
        }

        files.CheckReferences();
        if (pointsCsv is not null)
        {
            var points = await TownHallPoints.ReadAsync(pointsCsv, files.ZoneOf, cancellation);
            files._issues.AddRange(points.Issues);
            files.Locate(points);
        }

        return new TerritoryFilesContent(
            new TerritoryData
            {
                Version = Version(communes),
                Regions = [.. files._regions.Values],
                Departements = [.. files._departements.Values],
                Arrondissements = [.. files._arrondissements.Values],
                Communes = [.. files._communes.Values],
                Epci = [.. files._epci.Values],
                HasLocations = pointsCsv is not null,
                HasOutlines = false,
            },
            files._issues);
    }

    private static string Find(string directory, string name) => TryFind(directory, name)
        ?? throw new SourceFileException(
            Directory.Exists(directory)
                ? $"No {name}.json in {directory} (nor {name}.json.gz, nor cog<year>-{name}.json.gz)."
                : $"No such folder: {directory}.");

    // A plain name wins over one with a vintage, a later vintage over an earlier one.
    private static string? TryFind(string directory, string name)
    {
        if (!Directory.Exists(directory))
        {
            return null;
        }

        return Directory.EnumerateFiles(directory)
            .Select(path => (Path: path, Match: FileNamePattern().Match(Path.GetFileName(path))))
            .Where(file => file.Match.Success && file.Match.Groups["name"].Value == name)
            .OrderBy(file => file.Match.Groups["year"].Success)
            .ThenByDescending(file => file.Match.Groups["year"].Value, StringComparer.Ordinal)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => file.Path)
            .FirstOrDefault();
    }

    // The vintage from the file's name, else from the package's own description one folder up.
    private static string Version(string communes)
    {
        if (FileNamePattern().Match(Path.GetFileName(communes)).Groups["year"] is { Success: true } year)
        {
            return $"COG {year.Value}";
        }

        var package = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(communes))!, "..", "package.json");
        if (!File.Exists(package) || new FileInfo(package).Length > 100_000)
        {
            return "unknown";
        }

        try
        {
            using var description = JsonDocument.Parse(File.ReadAllBytes(package));
            var (name, version) = (description.RootElement.GetProperty("name"), description.RootElement.GetProperty("version"));
            return $"{name.GetString()} {version.GetString()}";
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "unknown";
        }
    }

    private async Task ReadAsync(string path, Action<TerritoryRecord, Source> read, CancellationToken cancellation)
    {
        var records = await JsonArrayFile.OpenAsync(path, cancellation);
        var count = 0;
        records.ForEach((element, place) =>
        {
            count++;
            var record = new TerritoryRecord(element);
            var source = new Source(records.FileName, place);
            read(record, source);
            if (record.Problem is not null)
            {
                Add(ImportIssueSeverity.Rejected, "BAD_RECORD", record.Problem, record.Key, source, record.Excerpt);
            }
        });
        if (count == 0)
        {
            throw new SourceFileException($"{records.FileName} is empty.");
        }
    }

    private void ReadRegion(TerritoryRecord record, Source source)
    {
        var name = record.Text("nom");
        var region = new Region(
            record.Digits("code", 2, 3), name, record.Link("typeLiaison", name), record.Zone("zone"), record.Code("chefLieu"));
        Keep(_regions, region.Code, region, record, source);
    }

    private void ReadDepartement(TerritoryRecord record, Source source)
    {
        var name = record.Text("nom");
        var departement = new Departement(
            record.Digits("code", 2, 3, corsican: true),
            name,
            record.Link("typeLiaison", name),
            record.Zone("zone"),
            record.Digits("region", 2, 3),
            record.Code("chefLieu"));
        Keep(_departements, departement.Code, departement, record, source);
    }

    private void ReadArrondissement(TerritoryRecord record, Source source)
    {
        var name = record.Text("nom");
        var arrondissement = new Arrondissement(
            record.Digits("code", 3, 4, corsican: true),
            name,
            record.Link("typeLiaison", name),
            record.Digits("departement", 2, 3, corsican: true),
            record.Code("chefLieu"));
        Keep(_arrondissements, arrondissement.Code, arrondissement, record, source);
    }

    private void ReadCommune(TerritoryRecord record, Source source)
    {
        CommuneKind? kind = record.Text("type") switch
        {
            "commune-actuelle" => CommuneKind.Current,
            "arrondissement-municipal" => CommuneKind.MunicipalArrondissement,
            "commune-deleguee" => CommuneKind.Delegated,
            "commune-associee" => CommuneKind.Associated,
            _ => null,
        };
        if (kind is null && record.Problem is null)
        {
            var type = record.Text("type");
            Add(ImportIssueSeverity.Rejected, "UNKNOWN_KIND", "The type of commune is not known.", null, source, type);
            return;
        }

        var (code, name) = (record.Code("code"), record.Text("nom"));
        var commune = new Commune
        {
            Code = code,
            Name = name,
            NameLink = record.Link("typeLiaison", name),
            Kind = kind ?? default,
            DepartementCode = record.Digits("departement", 2, 3, corsican: true),
            RegionCode = record.Digits("region", 2, 3),
            ArrondissementCode = record.OptionalText("arrondissement"),
            PartOf = kind switch
            {
                CommuneKind.Delegated or CommuneKind.Associated => record.Code("chefLieu"),
                CommuneKind.MunicipalArrondissement => record.Code("commune"),
                _ => null,
            },
            Population = record.OptionalCount("population"),
            Siren = record.OptionalText("siren"),
        };
        if (record.Problem is not null)
        {
            return;
        }

        commune = commune with
        {
            Siren = SirenOrNull(commune, source),
            PostalCodes = PostalCodes(record.Texts("codesPostaux"), commune, source),
            FormerCodes = FormerCodes(record.Texts("anciensCodes"), commune, source),
        };
        if (record.Problem is null && !_communes.TryAdd((commune.Code, commune.IsStanding), commune))
        {
            Add(ImportIssueSeverity.Rejected, "DUPLICATE", "The commune is there twice.", code.Value, source, name);
        }
    }

    private void ReadEpci(TerritoryRecord record, Source source)
    {
        EpciKind? kind = record.Text("type") switch
        {
            "CC" => EpciKind.CommunauteDeCommunes,
            "CA" => EpciKind.CommunauteAgglomeration,
            "CU" => EpciKind.CommunauteUrbaine,
            "METRO" => EpciKind.Metropole,
            "MET69" => EpciKind.MetropoleDeLyon,
            "EPT" => EpciKind.EtablissementPublicTerritorial,
            _ => null,
        };
        var (code, name) = (record.Digits("code", 9, 9), record.Text("nom"));
        if (kind is null && record.Problem is null)
        {
            Add(ImportIssueSeverity.Rejected, "UNKNOWN_KIND", "The type of EPCI is not known.", code, source, record.Text("type"));
            return;
        }

        var members = new SortedSet<InseeCode>();
        foreach (var member in record.Objects("membres"))
        {
            var memberCode = member.Code("code");
            if (member.Problem is not null)
            {
                Add(ImportIssueSeverity.Warning, "BAD_MEMBER", $"A member's {member.Problem} It is left out.", code, source, member.Excerpt);
            }
            else
            {
                members.Add(memberCode);
            }
        }

        Keep(_epci, code, new Epci(code, name, kind ?? default, [.. members]), record, source);
    }

    private string? SirenOrNull(Commune commune, Source source)
    {
        if (commune.Siren is { } siren && (siren.Length != 9 || !siren.All(char.IsAsciiDigit)))
        {
            Add(ImportIssueSeverity.Warning, "BAD_SIREN", "The SIREN has not nine digits; left out.", commune.Code.Value, source, siren);
            return null;
        }

        return commune.Siren;
    }

    private List<string> PostalCodes(IReadOnlyList<string> texts, Commune commune, Source source)
    {
        var codes = new List<string>(texts.Count);
        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            if (text.Length == 5 && text.All(char.IsAsciiDigit))
            {
                codes.Add(text);
            }
            else
            {
                Add(ImportIssueSeverity.Warning, "BAD_POSTAL_CODE", "A postal code has not five digits; left out.", commune.Code.Value, source, text);
            }
        }

        return codes;
    }

    // A code can have become one commune only; the first to claim it keeps it.
    private List<InseeCode> FormerCodes(IReadOnlyList<string> texts, Commune commune, Source source)
    {
        var codes = new List<InseeCode>(texts.Count);
        foreach (var text in texts)
        {
            if (!InseeCode.TryParse(text, out var former))
            {
                Add(ImportIssueSeverity.Warning, "BAD_FORMER_CODE", "A former code is not an INSEE code; left out.", commune.Code.Value, source, text);
            }
            else if (former == commune.Code)
            {
                continue;
            }
            else if (!_formerCodes.TryAdd(former, commune.Code))
            {
                Add(
                    ImportIssueSeverity.Warning,
                    "FORMER_CODE_TWICE",
                    $"A former code is claimed by {_formerCodes[former]} already; left out here.",
                    commune.Code.Value,
                    source,
                    text);
            }
            else
            {
                codes.Add(former);
            }
        }

        return codes;
    }

    private void Keep<T>(Dictionary<string, T> items, string code, T item, TerritoryRecord record, Source source)
    {
        if (record.Problem is null && !items.TryAdd(code, item))
        {
            Add(ImportIssueSeverity.Rejected, "DUPLICATE", "The code is there twice; the first one is kept.", code, source, null);
        }
    }

    // References between files. A missing chef-lieu, département or region means that the files do not belong
    // together, and stops; a commune or member that names nobody is left out.
    private void CheckReferences()
    {
        RemoveUnplacedCommunes();
        foreach (var (what, code, chefLieu) in _regions.Values.Select(item => ("Region", item.Code, item.ChefLieu))
            .Concat(_departements.Values.Select(item => ("Département", item.Code, item.ChefLieu)))
            .Concat(_arrondissements.Values.Select(item => ("Arrondissement", item.Code, item.ChefLieu))))
        {
            if (!_communes.ContainsKey((chefLieu, true)))
            {
                throw new SourceFileException(
                    $"{what} {code} has the chef-lieu {chefLieu}, which communes.json does not list: do the files belong together?");
            }
        }

        if (_departements.Values.FirstOrDefault(item => !_regions.ContainsKey(item.RegionCode)) is { } lost)
        {
            throw new SourceFileException(
                $"Département {lost.Code} names the region {lost.RegionCode}, which regions.json does not list.");
        }

        if (_arrondissements.Values.FirstOrDefault(item => !_departements.ContainsKey(item.DepartementCode)) is { } orphan)
        {
            throw new SourceFileException(
                $"Arrondissement {orphan.Code} names the département {orphan.DepartementCode}, which departements.json does not list.");
        }

        foreach (var epci in _epci.Values.ToList())
        {
            var members = epci.Members.Where(code => _communes.TryGetValue((code, true), out var commune)
                && commune.Kind is CommuneKind.Current).ToList();
            var missing = epci.Members.Except(members).ToList();
            if (missing.Count > 0)
            {
                AddAboutFile(
                    ImportIssueSeverity.Warning,
                    "UNKNOWN_MEMBER",
                    $"epci.json: {epci.Name} names {missing.Count} communes that are not current ones; left out.",
                    epci.Code,
                    string.Join(", ", missing.Take(20)));
                _epci[epci.Code] = epci with { Members = members };
            }
        }
    }

    private void RemoveUnplacedCommunes()
    {
        foreach (var (key, commune) in _communes.ToList())
        {
            var problem = !_departements.ContainsKey(commune.DepartementCode)
                ? $"names the département {commune.DepartementCode}, which departements.json does not list"
                : !_regions.ContainsKey(commune.RegionCode)
                ? $"names the region {commune.RegionCode}, which regions.json does not list"
                : commune.ArrondissementCode is { } code && !_arrondissements.ContainsKey(code)
                ? $"names the arrondissement {code}, which arrondissements.json does not list"
                : commune.PartOf is { } whole && !(_communes.TryGetValue((whole, true), out var part)
                    && part.Kind is CommuneKind.Current)
                ? $"is part of {whole}, which is not a current commune"
                : null;
            if (problem is not null)
            {
                AddAboutFile(
                    ImportIssueSeverity.Rejected,
                    "UNKNOWN_REFERENCE",
                    $"communes.json: {commune.Name} {problem}.",
                    commune.Code.Value,
                    null);
                _communes.Remove(key);
            }
        }

        CheckFormerCodes();
    }

    // Some former codes contradict the delegated commune that still bears them, which knows better.
    private void CheckFormerCodes()
    {
        foreach (var (former, claimed) in _formerCodes)
        {
            if (_communes.TryGetValue((former, false), out var delegated) && delegated.PartOf != claimed)
            {
                AddAboutFile(
                    ImportIssueSeverity.Warning,
                    "CONTRADICTORY_FORMER_CODE",
                    $"communes.json: {claimed} lists the former code {former}, but {delegated.Name} ({former}) says that "
                    + $"it is part of {delegated.PartOf}; the latter is kept.",
                    former.Value,
                    null);
                var holder = _communes[(claimed, true)];
                _communes[(claimed, true)] = holder with { FormerCodes = [.. holder.FormerCodes.Where(code => code != former)] };
            }
        }
    }

    private TerritoryZonePlace? ZoneOf(InseeCode code)
    {
        var commune = _communes.GetValueOrDefault((code, true)) ?? _communes.GetValueOrDefault((code, false));
        return commune is null
            ? null
            : new TerritoryZonePlace(commune.DepartementCode, _departements[commune.DepartementCode].Zone);
    }

    private void Locate(TownHallPoints points)
    {
        foreach (var (code, point) in points.ByCode)
        {
            // Where the chef-lieu's delegated commune shares the code, the town hall is that of the current commune.
            var key = (code, _communes.ContainsKey((code, true)));
            _communes[key] = _communes[key] with { Location = point };
        }
    }

    private void Add(
        ImportIssueSeverity severity, string code, string message, string? key, Source source, string? excerpt) =>
        _issues.Add(new ImportIssue(severity, code, $"{source.FileName}: {message}", key, source.Place, Short(excerpt)));

    private void AddAboutFile(ImportIssueSeverity severity, string code, string message, string? key, string? excerpt) =>
        _issues.Add(new ImportIssue(severity, code, message, key, default, Short(excerpt)));

    private static string? Short(string? text) => text is { Length: > 200 } ? text[..200] : text;

    [GeneratedRegex(@"^(?:cog(?<year>[0-9]{4})-)?(?<name>[a-z]+)\.json(?:\.gz)?$", RegexOptions.NonBacktracking)]
    private static partial Regex FileNamePattern();

    private readonly record struct Source(string FileName, RecordPlace Place);
}

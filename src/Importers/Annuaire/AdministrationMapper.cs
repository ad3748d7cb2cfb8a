using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Turns what a record says into our document: mends what can be mended for sure, leaves out what cannot, and reports
/// both. The same for every form of the file.
/// </summary>
internal sealed class AdministrationMapper(TerritoryIndex territories)
{
    /// <summary>The scheme of the identifiers that a partner (a prison, a France services house) gives its records.</summary>
    public const string PartnerScheme = "DILA_PARTENAIRE";

    private const string Publisher = "Direction de l'information légale et administrative";

    /// <summary>What was compared so far.</summary>
    public PlaceTally Places { get; } = new();

    /// <returns>The record; null where it cannot be imported, which is then reported.</returns>
    public SourceRecord? Map(RawAdministration raw, IssueReporter issues)
    {
        if (FieldText.Line(raw.Name) is not { } name)
        {
            issues.Reject(IssueCodes.MissingName, "The record has no name.");
            return null;
        }

        if (name.Length > AdministrationValidator.MaxNameLength)
        {
            issues.Reject(
                IssueCodes.NameTooLong, $"A name has at most {AdministrationValidator.MaxNameLength} characters.", name);
            return null;
        }

        var commune = Commune(raw, issues);
        // Where the commune is unknown, its code still begins with the département.
        var departement = commune?.DepartementCode
            ?? (InseeCode.TryParse(raw.CommuneCode, out var code) ? code.DepartementCode : null);
        var left = new LeftValues(issues);
        var (hours, phoneHours) = HoursMapper.Map(raw, issues);
        var document = new AdministrationDocument
        {
            Name = name,
            Acronym = left.Bounded(FieldText.Line(raw.Acronym), AdministrationValidator.MaxAcronymLength, "acronym", "Sigle"),
            Mission = left.Bounded(FieldText.Paragraphs(raw.Mission), AdministrationValidator.MaxMissionLength, "mission", "Missions"),
            Types = Types(raw.Types, issues),
            Commune = commune?.Code,
            Addresses = new AddressMapper(territories, Places, left).Map(raw.Addresses, commune, departement),
            Accessibility = Accessibility(raw, left),
            OpeningHours = hours,
            Channels = WithPhoneHours(new ChannelMapper(departement, left).Map(raw.Channels), phoneHours),
            ExternalIds = ExternalIds(raw.ExternalIds, left),
            Provenance = new Provenance
            {
                Source = raw.Source.Code,
                Attribution = Attribution(raw.Holder, left),
                VerifiedAt = raw.VerifiedAt,
            },
            Unread = left.Values,
        };

        var errors = AdministrationValidator.Validate(document);
        if (errors.Count > 0)
        {
            issues.Reject(
                IssueCodes.InvalidDocument,
                $"The document does not fit: {string.Join("; ", errors.Take(3).Select(e => $"{e.Path} {e.Code}"))}.");
            return null;
        }

        return new SourceRecord { Key = raw.Key, ParentKey = raw.ParentKey, Place = raw.Place, Document = document };
    }

    // The publisher itself is named by the source already.
    private static string? Attribution(string? holder, LeftValues left) =>
        FieldText.Line(holder) is { } text
        && !text.Replace('’', '\'').Contains(Publisher, StringComparison.OrdinalIgnoreCase)
            ? left.Bounded(text, Provenance.MaxAttributionLength, "provenance", "Mention de la source")
            : null;

    // The first line is the one that « accueil téléphonique » means; the source gives hours of no other.
    private static IReadOnlyList<ContactChannel> WithPhoneHours(IReadOnlyList<ContactChannel> channels, OpeningSchedule? hours)
    {
        var main = hours is null ? null : channels.FirstOrDefault(channel => channel.Kind == ChannelKind.Phone);
        return main is null ? channels : [.. channels.Select(channel => channel == main ? main with { OpeningHours = hours } : channel)];
    }

    private Commune? Commune(RawAdministration raw, IssueReporter issues)
    {
        var code = raw.CommuneCode?.Trim();
        if (territories.CurrentCommune(code) is { } current)
        {
            if (current.Code.Value != code)
            {
                issues.Warn(IssueCodes.CommuneReplaced, $"The commune {code} is part of {current.Code} {current.Name} today.", code);
            }

            return current;
        }

        // Addresses say where mail goes too: only a physical one says where the counter stands.
        var address = raw.Addresses.FirstOrDefault(address => address.Kind == AddressKind.Physical);
        if (FieldText.Line(address?.City) is { } city && territories.Locate(city, address!.PostalCode?.Trim()) is { } located)
        {
            issues.Warn(
                IssueCodes.CommuneFromAddress,
                $"The commune code is unknown; the address's postal code and city give {located.Code} {located.Name}.",
                code);
            return located;
        }

        issues.Warn(
            IssueCodes.UnknownCommune,
            "The commune code is unknown and the address does not tell the commune: the administration stands in none.",
            code);
        return null;
    }

    private static List<string> Types(IReadOnlyList<string?> types, IssueReporter issues)
    {
        var codes = new List<string>(types.Count);
        foreach (var type in types)
        {
            var code = type?.Trim();
            if (string.IsNullOrEmpty(code) || codes.Contains(code))
            {
                continue;
            }

            if (ServiceTypeCode.IsValid(code) && codes.Count < AdministrationValidator.MaxTypes)
            {
                codes.Add(code);
            }
            else
            {
                issues.Warn(IssueCodes.InvalidType, "This is no code of a service type; it was left out.", code);
            }
        }

        if (codes.Count == 0)
        {
            issues.Warn(IssueCodes.MissingType, "The record has no service type.");
        }

        return codes;
    }

    private static Accessibility? Accessibility(RawAdministration raw, LeftValues left)
    {
        var note =
            left.Bounded(
                FieldText.Paragraphs(raw.AccessNote), AdministrationValidator.MaxNoteLength, "accessibility", "Précisions sur l'accès");
        var wheelchair = WheelchairAccess.Unknown;
        switch (raw.AccessCode?.Trim())
        {
            case "ACC":
                wheelchair = WheelchairAccess.Full;
                break;
            case "DEM":
                wheelchair = WheelchairAccess.Partial;
                break;
            case "NAC":
                wheelchair = WheelchairAccess.None;
                break;
            case null or "":
                break;
            case var other:
                left.Issues.Warn(IssueCodes.UnknownAccessibility, "ACC, DEM or NAC was expected; accessibility is unknown.", other);
                break;
        }

        return wheelchair == WheelchairAccess.Unknown && note is null
            ? null
            : new Accessibility { Wheelchair = wheelchair, Note = note };
    }

    private static List<ExternalId> ExternalIds(IReadOnlyList<ExternalId> ids, LeftValues left)
    {
        var valid = new List<ExternalId>(ids.Count);
        foreach (var id in ids)
        {
            var value = id.Scheme is ExternalIdSchemes.Siret or ExternalIdSchemes.Siren
                ? id.Value.Replace(" ", "", StringComparison.Ordinal)
                : FieldText.Line(id.Value);
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            if (id.Scheme == ExternalIdSchemes.Siret && !CompanyNumber.IsSiret(value))
            {
                left.Leave(
                    DocumentBlocks.ExternalIds, "SIRET", IssueCodes.InvalidSiret,
                    "This is no SIRET (14 digits and their checksum); it was left for an editor.", value);
            }
            else if (id.Scheme == ExternalIdSchemes.Siren && !CompanyNumber.IsSiren(value))
            {
                left.Leave(
                    DocumentBlocks.ExternalIds, "SIREN", IssueCodes.InvalidSiren,
                    "This is no SIREN (9 digits and their checksum); it was left for an editor.", value);
            }
            else if (left.Bounded(value, 200, DocumentBlocks.ExternalIds, "Identifiant") is not null)
            {
                valid.Add(id with { Value = value });
            }
        }

        return valid;
    }
}

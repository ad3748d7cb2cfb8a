using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Reads DILA's directory in its forms before 2022, whose keys are <c>type-commune-rank</c>: GeoJSON features made
/// from the XML (2017), and flat records (2016). The first record tells which of the two a file holds.
/// </summary>
/// <remarks>For one reading; not for several threads, except <see cref="Progress"/>.</remarks>
public sealed class LegacyReader(TerritoryIndex territories, Action<ImportIssue> report, SourceFileOptions? options = null)
{
    private static readonly FrozenSet<string> FeatureBlocks = FrozenSet.ToFrozenSet(
        ["name", "types", "commune", "addresses", "accessibility", "openingHours", "channels", "externalIds", "unread"],
        StringComparer.Ordinal);

    // The flat form has a comment too, but without hours it would only erase those known from elsewhere.
    private static readonly FrozenSet<string> FlatBlocks =
        FeatureBlocks.Except(["openingHours"]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly JsonRecordsOptions Shape = new()
    {
        ArrayNames = ["features"],
        RecordNames = ["properties", "codeinsee"],
    };

    private readonly AdministrationMapper _mapper = new(territories);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private RecordFile? _file;
    private bool? _isFlat;

    /// <summary>
    /// The blocks of a document that this file's form speaks of; known from the first record on, empty before.
    /// Another block that is missing from a record was not removed: the form could never have held it.
    /// </summary>
    public FrozenSet<string> Blocks => _isFlat switch
    {
        null => [],
        true => FlatBlocks,
        false => FeatureBlocks,
    };

    /// <summary>The blocks that a file's form speaks of, from its first record alone.</summary>
    /// <exception cref="SourceFileException">The start of the file cannot be trusted.</exception>
    public static async Task<FrozenSet<string>> ReadBlocksAsync(
        string path, SourceFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        await foreach (var record in new RecordFile(path, options).ReadAsync(Shape, IsRecords, cancellationToken))
        {
            return HasProperties(record.Utf8.Span) ? FeatureBlocks : FlatBlocks;
        }

        return FeatureBlocks;
    }

    /// <summary>What became of the records so far.</summary>
    public ReadTally Tally { get; private set; }

    /// <summary>How many points were compared with outlines so far.</summary>
    internal PlaceTally Places => _mapper.Places;

    /// <summary>Compressed bytes read of those to read.</summary>
    public (long Position, long Length) Progress => _file?.Progress ?? (0, 0);

    /// <summary>The records in the file's order.</summary>
    /// <exception cref="SourceFileException">While enumerating: the file cannot be trusted at all.</exception>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _file = new RecordFile(path, options);
        await foreach (var record in _file.ReadAsync(Shape, IsRecords, cancellationToken))
        {
            Tally = Tally with { Read = Tally.Read + 1 };
            if (Read(record) is { } read)
            {
                Tally = Tally with { Imported = Tally.Imported + 1 };
                yield return read;
            }
            else
            {
                Tally = Tally with { Rejected = Tally.Rejected + 1 };
            }
        }
    }

    private static bool IsRecords(string entry) =>
        entry.EndsWith("json", StringComparison.OrdinalIgnoreCase);

    private SourceRecord? Read(JsonRecord record)
    {
        var isFlat = _isFlat ??= !HasProperties(record.Utf8.Span);
        var raw = isFlat ? ReadFlat(record) : ReadFeature(record);
        if (raw is null)
        {
            return null;
        }

        var issues = new IssueReporter(report, raw.Key.Length == 0 ? null : raw.Key, record.Place);
        if (raw.Key.Length == 0)
        {
            issues.Reject(IssueCodes.MissingKey, "The record has no id.", raw.Name);
            return null;
        }

        if (raw.Key.Length > 100 || raw.Key.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            issues.Reject(IssueCodes.InvalidKey, "The id is not of the form type-commune-rank.", raw.Key);
            return null;
        }

        if (!_keys.Add(raw.Key))
        {
            issues.Reject(IssueCodes.DuplicateKey, "An earlier record has the same id; the earlier one was taken.", raw.Name);
            return null;
        }

        return _mapper.Map(raw, issues);
    }

    private static bool HasProperties(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("properties"u8))
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private RawAdministration? ReadFeature(JsonRecord record)
    {
        if (RecordFile.Parse(record, SourceJson.Default.LegacyFeature, report) is not { } feature)
        {
            return null;
        }

        var form = feature.Properties ?? new LegacyOrganisme();
        var key = form.Id?.Trim() ?? "";
        var access = form.Addresses.SelectMany(address => address.Access).FirstOrDefault();
        return new RawAdministration
        {
            Key = key,
            Place = record.Place,
            Source = Sources.DilaAnnuaireLegacy,
            ExternalIds = ExternalIds(key, form.PartnerId),
            Name = form.Name,
            Types = [form.Type],
            CommuneCode = form.CommuneCode,
            Addresses = [.. form.Addresses.Select(Address)],
            AccessCode = access?.Code,
            AccessNote = access?.Note,
            Hours = [.. form.Opening.SelectMany(opening => opening.DayRanges).Select(DayRange)],
            HoursComment = form.Comment,
            Channels = [.. form.Contacts.SelectMany(Channels)],
            VerifiedAt = ParisTime.Read(form.UpdatedOn, new IssueReporter(report, key, record.Place)),
            Holder = form.Holders is [var holder, ..] ? holder.Value : null,
        };
    }

    private RawAdministration? ReadFlat(JsonRecord record)
    {
        if (RecordFile.Parse(record, SourceJson.Default.LegacyFlat, report) is not { } form)
        {
            return null;
        }

        var key = form.Id?.Trim() ?? "";
        return new RawAdministration
        {
            Key = key,
            Place = record.Place,
            Source = Sources.DilaAnnuaireLegacy,
            ExternalIds = ExternalIds(key, null),
            Name = form.Name,
            Types = [form.Type],
            CommuneCode = form.CommuneCode,
            Addresses =
            [
                new RawAddress(
                    AddressKind.Physical,
                    [.. (form.Address?.Lines ?? []).Select(line => line.Value)],
                    form.Address?.PostalCode,
                    form.Address?.City,
                    form.Latitude,
                    form.Longitude),
            ],
            AccessCode = form.AccessCode,
            AccessNote = form.AccessNote,
            Channels =
            [
                new RawChannel(RawChannelField.Phone, form.Phone),
                new RawChannel(RawChannelField.Mail, form.Mail),
                .. form.Websites.Select(site => new RawChannel(RawChannelField.Website, site.Value)),
                new RawChannel(RawChannelField.Fax, form.Fax),
            ],
            VerifiedAt = ParisTime.Read(form.UpdatedOn, new IssueReporter(report, key, record.Place)),
        };
    }

    private static List<ExternalId> ExternalIds(string key, string? partnerId)
    {
        var ids = new List<ExternalId>(2) { new(ExternalIdSchemes.DilaPivot, key) };
        if (!string.IsNullOrWhiteSpace(partnerId))
        {
            ids.Add(new ExternalId(AdministrationMapper.PartnerScheme, partnerId));
        }

        return ids;
    }

    private static RawAddress Address(LegacyAddress address) => new(
        address.Kind == "postale" ? AddressKind.Postal : AddressKind.Physical,
        [.. address.Lines.Select(line => line.Value)],
        address.PostalCode,
        address.City,
        address.Location?.Latitude,
        address.Location?.Longitude);

    private static SourceRange DayRange(LegacyDayRange range) => new()
    {
        FirstDay = range.FirstDay,
        LastDay = range.LastDay,
        Slots = [.. range.Slots.Select(slot => (slot.Opens, slot.Closes))],
        Note = range.Note,
    };

    private static IEnumerable<RawChannel> Channels(LegacyContacts contacts) =>
    [
        .. contacts.ElectronicFiling.Select(each => new RawChannel(RawChannelField.ElectronicFiling, each.Value)),
        .. contacts.Phones.Select(phone => new RawChannel(RawChannelField.Phone, phone.Number, null, phone.Cost)),
        .. contacts.Mails.Select(each => new RawChannel(RawChannelField.Mail, each.Value)),
        .. contacts.Websites.Select(each => new RawChannel(RawChannelField.Website, each.Value)),
        .. contacts.MobileVersions.Select(each => new RawChannel(RawChannelField.Website, each.Value, "Version mobile")),
        .. contacts.Faxes.Select(fax => new RawChannel(RawChannelField.Fax, fax.Number, null, fax.Cost)),
    ];
}

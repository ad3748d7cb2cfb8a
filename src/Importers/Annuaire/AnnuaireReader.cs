using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.OpeningHours.Sources;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>
/// Reads DILA's directory in its current format: the file (<c>data.gouv_local.json</c>, alone or in its archive) and
/// the API's variant, where lists are JSON inside strings.
/// </summary>
/// <remarks>
/// The file is read twice. The first time finds which record belongs to which, since the source notes it at the parent
/// and the child may come first; and it meets whatever is wrong with the file as a whole before any record is given
/// out. For one reading; not for several threads, except <see cref="Progress"/>.
/// </remarks>
public sealed class AnnuaireReader(TerritoryIndex territories, Action<ImportIssue> report, SourceFileOptions? options = null)
{
    /// <summary>The most links from parent to child that are kept: ten times a national file.</summary>
    public const int MaxLinks = 1_000_000;

    /// <summary>
    /// The blocks of a document that this source speaks of. Another block that is missing from a record was not
    /// removed: the source could never have held it.
    /// </summary>
    public static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        [
            "name", "acronym", "mission", "types", "parent", "commune", "addresses", "accessibility", "openingHours",
            "channels", "externalIds", "unread",
        ],
        StringComparer.Ordinal);

    private static readonly JsonRecordsOptions Shape = new() { ArrayNames = ["service", "results"], RecordNames = ["id"] };

    private readonly AdministrationMapper _mapper = new(territories);
    private readonly Dictionary<Guid, Guid> _parentOf = [];
    private readonly HashSet<Guid> _keys = [];
    private RecordFile? _file;
    private bool _isFirstPass;

    /// <summary>What became of the records so far.</summary>
    public ReadTally Tally { get; private set; }

    /// <summary>How many points were compared with outlines so far.</summary>
    internal PlaceTally Places => _mapper.Places;

    /// <summary>Compressed bytes read of those to read, both passes together.</summary>
    public (long Position, long Length) Progress => _file?.Progress is var (position, length)
        ? ((_isFirstPass ? 0 : length) + position, 2 * length)
        : (0, 0);

    /// <summary>The records in the file's order.</summary>
    /// <exception cref="SourceFileException">Before the first record: the file cannot be trusted at all.</exception>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _file = new RecordFile(path, options);
        await ReadLinksAsync(cancellationToken);
        await foreach (var record in _file.ReadAsync(Shape, IsLocalFile, cancellationToken))
        {
            Tally = Tally with { Read = Tally.Read + 1 };
            if (Read(record) is { } read)
            {
                Tally = Tally with { Imported = Tally.Imported + 1 };
                yield return read;
            }
        }

        ReportUnknownChildren();
    }

    /// <summary>Whether an archive's entry is the directory itself: <c>2026-01-31_060000-data.gouv_local.json</c>.</summary>
    private static bool IsLocalFile(string entry) => entry.EndsWith("local.json", StringComparison.OrdinalIgnoreCase);

    private SourceRecord? Read(JsonRecord record)
    {
        if (RecordFile.Parse(record, SourceJson.Default.AnnuaireService, report) is not { } form)
        {
            return Rejected();
        }

        var id = form.Id?.Trim();
        var issues = new IssueReporter(report, id, record.Place);
        if (string.IsNullOrEmpty(id))
        {
            issues.Reject(IssueCodes.MissingKey, "The record has no id.", form.Name);
            return Rejected();
        }

        if (!Guid.TryParseExact(id, "D", out var key))
        {
            issues.Reject(IssueCodes.InvalidKey, "The id is not a UUID.", id);
            return Rejected();
        }

        issues = new IssueReporter(report, key.ToString("D"), record.Place);
        if (!_keys.Add(key))
        {
            issues.Reject(IssueCodes.DuplicateKey, "An earlier record has the same id; the earlier one was taken.", form.Name);
            return Rejected();
        }

        if (form.VersionType is { } version && version != "Publiable")
        {
            return Skip(issues, $"version_type {version}");
        }

        if (form.IsDiffused is { } diffused && !diffused.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Skip(issues, $"statut_de_diffusion {diffused}");
        }

        return _mapper.Map(Raw(form, key, record.Place, issues), issues) ?? Rejected();
    }

    private SourceRecord? Rejected()
    {
        Tally = Tally with { Rejected = Tally.Rejected + 1 };
        return null;
    }

    private SourceRecord? Skip(IssueReporter issues, string because)
    {
        Tally = Tally with { Skipped = Tally.Skipped + 1 };
        issues.Skip(IssueCodes.NotPublishable, "The record says that it is not to be published: it counts as absent.", because);
        return null;
    }

    private RawAdministration Raw(AnnuaireService form, Guid key, RecordPlace place, IssueReporter issues)
    {
        // Where the coordinates of accessibility stand twice, the place that people go to says.
        var access = form.Addresses.FirstOrDefault(address => address.AccessCode is not null || address.AccessNote is not null);
        return new RawAdministration
        {
            Key = key.ToString("D"),
            ParentKey = _parentOf.TryGetValue(key, out var parent) ? parent.ToString("D") : null,
            Place = place,
            Source = Sources.DilaAnnuaire,
            ExternalIds = ExternalIds(form, key),
            Name = form.Name,
            Acronym = form.Acronym,
            Mission = form.Mission,
            Types = [.. form.Pivots.Select(pivot => pivot.Type)],
            CommuneCode = form.CommuneCode ?? form.Pivots.SelectMany(pivot => pivot.CommuneCodes).FirstOrDefault()?.Value,
            Addresses = [.. form.Addresses.Select(Address)],
            AccessCode = access?.AccessCode,
            AccessNote = access?.AccessNote,
            Hours = [.. form.DayRanges.Select(DayRange)],
            HoursComment = form.HoursComment,
            Channels = Channels(form),
            VerifiedAt = ParisTime.Read(form.ModifiedAt, issues),
            Holder = form.Holder,
        };
    }

    private static List<ExternalId> ExternalIds(AnnuaireService form, Guid key)
    {
        var ids = new List<ExternalId>(4) { new(ExternalIdSchemes.DilaAnnuaire, key.ToString("D")) };
        Add(ExternalIdSchemes.DilaPivot, form.FormerKey);
        Add(ExternalIdSchemes.Siret, form.Siret);
        Add(ExternalIdSchemes.Siren, form.Siren);
        Add(
            AdministrationMapper.PartnerScheme,
            string.IsNullOrWhiteSpace(form.PartnerId) || string.IsNullOrWhiteSpace(form.Partner)
                ? form.PartnerId
                : $"{form.Partner}/{form.PartnerId}");
        return ids;

        void Add(string scheme, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                ids.Add(new ExternalId(scheme, value));
            }
        }
    }

    private static RawAddress Address(AnnuaireAddress address) => new(
        address.Kind?.Trim() == "Adresse postale" ? AddressKind.Postal : AddressKind.Physical,
        [address.Complement1, address.Complement2, address.Street, address.Distribution],
        address.PostalCode,
        address.City,
        address.Latitude,
        address.Longitude);

    private static SourceRange DayRange(AnnuaireDayRange range) => new()
    {
        FirstDay = range.FirstDay,
        LastDay = range.LastDay,
        Slots = [(range.Opens1, range.Closes1), (range.Opens2, range.Closes2)],
        Note = range.Comment,
    };

    private static List<RawChannel> Channels(AnnuaireService form)
    {
        var channels = new List<RawChannel>();
        Add(RawChannelField.ElectronicFiling, form.ElectronicFiling);
        Add(RawChannelField.Form, form.Forms);
        Add(RawChannelField.Chat, form.Chats);
        Add(RawChannelField.Phone, form.Phones);
        Add(RawChannelField.AccessiblePhone, form.AccessiblePhones);
        Add(RawChannelField.Mail, form.Mails);
        Add(RawChannelField.Website, form.Websites);
        Add(RawChannelField.MobileApp, form.MobileApps);
        Add(RawChannelField.Social, form.SocialNetworks);
        Add(RawChannelField.Fax, form.Faxes);
        return channels;

        void Add(RawChannelField field, IReadOnlyList<AnnuaireValue> values)
        {
            foreach (var value in values)
            {
                channels.Add(new RawChannel(field, value.Value, value.Network ?? value.Label, value.Description));
            }
        }
    }

    private async Task ReadLinksAsync(CancellationToken cancellationToken)
    {
        _isFirstPass = true;
        await foreach (var record in _file!.ReadAsync(Shape, IsLocalFile, cancellationToken))
        {
            // Most records have no child: looking for the words costs a tenth of reading the record.
            if (record.Utf8.Span.IndexOf("Service Fils"u8) >= 0
                && RecordFile.Parse(record, SourceJson.Default.AnnuaireLinks, _ => { }) is { } links)
            {
                AddLinks(links, record.Place);
            }
        }

        BreakCycles();
        _isFirstPass = false;
    }

    private void AddLinks(AnnuaireLinks links, RecordPlace place)
    {
        if (!Guid.TryParseExact(links.Id?.Trim(), "D", out var parent))
        {
            return; // reported when the record is read
        }

        foreach (var link in links.Links)
        {
            if (link.Kind != "Service Fils" || !Guid.TryParseExact(link.Service?.Trim(), "D", out var child))
            {
                continue;
            }

            if (_parentOf.Count == MaxLinks)
            {
                throw new SourceFileException($"More than {MaxLinks} records have a parent; {place}.");
            }

            if (!_parentOf.TryAdd(child, parent) && _parentOf[child] != parent)
            {
                new IssueReporter(report, child.ToString("D"), place).Warn(
                    IssueCodes.SeveralParents,
                    $"Two records name it as their child; the first, {_parentOf[child]}, was taken.",
                    parent.ToString("D"));
            }
        }
    }

    // Cuts each circle once, so that nothing is its own ancestor.
    private void BreakCycles()
    {
        var cleared = new HashSet<Guid>();
        foreach (var start in _parentOf.Keys.Order().ToList())
        {
            var path = new HashSet<Guid>();
            var current = start;
            while (!cleared.Contains(current) && path.Add(current) && _parentOf.TryGetValue(current, out var parent))
            {
                if (path.Contains(parent))
                {
                    _parentOf.Remove(current);
                    new IssueReporter(report, current.ToString("D"), default).Warn(
                        IssueCodes.ParentCycle, "It is its own ancestor; this link was left out.", parent.ToString("D"));
                    break;
                }

                current = parent;
            }

            cleared.UnionWith(path);
        }
    }

    private void ReportUnknownChildren()
    {
        foreach (var (child, parent) in _parentOf.Where(link => !_keys.Contains(link.Key)).OrderBy(link => link.Key))
        {
            new IssueReporter(report, parent.ToString("D"), default).Warn(
                IssueCodes.UnknownChild, "It names a child that is not in the file.", child.ToString("D"));
        }
    }
}

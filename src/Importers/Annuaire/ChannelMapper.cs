using System.Text.RegularExpressions;
using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>The contact channels of one record: readable ones only, each once, best first.</summary>
/// <remarks>
/// Kinds: <c>sve</c> (« saisine par voie électronique », the right to write to an administration online) leads to pages
/// where one writes, hence <see cref="ChannelKind.Form"/>; it is an online service only where its label says so. A
/// label that speaks of appointments makes an <see cref="ChannelKind.Appointment"/> of any web address: the source has
/// no field for them. A chat is written contact too, hence a form.
/// </remarks>
internal sealed partial class ChannelMapper(string? departement, LeftValues left)
{
    private const string Block = "channels";

    private readonly List<ContactChannel> _channels = [];

    public IReadOnlyList<ContactChannel> Map(IReadOnlyList<RawChannel> raw)
    {
        foreach (var channel in raw)
        {
            var value = channel.Value?.Trim();
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            switch (channel.Field)
            {
                case RawChannelField.Phone or RawChannelField.AccessiblePhone or RawChannelField.Fax:
                    AddPhones(channel, value);
                    break;
                case RawChannelField.Mail when value.StartsWith("http", StringComparison.OrdinalIgnoreCase):
                    AddWebAddress(channel with { Field = RawChannelField.Form }, value); // 349 contact pages before 2022
                    break;
                case RawChannelField.Mail:
                    AddMails(value, label: null);
                    break;
                default:
                    AddWebAddress(channel, value);
                    break;
            }
        }

        // A stable sort: within a kind the source's order holds.
        var ordered = _channels.OrderBy(channel => Rank(channel)).ToList();
        if (ordered.Count > AdministrationValidator.MaxChannels)
        {
            left.Leave(
                Block, "Contacts", IssueCodes.TooManyChannels,
                $"{ordered.Count} channels where at most {AdministrationValidator.MaxChannels} are taken; the last were left for an editor.",
                string.Join('\n', ordered[AdministrationValidator.MaxChannels..].Select(channel => channel.Value)));
            ordered.RemoveRange(AdministrationValidator.MaxChannels, ordered.Count - AdministrationValidator.MaxChannels);
        }

        return ordered;
    }

    private static int Rank(ContactChannel channel) => channel.Kind switch
    {
        ChannelKind.OnlineService => 0,
        ChannelKind.Appointment => 1,
        ChannelKind.Form => 2,
        ChannelKind.Phone => channel.Accessible is true ? 4 : 3,
        ChannelKind.Email => 5,
        ChannelKind.Website => 6,
        ChannelKind.Social => 7,
        _ => 8,
    };

    private void AddPhones(RawChannel raw, string value)
    {
        var numbers = PhoneText.Read(value, departement, out var remark, out var isWhole);
        if (!isWhole)
        {
            left.Leave(
                Block, raw.Field == RawChannelField.Fax ? "Télécopie" : "Téléphone", IssueCodes.PhoneUnreadable,
                numbers.Count == 0
                    ? "This is no telephone number; it was left for an editor."
                    : "Part of this is no telephone number; it was left for an editor.",
                value);
        }

        var (label, cost) = Describe(raw.Remark, raw.Label, FieldText.Line(remark));
        foreach (var number in numbers)
        {
            if (number.IsCompleted)
            {
                left.Issues.Warn(IssueCodes.PhoneCompleted, $"The area code was missing; {number.Value} was taken.", value);
            }

            Add(new ContactChannel
            {
                Kind = raw.Field == RawChannelField.Fax ? ChannelKind.Fax : ChannelKind.Phone,
                Value = number.Value,
                Label = label,
                Cost = cost,
                Accessible = raw.Field == RawChannelField.AccessiblePhone ? true : null,
            });
        }
    }

    // What speaks of money is the cost; a short text is the line's name; the rest is a remark, which Cost holds too.
    private (string? Label, string? Cost) Describe(string? description, string? label, string? remark)
    {
        var text = FieldText.Line(description);
        var name = left.Bounded(FieldText.Line(label), AdministrationValidator.MaxLabelLength, Block, "Libellé d\'un contact");
        if (text is not null && name is null && remark is null && text.Length <= 80 && !SpeaksOfCost().IsMatch(text))
        {
            return (text, null);
        }

        var remarks = string.Join(" - ", new[] { text, remark }.Where(each => each is not null));
        return (
            name, left.Bounded(
                remarks.Length == 0 ? null : remarks, AdministrationValidator.MaxNoteLength, Block, "Précisions sur un contact"));
    }

    private void AddMails(string value, string? label)
    {
        var mails = WebAddress.ReadMails(value, out var rejected);
        foreach (var mail in mails)
        {
            Add(new ContactChannel { Kind = ChannelKind.Email, Value = mail, Label = label });
        }

        if (rejected is not null)
        {
            left.Leave(Block, "Courriel", IssueCodes.MailUnreadable, "This is no mail address; it was left for an editor.", rejected);
        }
    }

    private void AddWebAddress(RawChannel raw, string value)
    {
        var label = FieldText.Line(raw.Label) is { } text && text != value
            ? left.Bounded(text, AdministrationValidator.MaxLabelLength, Block, "Libellé d\'un contact")
            : null;
        if (value.Contains('@', StringComparison.Ordinal) && !value.Contains('/', StringComparison.Ordinal))
        {
            AddMails(value, label); // seven tribunals are seized by mail
            return;
        }

        if (value.Length > AdministrationValidator.MaxValueLength || WebAddress.TryRead(value) is not { } address)
        {
            left.Leave(
                Block, label ?? "Site internet", IssueCodes.AddressUnreadable,
                "This is no http or https address; it was left for an editor.", value);
            return;
        }

        var remark = left.Bounded(
            FieldText.Line(raw.Remark), AdministrationValidator.MaxNoteLength, Block, "Précisions sur un contact");
        Add(new ContactChannel
        {
            Kind = Kind(raw.Field, label),
            Value = address,
            Label = label ?? DefaultLabel(raw.Field),
            Cost = remark,
        });
    }

    private static ChannelKind Kind(RawChannelField field, string? label)
    {
        if (field == RawChannelField.Social)
        {
            return ChannelKind.Social;
        }

        if (label is not null && SpeaksOfAppointment().IsMatch(label))
        {
            return ChannelKind.Appointment;
        }

        return field switch
        {
            RawChannelField.ElectronicFiling when label is not null && SpeaksOfOnlineService().IsMatch(label) =>
                ChannelKind.OnlineService,
            RawChannelField.Form or RawChannelField.ElectronicFiling or RawChannelField.Chat => ChannelKind.Form,
            _ => ChannelKind.Website,
        };
    }

    private static string? DefaultLabel(RawChannelField field) => field switch
    {
        RawChannelField.Chat => "Tchat",
        RawChannelField.MobileApp => "Application mobile",
        _ => null,
    };

    private void Add(ContactChannel channel)
    {
        foreach (var other in _channels)
        {
            if (other.Kind == channel.Kind && other.Value == channel.Value)
            {
                return;
            }
        }

        _channels.Add(channel);
    }

    [GeneratedRegex("gratuit|payant|co[uû]t|prix|tarif|surtax|appel local|€|euros?|centimes?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SpeaksOfCost();

    [GeneratedRegex(@"rendez[- ]?vous|\brdv\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SpeaksOfAppointment();

    [GeneratedRegex(@"t[eé]l[eé]-?service|d[eé]marches? en ligne|service en ligne",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SpeaksOfOnlineService();
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>Puts a document together again from what a record shows.</summary>
internal static class RecordReading
{
    public static AdministrationDocument ToDocument(AdministrationRecord record) => new()
    {
        Name = record.Name.ToString(),
        Acronym = record.Acronym.AsString(),
        Mission = record.Mission.AsString(),
        Types = List(record.Types, text => text.ToString()),
        Parent = record.Parent,
        Commune = record.Commune,
        Addresses = List(record.Addresses, address => new Address
        {
            Kind = address.Kind,
            Lines = List(address.Lines, line => line.ToString()),
            PostalCode = address.PostalCode.AsString(),
            City = address.City.AsString(),
            Commune = address.Commune,
            Location = address.Location,
        }),
        Accessibility = record.HasAccessibility
            ? new Accessibility
            {
                Wheelchair = record.Wheelchair,
                Note = record.AccessibilityNote.AsString(),
                SignLanguage = record.SignLanguage,
            }
            : null,
        OpeningHours = record.OpeningHours?.ToSchedule(),
        Channels = List(record.Channels, channel => new ContactChannel
        {
            Kind = channel.Kind,
            Value = channel.Value.ToString(),
            Label = channel.Label.AsString(),
            Cost = channel.Cost.AsString(),
            AnswersWithin = channel.AnswersWithin.AsString(),
            Audience = channel.Audience,
            Accessible = channel.Accessible,
            OpeningHours = channel.OpeningHours?.ToSchedule(),
        }),
        Notices = List(record.Notices, notice => new Notice
        {
            Level = notice.Level,
            Title = notice.Title.ToString(),
            Body = notice.Body.AsString(),
            From = notice.From,
            Until = notice.Until,
            SuspendsReception = notice.SuspendsReception,
        }),
        Responsible = record.Responsible is { } unit ? new ResponsibleUnit(unit.Name.ToString(), unit.Administration) : null,
        PeakTimes = List(record.PeakTimes, peak => new PeakTime(peak.Days, peak.From, peak.To, peak.Level)),
        Unread = List(record.Unread, value => new UnreadValue(value.OfBlock.ToString(), value.Label.ToString(), value.Text.ToString())),
        Competences = List(record.Competences, competence => new Competence
        {
            ServiceType = competence.ServiceType.ToString(),
            Demarche = competence.Demarche,
            Basis = competence.Basis,
            WholeCountry = competence.WholeCountry,
            Regions = List(competence.Regions, text => text.ToString()),
            Departements = List(competence.Departements, text => text.ToString()),
            Communes = Codes(competence.Communes),
            ValidFrom = competence.ValidFrom,
            ValidTo = competence.ValidTo,
        }),
        ExternalIds = List(record.ExternalIds, id => new ExternalId(id.Scheme.ToString(), id.Value.ToString())),
        Provenance = new Provenance
        {
            Source = record.Source.ToString(),
            Attribution = record.Attribution.AsString(),
            VerifiedAt = record.VerifiedAt,
            Blocks = List(record.Blocks, block => block).ToDictionary(
                block => block.Name.ToString(),
                block => new BlockProvenance
                {
                    Source = block.Source.ToString(),
                    VerifiedAt = block.VerifiedAt,
                    VerifiedBy = block.VerifiedBy.AsString(),
                }),
        },
    };

    private static List<T> List<TView, T>(RecordList<TView> list, Func<TView, T> read)
        where TView : struct, IRecordView<TView>
    {
        var items = new List<T>();
        foreach (var item in list)
        {
            items.Add(read(item));
        }

        for (var i = 0; i < list.Count; i++)
        {
            Assert.Equal(items[i], read(list[i]), (left, right) => Equals(left?.ToString(), right?.ToString()));
        }

        Assert.Equal(items.Count, list.Count);
        return items;
    }

    private static List<InseeCode> Codes(CommuneCodes codes)
    {
        var items = new List<InseeCode>();
        foreach (var code in codes)
        {
            items.Add(code);
        }

        Assert.Equal(codes.Count, items.Count);
        return items;
    }
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

public sealed class ChannelMapperTests
{
    [Fact]
    public void Map_OfContactsAsTheyAreWritten_KeepsEachAndSaysNothing()
    {
        List<ImportIssue> issues = [];
        var mapper = new ChannelMapper("69", new LeftValues(new IssueReporter(issues.Add, "1", default)));

        var channels = mapper.Map(
        [
            new RawChannel(RawChannelField.Phone, "(+33) 1 99 00 12 34"),
            new RawChannel(RawChannelField.Phone, "\u202d01 99 00 56 78\u202c poste 12"),
            new RawChannel(RawChannelField.Mail, "accueil@mairie-évian.example"),
            new RawChannel(RawChannelField.Mail, "mailto:contact@mairie.example?subject=Bonjour"),
            new RawChannel(RawChannelField.Website, "www.mairie.example/accueil\u200b"),
        ]);

        Assert.Equal(
            [
                (ChannelKind.Phone, "+33199001234", null), (ChannelKind.Phone, "+33199005678", "poste 12"),
                (ChannelKind.Email, "accueil@xn--mairie-vian-hbb.example", null), (ChannelKind.Email, "contact@mairie.example", null),
                (ChannelKind.Website, "http://www.mairie.example/accueil", null),
            ],
            channels.Select(channel => (channel.Kind, channel.Value, channel.Label ?? channel.Cost)));
        Assert.Empty(issues);
    }
}

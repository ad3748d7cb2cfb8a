using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class SuspensionTests
{
    [Fact]
    public void Suspension_BeginsOnTopAndEndsAlone()
    {
        var works = new Notice { Title = "Travaux" };
        var until = A.Morning + Duration.FromDays(10);

        var suspended = Suspension.Begin(A.Mairie() with { Notices = [works] }, null, until, "Dégât des eaux.");
        var again = Suspension.Begin(suspended, null, null, null);

        Assert.Equal(
            (Suspension.Title, until, true),
            (suspended.Notices[0].Title, suspended.Notices[0].Until!.Value, suspended.Notices[0].SuspendsReception));
        Assert.Equal(2, again.Notices.Count);
        Assert.Equal([works], Suspension.End(again).Notices);
        Assert.Empty(AdministrationValidator.Validate(suspended));
    }
}

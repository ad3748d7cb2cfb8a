using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Published;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The names that the contract gives to our enumerations.</summary>
internal static class Enums
{
    public static void Register(ResolverMap resolvers) => resolvers
        .Enum<EntryKind>(
            "EntryKind",
            (EntryKind.Administration, "ADMINISTRATION"),
            (EntryKind.ServiceType, "SERVICE_TYPE"),
            (EntryKind.Demarche, "DEMARCHE"),
            (EntryKind.Notice, "NOTICE"),
            (EntryKind.LocalComplement, "LOCAL_COMPLEMENT"))
        .Enum<Audience>(
            "Audience",
            (Audience.Individuals, "INDIVIDUALS"),
            (Audience.Businesses, "BUSINESSES"),
            (Audience.Associations, "ASSOCIATIONS"))
        .Enum<DemarcheStage>(
            "DemarcheStage",
            (DemarcheStage.Signal, "SIGNAL"),
            (DemarcheStage.Build, "BUILD"),
            (DemarcheStage.Follow, "FOLLOW"),
            (DemarcheStage.Close, "CLOSE"))
        .Enum<ContactScope>(
            "ContactScope",
            (ContactScope.National, "NATIONAL"),
            (ContactScope.Professional, "PROFESSIONAL"),
            (ContactScope.Abroad, "ABROAD"),
            (ContactScope.Local, "LOCAL"))
        .Enum<ContactRole>("ContactRole", (ContactRole.Handles, "HANDLES"), (ContactRole.Helps, "HELPS"))
        .Enum<OnlineServiceKind>(
            "OnlineServiceKind",
            (OnlineServiceKind.Do, "DO"),
            (OnlineServiceKind.Follow, "FOLLOW"),
            (OnlineServiceKind.Simulate, "SIMULATE"),
            (OnlineServiceKind.Inform, "INFORM"))
        .Enum<SilenceMeaning>("SilenceMeaning", (SilenceMeaning.Accepted, "ACCEPTED"), (SilenceMeaning.Refused, "REFUSED"))
        .Enum<Freshness>(
            "Freshness",
            (Freshness.Verified, "VERIFIED"),
            (Freshness.Due, "DUE"),
            (Freshness.Overdue, "OVERDUE"),
            (Freshness.Unknown, "UNKNOWN"))
        .Enum<NoticeLevel>(
            "NoticeLevel", (NoticeLevel.Info, "INFO"), (NoticeLevel.Warning, "WARNING"), (NoticeLevel.Urgent, "URGENT"))
        .Enum<PeakLevel>("PeakLevel", (PeakLevel.Low, "LOW"), (PeakLevel.Medium, "MEDIUM"), (PeakLevel.High, "HIGH"))
        .Enum<AddressKind>("AddressKind", (AddressKind.Physical, "PHYSICAL"), (AddressKind.Postal, "POSTAL"))
        .Enum<WheelchairAccess>(
            "WheelchairAccess",
            (WheelchairAccess.Full, "FULL"),
            (WheelchairAccess.Partial, "PARTIAL"),
            (WheelchairAccess.None, "NONE"),
            (WheelchairAccess.Unknown, "UNKNOWN"))
        .Enum<IsoDayOfWeek>(
            "Weekday",
            (IsoDayOfWeek.Monday, "MONDAY"),
            (IsoDayOfWeek.Tuesday, "TUESDAY"),
            (IsoDayOfWeek.Wednesday, "WEDNESDAY"),
            (IsoDayOfWeek.Thursday, "THURSDAY"),
            (IsoDayOfWeek.Friday, "FRIDAY"),
            (IsoDayOfWeek.Saturday, "SATURDAY"),
            (IsoDayOfWeek.Sunday, "SUNDAY"))
        .Enum<WeekParity>("WeekParity", (WeekParity.Every, "EVERY"), (WeekParity.Odd, "ODD"), (WeekParity.Even, "EVEN"))
        .Enum<SchoolHolidayRule>(
            "SchoolHolidayRule",
            (SchoolHolidayRule.Ignored, "IGNORED"),
            (SchoolHolidayRule.During, "DURING"),
            (SchoolHolidayRule.Outside, "OUTSIDE"))
        .Enum<OpenStatus>(
            "OpenStatus",
            (OpenStatus.Open, "OPEN"),
            (OpenStatus.OpenByAppointment, "OPEN_BY_APPOINTMENT"),
            (OpenStatus.Closed, "CLOSED"),
            (OpenStatus.Unknown, "UNKNOWN"))
        .Enum<ChannelKind>(
            "ChannelKind",
            (ChannelKind.OnlineService, "ONLINE_SERVICE"),
            (ChannelKind.Form, "FORM"),
            (ChannelKind.Email, "EMAIL"),
            (ChannelKind.Phone, "PHONE"),
            (ChannelKind.Appointment, "APPOINTMENT"),
            (ChannelKind.Counter, "COUNTER"),
            (ChannelKind.Post, "POST"),
            (ChannelKind.Fax, "FAX"),
            (ChannelKind.Website, "WEBSITE"),
            (ChannelKind.Social, "SOCIAL"))
        .Enum<ChannelAudience>("ChannelAudience", (ChannelAudience.Public, "PUBLIC"), (ChannelAudience.Agent, "AGENT"))
        .Enum<ChangeKind>(
            "ChangeKind", (ChangeKind.Created, "CREATED"), (ChangeKind.Updated, "UPDATED"), (ChangeKind.Removed, "REMOVED"));
}

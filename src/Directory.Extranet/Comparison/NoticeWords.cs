using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>The blocks of a message for many administrations, in words.</summary>
internal static class NoticeWords
{
    /// <summary>« Urgent », « Important », « Pour information ».</summary>
    public static string Of(NoticeLevel level) =>
        level switch { NoticeLevel.Urgent => "Urgent", NoticeLevel.Warning => "Important", _ => "Pour information" };

    // The first level is what an absent block means.
    public static IReadOnlyList<ComparedGroup> Level(Comparing comparing, byte[]? before, byte[]? after) =>
        [new ComparedGroup(
            null, [new ComparedRow("Niveau", Of(BlockWords.Read<NoticeLevel>(before)), Of(BlockWords.Read<NoticeLevel>(after)))])];

    public static IReadOnlyList<ComparedGroup> Moment(Comparing comparing, byte[]? before, byte[]? after)
    {
        return [new ComparedGroup(null, [new ComparedRow("Date", Say(before), Say(after))])];

        static string? Say(byte[]? json) => json is null ? null : FrenchDates.Of(BlockWords.Read<Instant>(json));
    }

    public static IReadOnlyList<ComparedGroup> Concerns(Comparing comparing, byte[]? before, byte[]? after)
    {
        var (was, will) = (BlockWords.Read<NoticeTargets>(before), BlockWords.Read<NoticeTargets>(after));
        var names = comparing.Names;
        ComparedRow[] rows =
        [
            new("Toute la France", YesNo(was), YesNo(will)),
            Comparing.Set("Départements", was?.Departements ?? [], will?.Departements ?? [], names.Departement),
            Comparing.Set("Natures de service", was?.ServiceTypes ?? [], will?.ServiceTypes ?? [], names.Type),
            Comparing.Set("Fiches", was?.Administrations ?? [], will?.Administrations ?? [], names.Entry),
        ];
        return [new ComparedGroup(null, [.. rows.Where(row => row.IsChanged || row.After is not null)])];

        static string? YesNo(NoticeTargets? targets) => targets is { WholeCountry: true } ? "oui" : null;
    }
}

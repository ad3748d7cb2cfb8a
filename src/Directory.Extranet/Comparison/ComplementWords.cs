using PublicDirectory.Core.Demarches;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>The blocks of a local complement that no other kind has, in words.</summary>
internal static class ComplementWords
{
    public static IReadOnlyList<ComparedGroup> Demarche(Comparing comparing, byte[]? before, byte[]? after) =>
        One("Complète", before, after, json => comparing.Names.Entry(BlockWords.Read<Guid>(json)));

    public static IReadOnlyList<ComparedGroup> Departement(Comparing comparing, byte[]? before, byte[]? after) =>
        One("Département", before, after, json => comparing.Names.Departement(BlockWords.Read<string>(json)!));

    public static IReadOnlyList<ComparedGroup> Basis(Comparing comparing, byte[]? before, byte[]? after) =>
        One("Écrit pour", before, after, json => BlockWords.Read<DemarcheBasis>(json) is var basis
            ? $"la version {basis!.Version} du texte national, modifié le {FrenchDates.Of(basis.ChangedAt)}"
            : "");

    private static IReadOnlyList<ComparedGroup> One(string label, byte[]? before, byte[]? after, Func<byte[], string> say) =>
        [new ComparedGroup(null, [new ComparedRow(label, before is null ? null : say(before), after is null ? null : say(after))])];
}

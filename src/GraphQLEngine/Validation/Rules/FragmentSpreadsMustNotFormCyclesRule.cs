using GraphQLEngine.Language;

namespace GraphQLEngine.Validation;

/// <remarks>Spec (September 2025) §5.5.2.2, Fragment Spreads Must Not Form Cycles.</remarks>
internal sealed class FragmentSpreadsMustNotFormCyclesRule : ValidationRule
{
    public override void Document(DocumentNode document, ValidationContext context)
    {
        foreach (var cycle in context.Graph.Cycles)
        {
            var through = cycle.Count == 1 ? "" : $" through \"{string.Join("\", \"", cycle.SkipLast(1).Select(s => s.Name))}\"";
            context.Report(
                $"The fragment \"{cycle[^1].Name}\" spreads itself{through}.", [.. cycle.Select(s => s.Location)]);
        }
    }
}

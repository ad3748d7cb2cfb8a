using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime.Extensions;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Administration;

/// <summary>What the pages that give a right have in common.</summary>
internal sealed class GrantDesk(GrantLists lists, GrantChoices choices, GrantAdministration administration, TimeProvider clock)
{
    /// <summary>The button that looks for entries, and gives nothing yet.</summary>
    public const string Search = "chercher";

    private const int MaxEntries = 20;

    /// <summary>Fills in what the form lets choose from.</summary>
    public async Task PrepareAsync(GrantForm form, Guid agent, bool mayBeNone, CancellationToken cancellationToken)
    {
        var entries = form.Perimeter == "entry" && !string.IsNullOrWhiteSpace(form.Entry)
            ? await lists.FindEntriesAsync(agent, form.Entry, MaxEntries, cancellationToken)
            : [];
        if (entries.Count == 1)
        {
            form.EntryId ??= entries[0].Id.ToString();
        }

        form.Lists = await choices.ReadAsync(
            [.. entries.Select(entry => new Choice(entry.Id.ToString(), entry.Name, entry.Place))], mayBeNone, cancellationToken);
    }

    /// <summary>The grant that the form says, if the agent may give it; else null, and why in the state.</summary>
    public async Task<NewGrant?> ReadAsync(
        GrantForm form, ModelStateDictionary state, string name, Guid agent, Guid account, CancellationToken cancellationToken)
    {
        var grant = form.Read(state, name, account, clock.GetCurrentInstant());
        if (grant is not null && await administration.CheckAsync(agent, grant.Perimeter, cancellationToken) is { } refusal)
        {
            state.AddModelError($"{name}.{nameof(GrantForm.Perimeter)}", refusal.Message);
            return null;
        }

        return grant;
    }
}

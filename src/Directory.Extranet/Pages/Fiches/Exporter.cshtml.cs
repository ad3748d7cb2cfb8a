using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Extensions;
using PublicDirectory.Core.ChangeRequests.MyEntries;
using PublicDirectory.Extranet.Agents;
using PublicDirectory.Extranet.Lists;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The list that « Mes fiches » shows for the same address, whole, as a file.</summary>
internal sealed class ExporterFichesModel(EntryLists lists, SignInJournal journal, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var agent = Agent.From(User).Id;
        await journal.WriteAsync(agent, agent, "account.entries_exported", cancellationToken);
        return new EntryCsv(
            lists.ReadAllAsync(agent, EntryListQuery.Read(Request.Query).Filter, cancellationToken), clock.GetCurrentInstant());
    }
}

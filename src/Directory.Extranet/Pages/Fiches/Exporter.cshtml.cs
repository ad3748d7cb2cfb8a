using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Extranet.Lists;
using PublicDirectory.Extranet.SignIn;

namespace PublicDirectory.Extranet.Pages;

/// <summary>The list that « Mes fiches » shows for the same address, whole, as a file.</summary>
internal sealed class ExporterFichesModel(EntryLists lists, TimeProvider clock) : PageModel
{
    public IActionResult OnGet(CancellationToken cancellationToken) => new EntryCsv(
        lists.ReadAllAsync(Agent.From(User).Id, EntryListQuery.Read(Request.Query).Filter, cancellationToken),
        Instant.FromDateTimeOffset(clock.GetUtcNow()));
}

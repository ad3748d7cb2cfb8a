using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Pages.Html;
using PublicDirectory.Pages.Site;

namespace PublicDirectory.Pages.Administrations;

/// <summary>An administration in a list: its name leads to its page; whether it is open, and where it is.</summary>
public static class CounterLine
{
    /// <summary>Writes an item of a list.</summary>
    /// <param name="html">Where.</param>
    /// <param name="administration">Which.</param>
    /// <param name="now">The moment of which it tells.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    /// <param name="why">Why it is in the list, in French; null where the list says it.</param>
    public static void Write(HtmlWriter html, AdministrationRecord administration, Instant now, SchoolCalendar? schools, string? why = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(administration);
        var state = Reception.StateAt(administration, TerritorialCalendar.ForInseeCode(administration.Commune?.Value), now, schools);
        html.Write($"<li class=\"line\"><a href=\"{PageAddress.Of(administration)}\">{administration.Name}</a>");
        if (why is not null)
        {
            html.Write($"<span class=\"line__why\">{why}</span>");
        }

        html.Write($"<span class=\"line__state\">{state.Label}</span>");
        foreach (var address in administration.Addresses.Where(address => address.Kind is AddressKind.Physical).Take(1))
        {
            html.Write(
                $"<span class=\"line__place\">{string.Join(", ", address.Lines.Select(line => line.ToString()))}, {address.PostalCode} {address.City}</span>");
        }

        html.Write($"</li>");
    }
}
